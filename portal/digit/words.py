"""The words in a name of DIGIT, and the text that is made of them in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.definition.model import Text
from portal.digit.vocabulary import ALWAYS_CAPITAL, BEHIND, FIRST, JOINING, LEADING, NAMED, PHRASES, SPELT

TO_TRANSLATE: Final = "ຕ້ອງແປ"
"""Marks, in Lao, an English text for which there were no words: authors look for it."""
_CHUNK: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_LONGEST_NAME: Final = 120
"""Characters of a name that are read."""
_KNOWN: Final = JOINING.union(SPELT, *(phrase.split() for phrase in (*PHRASES, *NAMED, *BEHIND)))
_LONGEST_WORD: Final = max(map(len, _KNOWN))
_LONGEST_PHRASE: Final = max(len(phrase.split()) for phrase in PHRASES)


@dataclass(frozen=True)
class Worded:
    """A text, and whether its Lao is Lao."""

    text: Text
    translated: bool


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in capital letters, short ones spelt out: PENDING_FOR_DOC, pendingForDoc and PENDINGFORDOC
    are all PENDING FOR DOCUMENT. Letters of other scripts are no words."""
    found: list[str] = []
    for chunk in _CHUNK.findall(name[:_LONGEST_NAME]):
        for word in _parted(chunk.upper()):
            found += SPELT.get(word, word).split()
    return tuple(found)


def state_text(name: str, number: int) -> Worded:
    """What a state is called; `number` counts where it stands, for a name without letters."""
    return _worded(words_of(name), f"ຂັ້ນຕອນທີ {number}", f"Step {number}", bool(name))


def action_text(name: str, number: int) -> Worded:
    """What an action is called."""
    return _worded(words_of(name), f"ການດຳເນີນການທີ {number}", f"Action {number}", bool(name))


def service_text(name: str, number: int) -> Worded:
    """What a service is called: by its whole name where that is known, else word by word."""
    words = tuple(word for word in words_of(name) if not word.isdecimal()) or words_of(name)
    named = NAMED.get(" ".join(words))
    if named:
        return Worded(Text(lo=named[0], en=named[1]), translated=True)
    return _worded(words_of(name), f"ບໍລິການທີ {number}", f"Service {number}", bool(name))


def _worded(words: tuple[str, ...], lao_else: str, english_else: str, named: bool) -> Worded:
    if not any(word.isalpha() for word in words):
        return Worded(Text(lo=lao_else, en=english_else), translated=not named)
    english, lao = _english(words), _lao(words)
    if lao is None:
        return Worded(Text(lo=f"{TO_TRANSLATE}: {english}", en=english), translated=False)
    return Worded(Text(lo=lao, en=english), translated=True)


def _english(words: tuple[str, ...]) -> str:
    unknown = [word for word in words if word not in _KNOWN and word.isalpha() and len(word) <= 3]
    text = " ".join(word if word in ALWAYS_CAPITAL or word in unknown else word.lower() for word in words)
    return text[:1].upper() + text[1:]


def _lao(words: tuple[str, ...]) -> str | None:
    """The Lao of words that are all known and follow each other as in Lao; None for others."""
    if " ".join(words) not in PHRASES:
        for last in BEHIND:
            ahead = tuple(last.split())
            if len(words) > len(ahead) and words[-len(ahead) :] == ahead:
                rest = _lao(words[: -len(ahead)])
                return None if rest is None else FIRST[last] + rest
    phrases = list(_phrases(words))
    if any(phrase not in LEADING for phrase in phrases[:-1]) or None in phrases:
        return None
    return "".join(PHRASES[phrase] for phrase in phrases if phrase is not None)


def _phrases(words: tuple[str, ...]) -> Iterator[str | None]:
    """The longest known phrases from left to right, None for a word that is in none."""
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in PHRASES:
                yield phrase
                break
        else:
            length = 1
            yield None
        at += length


@lru_cache(maxsize=4096)
def _parted(chunk: str) -> tuple[str, ...]:
    """A chunk of letters as known words, as few as there can be; whole where it is no chain of them."""
    if chunk in _KNOWN or not chunk.isalpha():
        return (chunk,)
    best: list[tuple[str, ...] | None] = [(), *[None] * len(chunk)]
    for end in range(1, len(chunk) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, word = best[start], chunk[start:end]
            if before is not None and word in _KNOWN:
                shortest = best[end]
                if shortest is None or len(before) + 1 < len(shortest):
                    best[end] = (*before, word)
    return best[-1] or (chunk,)
