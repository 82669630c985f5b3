"""Lao mobile numbers: reading what people type, and writing them as people say them."""

from enum import Enum
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from portal.lao.text import canonical, latin_digits

_REGION: Final = "LA"
_COUNTRY_CODE: Final = 856
_TYPED: Final = frozenset("0123456789+-./() ")
_RECEIVES_SMS: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class PhoneProblem(Enum):
    """Why what was typed is not a number to which the portal can send SMS."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    """Not a phone number: other signs than digits, or too few or too many of them."""
    NOT_LAO = "not-lao"
    """A number of another country."""
    NOT_MOBILE = "not-mobile"
    """A Lao number that gets no SMS, such as a landline."""


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
    try:
        number = phonenumbers.parse(typed, _REGION)
    except phonenumbers.NumberParseException:
        return PhoneProblem.NOT_A_NUMBER
    if number.country_code != _COUNTRY_CODE:
        return PhoneProblem.NOT_LAO if phonenumbers.is_possible_number(number) else PhoneProblem.NOT_A_NUMBER
    if not phonenumbers.is_valid_number(number):
        return PhoneProblem.NOT_A_NUMBER
    if phonenumbers.number_type(number) not in _RECEIVES_SMS:
        return PhoneProblem.NOT_MOBILE
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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
