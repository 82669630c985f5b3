"""Dictionary order for Lao.

icu4py has no collator, so the key is our own. It gives the order of ICU 78 for `lo` (Unicode Collation Algorithm with
CLDR's tailoring): the alphabet taught at school (ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ...), consonants before vowels, a leading vowel after
its consonant, tone marks and ໍ counted only between words that are otherwise the same. It goes further than ICU in one
thing, because people write the same word in both ways: ໜ, ໝ, ຫຼ and AM in two letters sort as ຫນ, ຫມ, ຫລ and AM in one.
"""

import re
from typing import Final

from portal.lao.text import LEADING_VOWELS, TONE_MARKS, canonical, latin_digits

_ALPHABET: Final = (
    "\u0ec6\u0edeກຂຄ\u0e86ງຈ\u0e89ສຊ\u0e8c\u0e8e\u0edfຍ\u0e8f\u0e90\u0e91\u0e92\u0e93ດຕຖທ\u0e98ນບປຜຝພຟ\u0ea0"
    "ມຢຣລວ\u0ea8\u0ea9ຫ\u0eacອຮ\u0eaf\u0eb0\u0eb1\u0eb2\u0eb3\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0eba\u0ebb\u0ebd"
    "\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
)
# Weights keep Lao in its own block, so that Latin letters and digits sort before it by their code points.
_WEIGHTS: Final = {letter: chr(0x0E80 + place) for place, letter in enumerate(_ALPHABET)}
_LEVEL_END: Final = "\x01"
_SECONDARY: Final = frozenset(TONE_MARKS) | {"\u0ecc", "\u0ecd", "\u0ece"}
_EXPANSIONS: Final = str.maketrans({"\u0edc": "ຫນ", "\u0edd": "ຫມ", "\u0ebc": "ລ"})
_LEADING: Final = re.compile(f"([{LEADING_VOWELS}])([\u0e81-\u0eae\u0ede\u0edf])")


def sort_key(text: str) -> str:
    """Return a string whose code point order is the Lao dictionary order of `text`.

    Safe to store and to sort on in a database, in binary order (SQLite's default; `COLLATE "C"` in PostgreSQL).
    Texts that differ only in tone marks are next to each other; texts that `canonical` makes equal have equal keys.
    """
    plain = latin_digits(canonical(text))
    letters = "".join(c for c in plain if c not in _SECONDARY).translate(_EXPANSIONS).casefold()
    primary = "".join(_WEIGHTS.get(c, c) for c in _LEADING.sub(r"\2\1", letters))
    return _LEVEL_END.join((primary, "".join(c for c in plain if c in _SECONDARY), plain))
