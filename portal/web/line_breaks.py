"""What no line of a page parts: a browser's dictionary knows Lao words, but neither names nor what belongs together.

Done to the text of a finished page, so that it holds for every sentence, whoever wrote it: a template, a translation, a
service, an officer.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from flask import Flask
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal.definition.area_names import CITY_LO, OFFICES_LO, TITLES_LO
from portal.lao.code_letters import ALPHABET
from portal.lao.dates import month_name
from portal.lao.language import LANGUAGES

_WORD_JOINER: Final = "\N{WORD JOINER}"
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

_PIECE: Final = re.compile(
    r"<(title|textarea|option|script|style|svg)\b[^>]*>.*?(?=</\1>)|(?P<tag><[^>]*>)(?P<text>\s*[^<\s][^<]*)", re.DOTALL
)
"""An element that holds no markup, or a drawing with lines of its own, which stay as they are; or a tag and the text
after it. Tags with nothing but space after them, which most are, are not looked at."""
_REPEATED: Final = re.compile("[ ]?ໆ")
_RANGE: Final = re.compile(r"(?<=\d)–(?=\d)")
_DAY: Final = re.compile(r"(ວັນທີ|ເວລາ) (?=\d)")
_MONTHS: Final = "|".join(
    dict.fromkeys(month_name(month, language) for month in range(1, 13) for language in LANGUAGES)
)
_DATE: Final = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS}) (?=\d{{4}}\b)")
_NUMBER_AND_UNIT: Final = re.compile(
    r"(?<=\d) (?=(?!ເວລາ)[\u0e81-\u0edf]|"
    r"(?:MB|KB|kip|(?:minute|hour|(?:working )?day|week|month|year|page|file)s?|letters|digits)\b)"
)


def _office() -> re.Pattern[str]:
    """The name of an office, as `Naming.office` says it: its kind, and its place to the last word that is held."""
    kinds, titles = ("|".join(map(re.escape, dict.fromkeys(words.values()))) for words in (OFFICES_LO, TITLES_LO))
    word = r"[^\s<>,.;:!?()«»“”]+"
    held = rf"(?:{_NO_BREAK_SPACE}(?:\({word}(?:{_NO_BREAK_SPACE}{word})*\)|{word}))*"
    named = rf"(?:(?:{titles})[ {_NO_BREAK_SPACE}]?|{re.escape(CITY_LO)}){word}{held}"
    return re.compile(rf"({kinds})({named}{_CLOSING})")


_OPENING: Final = r"[(\[“]*"
_CLOSING: Final = r"[.,:;!?)\]”»%]*"
_OFFICE: Final = _office()
_QUOTED: Final = re.compile(f"({_OPENING}«[^«»<>]{{1,24}}»{_CLOSING})")
_REFERENCE: Final = re.compile(
    f"({_OPENING}(?<![\\w-])[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{1,2}}(?![\\w-]){_CLOSING})"
)
"""The reference of a case, or the code of a certificate."""
_PARTED_BY_DICTIONARIES: Final = (("ຄືບ", "ໜ້າ"), ("ຂັ້ນ", "ຕອນ"), ("ຫ້ອງ", "ວ່າ", "ການ"))
"""Words that a browser's dictionary takes for several."""
_WHOLE: Final = Markup('<span class="portal-unbroken">{}</span>')
_WIDEST: Final = 24
"""Signs side by side, those above and below not counted, that fit a line of the smallest phone, 320 px wide."""
_WIDEST_HEADING: Final = 20
"""As many of the letters of a heading."""


def install_line_breaks(app: Flask) -> None:
    """Have every page of `app` leave with `keep_together` done to it. Call it after installing compression."""
    app.after_request(_kept_together)


def whole(text: str, widest: int = _WIDEST_HEADING) -> Markup:
    """Return `text` as markup that no line parts; of a text of more than `widest` signs, each word by itself."""
    words = [text] if _width(text) <= widest else text.split()
    return Markup(" ").join(_WHOLE.format(word) if _width(word) <= widest else Markup.escape(word) for word in words)


def whole_place(name: str) -> Markup:
    """Return a place's full name as markup that is parted between its parts only: a dictionary would part ຫຼວງພະ and
    ບາງ."""
    parts = name.replace(", ", ",\n").split("\n")
    return Markup(" ").join(map(whole, parts))


def whole_name(name: str) -> Markup:
    """Return a person's name as markup that is broken between its words only."""
    return Markup(" ").join(map(whole, name.split()))


def keep_together(page: str) -> str:
    """Return the HTML of a page in which no line begins with ໆ, and none parts a number from its unit, a range, a date,
    the name of an office's place, what stands in «», a reference, or a code; nor any of these from a full stop or comma
    after it. What is read stays the same."""

    def kept(found: re.Match[str]) -> str:
        tag = found["tag"]
        if tag is None or "portal-reference" in tag or "portal-unbroken" in tag:  # the tag says so already
            return found[0]
        return tag + _text(found["text"])

    return _PIECE.sub(kept, page)


def _text(text: str) -> str:
    text = _OFFICE.sub(lambda found: f"{found[1]}<wbr>{_held(found[2])}", text)
    text = _REPEATED.sub(lambda found: f"{_NO_BREAK_SPACE if found[0][0] == ' ' else _WORD_JOINER}ໆ", text)
    text = _RANGE.sub(f"–{_WORD_JOINER}", text)
    text = _DAY.sub(rf"\1{_NO_BREAK_SPACE}", text)
    text = _DATE.sub(rf"\1{_NO_BREAK_SPACE}\2{_NO_BREAK_SPACE}", text)
    text = _NUMBER_AND_UNIT.sub(_NO_BREAK_SPACE, text)
    for parts in _PARTED_BY_DICTIONARIES:
        text = text.replace("".join(parts), _WORD_JOINER.join(parts))
    text = _QUOTED.sub(lambda found: _held(found[1]), text)
    return _REFERENCE.sub(lambda found: _held(found[1]), text)


def _held(text: str) -> Markup:
    """`whole` of what is markup already."""
    return whole(Markup(text), _WIDEST)  # noqa: S704


def _width(text: str) -> int:
    return sum(unicodedata.category(sign) not in {"Mn", "Cf"} for sign in text)


def _kept_together(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
        response.set_data(keep_together(response.get_data(as_text=True)))
    return response
