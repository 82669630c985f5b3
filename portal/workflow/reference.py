"""The reference of a case: short enough to read out on the telephone, and wrong when it is misheard.

Eight characters, shown ABCD-EFGH, from 32 that cannot be taken for one another (no 0 and O, no 1 and I). Each character
is an element of the field GF(2^5); a reference is right when the sum of its characters, each times its own power of the
generator, is zero. Since the powers differ and none is zero, one wrong character always shows, and so does the
exchange of any two unlike characters, neighbours or not.
"""

from typing import Final

from portal.lao.code_letters import ALPHABET, letters_typed

LENGTH: Final = 8
RANDOM_BITS: Final = 5 * (LENGTH - 1)
"""How many random bits a reference holds: with 35, two of a hundred thousand cases meet with a chance of one in seven,
so the store keeps references unique and asks for another."""

_MODULUS: Final = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_VALUE: Final = {character: value for value, character in enumerate(ALPHABET)}


def new_reference(random_bits: int) -> str:
    """The reference that holds the lowest `RANDOM_BITS` bits of `random_bits`, as it is shown: 'ABCD-EFGH'."""
    body = [random_bits >> 5 * place & 0b11111 for place in range(LENGTH - 1)]
    # The check character stands last with weight 1, so it is the sum of the others (adding is its own inverse).
    return _shown([*body, _sum(body)])


def normalise_reference(text: str) -> str | None:
    """The reference that was typed, as it is shown; None when it cannot be one.

    It may be typed in any way that `letters_typed` reads.
    """
    letters = letters_typed(text)
    values = [_VALUE[letter] for letter in letters if letter in _VALUE]
    if len(letters) != LENGTH or len(values) != LENGTH or _sum(values[:-1]) != values[-1]:
        return None
    return _shown(values)


def resembles_reference(text: str) -> bool:
    """Whether `text` has as many Latin letters and digits as a reference, at least one digit or hyphen among them."""
    letters = letters_typed(text)
    plain = all(letter.isascii() and letter.isalnum() for letter in letters)
    return len(letters) == LENGTH and plain and not "".join(letters).isdigit() and not text.strip().isalpha()


def near_references(text: str) -> list[str]:
    """The references from which `text` differs in one character, or in two that changed places; none when it is a
    reference itself, or too unlike one.

    A character outside the alphabet, such as O or 1, is one that is wrong.
    """
    letters = letters_typed(text)
    strange = [place for place, letter in enumerate(letters) if letter not in _VALUE]
    if len(letters) != LENGTH or len(strange) > 1 or normalise_reference(text) is not None:
        return []
    values = [_VALUE.get(letter, 0) for letter in letters]
    replaced = ([*values[:place], one, *values[place + 1 :]] for place in range(LENGTH) for one in range(len(ALPHABET)))
    tried = (
        list(replaced)
        if not strange
        else [[*values[: strange[0]], one, *values[strange[0] + 1 :]] for one in range(len(ALPHABET))]
    )
    if not strange:
        tried += [_exchanged(values, one, other) for other in range(LENGTH) for one in range(other)]
    return sorted({_shown(body) for body in tried if _sum(body[:-1]) == body[-1]})


def _exchanged(values: list[int], one: int, other: int) -> list[int]:
    changed = list(values)
    changed[one], changed[other] = values[other], values[one]
    return changed


def _shown(values: list[int]) -> str:
    letters = "".join(ALPHABET[value] for value in values)
    return f"{letters[:4]}-{letters[4:]}"


def _sum(body: list[int]) -> int:
    """The weighted sum of all but the last character; Horner's rule gives the first the highest power."""
    total = 0
    for value in body:
        total = _times_generator(total ^ value)
    return total


def _times_generator(value: int) -> int:
    doubled = value << 1
    return doubled ^ _MODULUS if doubled & 0b100000 else doubled
