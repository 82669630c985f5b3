"""Lao mobile numbers: reading what people type, and writing them as people say them."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from portal.lao.text import canonical, latin_digits

_REGION: Final = "LA"
_COUNTRY_CODE: Final = 856
_TYPED: Final = frozenset("0123456789+-./() ")
_RECEIVES_SMS: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class PhoneProblem(Enum):
    """Why what was typed is not a number to which the portal can send SMS."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    """Not a phone number: other signs than digits, or a beginning that no number has."""
    NO_BEGINNING = "no-beginning"
    """No number of the country, but one of a mobile phone once 020 stands in front."""
    TOO_SHORT = "too-short"
    """Begins like a mobile number, but digits are missing; `mobile_digits` counts them."""
    TOO_LONG = "too-long"
    """Begins like a mobile number, but has more digits than one; `mobile_digits` counts them."""
    NOT_LAO = "not-lao"
    """A number of another country."""
    NOT_MOBILE = "not-mobile"
    """A Lao number that gets no SMS, such as a landline."""


@dataclass(frozen=True)
class MobileDigits:
    """How many digits follow the beginning (020 or 030) of what was typed as a mobile number, and how many should."""

    beginning: str
    typed: int
    wanted: int


_WANTED: Final = {"20": 8, "30": 7}
"""Digits after 020 and 030, from libphonenumber's metadata for LA; `tests/lao/test_phone.py` holds them to it."""


def parse_phone(raw: str) -> str | PhoneProblem:
    """Return `raw` as E.164 (+8562055551234), or why it cannot be used.

    Read are 020 5555 1234, 20 5555 1234, +856 20 5555 1234, 00856..., 856..., with Lao digits, spaces, hyphens, dots,
    brackets. Number ranges come from libphonenumber's metadata for LA: 020 and 030 receive SMS.
    """
    typed = latin_digits(canonical(raw))
    if not typed:
        return PhoneProblem.EMPTY
    if not _TYPED.issuperset(typed) or "+" in typed[1:]:
        return PhoneProblem.NOT_A_NUMBER
    number = _parsed(typed)
    if number is None:
        return PhoneProblem.NOT_A_NUMBER
    if number.country_code != _COUNTRY_CODE:
        return PhoneProblem.NOT_LAO if phonenumbers.is_possible_number(number) else PhoneProblem.NOT_A_NUMBER
    if not phonenumbers.is_valid_number(number):
        return _wrong_length(_counted(number)) or _not_valid(typed)
    if phonenumbers.number_type(number) not in _RECEIVES_SMS:
        return PhoneProblem.NOT_MOBILE
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mobile_digits(raw: str) -> MobileDigits | None:
    """Count the digits of what was typed as a mobile number, in any of the ways that `parse_phone` reads; None for what
    does not begin like one."""
    number = _parsed(latin_digits(canonical(raw)))
    return None if number is None or number.country_code != _COUNTRY_CODE else _counted(number)


def format_phone(e164: str) -> str:
    """Return a number from `parse_phone` as it is written in Laos: 020 5555 1234, 030 555 1234."""
    prefix, subscriber = _split(e164)
    return f"{prefix} {subscriber[:-4]} {subscriber[-4:]}"


def mask_phone(e164: str) -> str:
    """Return a number from `parse_phone` with only its last four digits to be read: 020 •••• 1234."""
    prefix, subscriber = _split(e164)
    return f"{prefix} {'•' * (len(subscriber) - 4)} {subscriber[-4:]}"


def _split(e164: str) -> tuple[str, str]:
    country = f"+{_COUNTRY_CODE}"
    if not e164.startswith(country) or not e164[1:].isascii() or not e164[1:].isdigit() or len(e164) < len(country) + 7:
        raise ValueError("not a Lao number in E.164")
    national = e164.removeprefix(country)
    return f"0{national[:2]}", national[2:]


def _parsed(typed: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(typed, _REGION)
    except phonenumbers.NumberParseException:
        return None


def _counted(number: PhoneNumber) -> MobileDigits | None:
    beginning, rest = str(number.national_number)[:2], str(number.national_number)[2:]
    wanted = _WANTED.get(beginning)
    return None if wanted is None else MobileDigits(f"0{beginning}", len(rest), wanted)


def _not_valid(typed: str) -> PhoneProblem:
    with_beginning = None if typed.startswith(("0", "+")) else _parsed(f"020{typed}")
    if with_beginning is not None and phonenumbers.is_valid_number(with_beginning):
        return PhoneProblem.NO_BEGINNING
    return PhoneProblem.NOT_A_NUMBER


def _wrong_length(digits: MobileDigits | None) -> PhoneProblem | None:
    if digits is None or digits.typed == digits.wanted:
        return None
    return PhoneProblem.TOO_SHORT if digits.typed < digits.wanted else PhoneProblem.TOO_LONG
