"""One way of writing the name of a place, however its list was typed."""

import re
from typing import Final

from portal.lao.text import canonical

_NEW_SPELLING: Final = (("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ຫລ", "ຫຼ"))
"""Since ຫ ends no syllable, the pair is always one sound, and today's school spelling writes it as one letter."""

_PARTED_MARK: Final = re.compile("[ ]+(?=[\u0eb0-\u0ebc\u0ec8-\u0ece])")
_STRAY_LATIN: Final = re.compile("(?<=[\u0e80-\u0eff])[a-z]$")
_SHORT_BAN: Final = re.compile("(?<![\u0e80-\u0eff])ບ(?:\\.[ ]*|[ ]+)(?=[\u0e81-\u0ec4])")
_OWN_TITLE: Final = re.compile("^ບ້ານ[ ]*(?=[\u0e81-\u0eae\u0ec0-\u0ec4\u0edc\u0edd][\u0e81-\u0edd])")
_STRAY_LAO: Final = re.compile("^[\u0e80-\u0eff]+(?=[A-Za-z])")


def tidy_lao_place(name: str) -> str:
    """Return the Lao name of a place as it is shown: canonical, in today's spelling, its signs spaced one way.

    ຫຼວງ for ຫລວງ; a name in brackets after a space; both names of joined places apart (ນາ + ຫາດ); ບ. for a ບ້ານ within
    the name; without a mark that a space parted from its letter and without a single Latin letter glued to the end.
    """
    text = _PARTED_MARK.sub("", canonical(name))
    for pair, letter in _NEW_SPELLING:
        text = text.replace(pair, letter)
    return _spaced(_SHORT_BAN.sub("ບ. ", _STRAY_LATIN.sub("", text)))


def tidy_village(name: str) -> str:
    """Return `tidy_lao_place` without a ບ້ານ in front, which is put there wherever the name is shown."""
    return _OWN_TITLE.sub("", tidy_lao_place(name))


def tidy_english_place(name: str) -> str:
    """Return the English name of a place: canonical, without Lao marks in front and with a capital in front."""
    text = _spaced(_STRAY_LAO.sub("", canonical(name)))
    return text if not text[:1].islower() else text[:1].upper() + text[1:].lower()


def _spaced(text: str) -> str:
    text = re.sub(r"[ ]*\([ ]*", " (", text)
    text = re.sub(r"[ ]*\)[ ]*", ") ", text)
    text = re.sub(r"[ ]*\+[ ]*", " + ", text)
    text = re.sub(r"[ ]*,[ ]*", ", ", text)
    text = re.sub(r"[ ]*-[ ]*", "-", text)
    return canonical(re.sub(r"[ ]+,", ",", text))
