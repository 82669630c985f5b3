"""What no line of a page parts: a browser's dictionary knows Lao words, but neither names nor what belongs together.

Done to the text of a finished page, so that it holds for every sentence, whoever wrote it: a template, a translation, a
service, an officer.
"""

from __future__ import annotations

import re
from typing import Final

from flask import Flask
from werkzeug.wrappers import Response

from portal.definition.area_names import CITY_LO, OFFICES_LO, TITLES_LO
from portal.lao.code_letters import ALPHABET

_WORD_JOINER: Final = "\N{WORD JOINER}"
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

_PIECE: Final = re.compile(
    r"<(title|textarea|option|script|style)\b[^>]*>.*?(?=</\1>)|(?P<tag><[^>]*>)(?P<text>\s*[^<\s][^<]*)", re.DOTALL
)
"""An element that holds no markup, which stays as it is; or a tag and the text after it. Tags with nothing but space
after them, which most are, are not looked at."""
_REPEATED: Final = re.compile("[ ]?ໆ")
_NUMBER_AND_UNIT: Final = re.compile(
    r"(?<=\d) (?=[\u0e81-\u0edf]|"
    r"(?:MB|KB|kip|(?:minute|hour|(?:working )?day|week|month|year|page|file)s?|letters|digits)\b)"
)


def _office() -> re.Pattern[str]:
    """The name of an office, as `Naming.office` says it: its kind, and its place to the last word that is held."""
    kinds, titles = ("|".join(map(re.escape, dict.fromkeys(words.values()))) for words in (OFFICES_LO, TITLES_LO))
    word = r"[^\s<>,.;:!?()«»“”]+"
    held = rf"(?:{_NO_BREAK_SPACE}(?:\({word}(?:{_NO_BREAK_SPACE}{word})*\)|{word}))*"
    return re.compile(rf"({kinds})((?:(?:{titles})[ {_NO_BREAK_SPACE}]?|{re.escape(CITY_LO)}){word}{held})")


_OFFICE: Final = _office()
_QUOTED: Final = re.compile("«[^«»<>]{1,24}»")
_REFERENCE: Final = re.compile(f"\\b[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{1,2}}\\b")
"""The reference of a case, or the code of a certificate."""
_PARTED_BY_DICTIONARIES: Final = (("ຄືບ", "ໜ້າ"),)
"""Words that a browser's dictionary takes for two."""
_WHOLE: Final = '<span class="portal-unbroken">{}</span>'


def install_line_breaks(app: Flask) -> None:
    """Have every page of `app` leave with `keep_together` done to it. Call it after installing compression."""
    app.after_request(_kept_together)


def keep_together(page: str) -> str:
    """Return the HTML of a page in which no line begins with ໆ, and none parts a number from its unit, the name of an
    office's place, what stands in «», a reference, or a code. What is read stays the same."""

    def kept(found: re.Match[str]) -> str:
        tag = found["tag"]
        if tag is None or "portal-reference" in tag:  # the tag says already that its text is one line
            return found[0]
        return tag + _text(found["text"])

    return _PIECE.sub(kept, page)


def _text(text: str) -> str:
    text = _OFFICE.sub(lambda found: found[1] + _WHOLE.format(found[2]), text)
    text = _REPEATED.sub(lambda found: f"{_NO_BREAK_SPACE if found[0][0] == ' ' else _WORD_JOINER}ໆ", text)
    text = _NUMBER_AND_UNIT.sub(_NO_BREAK_SPACE, text)
    for parts in _PARTED_BY_DICTIONARIES:
        text = text.replace("".join(parts), _WORD_JOINER.join(parts))
    text = _QUOTED.sub(lambda found: _WHOLE.format(found[0]), text)
    return _REFERENCE.sub(lambda found: _WHOLE.format(found[0]), text)


def _kept_together(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
        response.set_data(keep_together(response.get_data(as_text=True)))
    return response
