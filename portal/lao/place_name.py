"""One way of writing the name of a place, however its list was typed."""

import re
from typing import Final

from portal.lao.text import canonical

_NEW_SPELLING: Final = (("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ຫລ", "ຫຼ"))
"""Since ຫ ends no syllable, the pair is always one sound, and today's school spelling writes it as one letter."""

_CONSONANT: Final = "[\u0e81-\u0eae\u0edc-\u0edf]\u0ebc?"
_TONE: Final = "[\u0ec8-\u0ecb]"
_ABOVE: Final = "[\u0eb1\u0eb4-\u0eb7\u0ebb\u0ecd]"

_ONE_WORD: Final = (
    (re.compile(f"ເ({_CONSONANT})ຶ({_TONE}?)ອ"), r"ເ\1ື\2ອ"),
    (re.compile("ໃຫ່ຍ"), "ໃຫຍ່"),
    (re.compile("ໃໜ່"), "ໃໝ່"),
)
"""Spellings that Lao does not have and that can only be one word, as in ເມຶອງ for ເມືອງ: the long vowel is written ເ-ືອ,
and ໃຫຍ່ (big) and ໃໝ່ (new) are two of the twenty words with ໃ, to which ໃໜ່ does not belong."""

_IMPOSSIBLE: Final = re.compile(
    "|".join(
        (
            r"[^\u0e80-\u0effA-Za-z0-9 ()'+,./-]",  # a sign of another font
            f"{_ABOVE}{_TONE}?{_ABOVE}",  # two vowels above one letter
            f"{_TONE}{{2}}",
            "(?<![\u0e81-\u0ece\u0edc-\u0edf])[\u0eb0-\u0ebd\u0ec8-\u0ece]",  # a vowel or mark on no letter
            "[\u0ec0-\u0ec4](?![\u0e81-\u0eae\u0edc-\u0edf])",  # a leading vowel before no consonant
            f"ຶ{_TONE}?ອ(?![\u0eb0-\u0ebd\u0ec8-\u0ecd])",
            "[\u0ed0-\u0ed9][\u0e81-\u0ece\u0edc-\u0edf]",  # a digit within a word
            "[າຳ][າຳ]",
            f"ໃ{_CONSONANT}{_TONE}ຍ{_TONE}(?![\u0eb0-\u0ebd])",
        )
    )
)
_DOUBTFUL: Final = re.compile("ເໝືອ(?![\u0e81-\u0eae])")
_IN_BRACKETS: Final = re.compile(r"[ ]?\([^()]*\)")

_PARTED_MARK: Final = re.compile("[ ]+(?=[\u0eb0-\u0ebc\u0ec8-\u0ece])")
_STRAY_LATIN: Final = re.compile("(?<=[\u0e80-\u0eff])[a-z]$")
_SHORT_BAN: Final = re.compile("(?<![\u0e80-\u0eff])ບ(?:\\.[ ]*|[ ]+)(?=[\u0e81-\u0ec4])")
_OWN_TITLE: Final = re.compile("^ບ້ານ[ ]*(?=[\u0e81-\u0eae\u0ec0-\u0ec4\u0edc\u0edd][\u0e81-\u0edd])")
_STRAY_LAO: Final = re.compile("^[\u0e80-\u0eff]+(?=[A-Za-z])")


def tidy_lao_place(name: str) -> str:
    """Return the Lao name of a place as it is shown: canonical, in today's spelling, its signs spaced one way.

    ຫຼວງ for ຫລວງ; a name in brackets after a space; both names of joined places apart (ນາ + ຫາດ); ບ. for a ບ້ານ within
    the name; without a mark that a space parted from its letter and without a single Latin letter glued to the end;
    ເມືອງ, ໃຫຍ່ and ໃໝ່ for ເມຶອງ, ໃຫ່ຍ and ໃໜ່; without what stands in brackets where Lao cannot be written so.
    """
    text = _PARTED_MARK.sub("", canonical(name))
    for pair, letter in _NEW_SPELLING:
        text = text.replace(pair, letter)
    for spelling, word in _ONE_WORD:
        text = spelling.sub(word, text)
    text = _spaced(_SHORT_BAN.sub("ບ. ", _STRAY_LATIN.sub("", text)))
    kept = _IN_BRACKETS.sub(lambda found: "" if is_impossible_lao(found[0]) else found[0], text)
    return canonical(text) if kept == text else tidy_lao_place(kept)


def is_impossible_lao(name: str) -> bool:
    """Whether no Lao word is written so: two vowels above one letter, a mark on no letter, a digit within a word, ຶ
    before ອ, a sign of another font. Such a name was broken on its way into the list, and says nothing to a reader."""
    return _IMPOSSIBLE.search(name) is not None


def is_doubtful_lao(name: str) -> bool:
    """Whether the name may well be another word: ເໝືອ, which is hardly a place's, for ເໜືອ (north). Only people of the
    place know; it is not corrected."""
    return _DOUBTFUL.search(name) is not None


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
