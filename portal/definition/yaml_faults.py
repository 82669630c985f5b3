"""Saying what an author did where YAML says only what it expected: which sign, in which line, and what went wrong.

The reader of YAML notices a slip where it can go on no longer, which may be far below; the places here are those of the
slip.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import ScalarToken

from portal.definition.curly_quotes import curly_quote_before
from portal.definition.findings import Place
from portal.definition.full_width import full_width_sign, full_width_words
from portal.definition.yaml_lines import lines_of

_KEY_ALONE: Final = re.compile(r"\s*(?:- )*[\"']?[\w-]*[\"']?")
_KEY_LINE: Final = re.compile(r"^\s*(?:- )*[a-z][a-z0-9_-]*:(?:\s|$)", re.MULTILINE)
_DASH_ALONE: Final = re.compile(r"(?P<indent> *)-(?P<word>[a-z][a-z0-9_]*):(\s|$)")
_GOT: Final = re.compile(r"(?:got|found) \(?'(?P<sign>[^']+)'")
_CANNOT_START: Final = re.compile(r"found character '(?P<sign>[^']+)' that cannot start")
LISTS: Final = frozenset({"form", "needs", "disaggregate", "asks", "not_by", "accept", "particulars", "sms"})
"""Keys whose lines each begin with a dash; all others are followed by keys."""
LISTS_OF_EXAMPLES: Final = frozenset({"actions", "fields"})
"""Keys that hold a list in the examples only."""
_REMARK: Final = re.compile(r"\s(?P<sign>#)[^#]*[}\]]\s*,?\s*$")
"""A remark that ends with a closing bracket is none."""
_CLOSES: Final = {"}": "{", "]": "["}
_NAMES_OF_SPACES: Final = {
    "\t": ("ແທັບ (Tab)", "a tab"),
    "\N{NO-BREAK SPACE}": ("ຊ່ອງຫວ່າງແບບບໍ່ຕັດແຖວ", "a no-break space"),
}


@dataclass(frozen=True)
class YamlFault:
    """The code of a finding, where it belongs, and what its sentences are filled with."""

    code: str
    place: Place
    found: dict[str, object] = field(default_factory=dict)


def yaml_fault(error: MarkedYAMLError, text: str) -> YamlFault:
    """What is most likely wrong with a `text` that YAML could not read."""
    mark = error.problem_mark or error.context_mark
    here = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    opened = Place(error.context_mark.line + 1, error.context_mark.column + 1) if error.context_mark else here
    slip = _Slip(lines_of(text), here, opened, error.problem or "")
    found = (
        slip.full_width()
        or slip.curly()
        or _open_quotation(text, mark.index if mark else 0)
        or slip.spaces()
        or slip.named()
    )
    return found or YamlFault("bad-yaml", here, {"problem": error.problem or error.context or ""})


def _open_quotation(text: str, end: int) -> YamlFault | None:
    """The quotation mark that nothing closes, or that only the opening mark of a later text seems to close."""
    last = Place(1, 1)
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            start = token.start_mark
            if start.index > end:
                return None
            last = Place(start.line + 1, start.column + 1)
            if isinstance(token, ScalarToken) and token.style in {"'", '"'}:
                _, *below = text[start.index : token.end_mark.index].split("\n")
                if _KEY_LINE.search("\n".join(below)):
                    return YamlFault("quote-not-closed", last, {"sign": token.style})
    except MarkedYAMLError as error:
        if error.context_mark and "quoted scalar" in (error.context or "") and "end of stream" in (error.problem or ""):
            opened = error.context_mark
            place = Place(opened.line + 1, opened.column + 1)
            return YamlFault("quote-not-closed", place, {"sign": text[opened.index]})
    except (YAMLError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError):
        return None
    return None


@dataclass(frozen=True)
class _Slip:
    """Where YAML stopped (`here`), where the part it was reading began (`opened`), and its own words (`problem`)."""

    lines: list[str]
    here: Place
    opened: Place
    problem: str

    def full_width(self) -> YamlFault | None:
        """A full-width colon or comma where one of YAML's should stand, in this line or the one where a part began."""
        for line in (self.opened.line, self.here.line):
            if (column := full_width_sign(self._line(line))) is not None:
                place = Place(line, column + 1)
                return YamlFault("full-width-sign", place, full_width_words(self._sign(place)))
        return None

    def curly(self) -> YamlFault | None:
        """A value between curly quotation marks, in which YAML stopped because they are none to it."""
        column = curly_quote_before(self._line(self.here.line), self.here.column - 1)
        if column is None:
            return None
        place = Place(self.here.line, column + 1)
        return YamlFault("curly-quotes", place, {"sign": self._sign(place)})

    def spaces(self) -> YamlFault | None:
        """A tab, or another white space that is no space, before the first word of this line or the one before."""
        for line in (self.here.line - 1, self.here.line):
            text = self._line(line)
            indentation = text[: len(text) - len(text.lstrip())]
            for column, sign in enumerate(indentation, start=1):
                if sign != " ":
                    return self._space(sign, Place(line, column))
        return self._space("\t", self.here) if self._sign(self.here) == "\t" else None

    def named(self) -> YamlFault | None:
        """What the reader's words come to."""
        got = found["sign"] if (found := _GOT.search(self.problem)) else ""
        if self.problem.startswith(("found unknown escape character", "expected escape sequence")):
            return self._backslash()
        if dash := self._dash(got):
            return dash
        if self.problem.startswith(("expected ',' or", "expected <block end>")):
            return self._inside_brackets(got) if self.problem.startswith("expected ','") else self._in_block(got)
        if "<document start>" in self.problem:
            return self._indentation()
        if self.problem.startswith("expected the node content") and got in _CLOSES:
            return YamlFault("extra-bracket", self.here, {"sign": got})
        if self.problem.startswith("mapping values are not allowed"):
            return self._second_colon()
        if "could not find expected ':'" in self.problem:
            return YamlFault("no-colon", self.opened)
        if cannot := _CANNOT_START.search(self.problem):
            return YamlFault("needs-quotes", self.here, {"sign": cannot["sign"]})
        if self.problem.startswith("expected chomping"):
            return YamlFault("needs-quotes", self.opened, {"sign": self._sign(self.opened)})
        return None

    def _backslash(self) -> YamlFault:
        column = self._before().rfind("\\") + 1
        written = self._line(self.here.line)[column - 1 : column + 1]
        return YamlFault("backslash", Place(self.here.line, column), {"written": written})

    def _dash(self, got: str) -> YamlFault | None:
        """A dash without its space, one before a key where its part is no list, or a key without the dash of a list."""
        for line in (self.here.line, self._above()):
            if found := _DASH_ALONE.match(self._line(line)):
                return YamlFault("dash-needs-space", Place(line, found.end("indent") + 1), {"word": found["word"]})
        beside = self._beside(self.here.line)
        stopped = {"-", "?", "<scalar>"}
        if beside is not None and self._line(beside).lstrip()[:1] in {"{", "[", '"', "'"}:
            stopped |= {"<block sequence start>"}  # YAML took that line for the whole value
        if got not in stopped or beside is None:
            return None
        dashed = self._is_dashed(self.here.line)
        if dashed == self._is_dashed(beside) or not self.problem.startswith("expected <block end>"):
            return None
        part = self._part_of(beside)
        key = self._line(part).strip().removeprefix("- ").partition(":")[0] or "service.yaml"
        is_list = key in LISTS or (key in LISTS_OF_EXAMPLES and self._section() == "examples")
        # The line that YAML stopped at is right where the first of its part is the wrong one.
        line = self.here.line if dashed != is_list else self._below(part)
        code = "dash-missing" if is_list else "not-a-list"
        return YamlFault(code, Place(line, self._indent(line) + 1), {"key": key})

    def _beside(self, line: int) -> int | None:
        """The nearest line above that stands as far in, where none between them stands less far in."""
        outward = (above for above in range(line - 1, 0, -1) if self._is_filled(above))
        nearest = next((above for above in outward if self._indent(above) <= self._indent(line)), None)
        return nearest if nearest is not None and self._indent(nearest) == self._indent(line) else None

    def _part_of(self, line: int) -> int:
        """The line of the key whose part a line belongs to; 0 where it is the whole file's."""
        outer = (above for above in range(line - 1, 0, -1) if self._is_filled(above))
        return next((above for above in outer if self._indent(above) < self._indent(line)), 0)

    def _section(self) -> str:
        """The key at the margin under which YAML stopped."""
        margin = (line for line in range(self.here.line, 0, -1) if self._line(line)[:1].isalpha())
        return next((self._line(line).partition(":")[0] for line in margin), "")

    def _is_dashed(self, line: int) -> bool:
        return self._line(line).lstrip().startswith("- ")

    def _is_filled(self, line: int) -> bool:
        """Whether a line holds more than a comment."""
        return not re.match(r"\s*(#|$)", self._line(line))

    def _below(self, line: int) -> int:
        """The nearest line below that holds something."""
        return next(below for below in range(line + 1, len(self.lines) + 1) if self._is_filled(below))

    def _inside_brackets(self, got: str) -> YamlFault | None:
        bracket = self._sign(self.opened)
        begins_line = self.here.line > self.opened.line and _KEY_ALONE.fullmatch(self._before())
        if (got in {"<stream end>", "<document end>", *_CLOSES} or begins_line) and (hidden := self._remark()):
            return hidden
        if got in {"<stream end>", "<document end>", *_CLOSES} or begins_line:
            return YamlFault("bracket-not-closed", self.opened, {"sign": bracket, "line": self.here.line})
        if got == ":" or (got in {"{", "["} and self._before().rstrip()[-1:] not in {"'", '"'}):
            return YamlFault("needs-quotes", self.here, {"sign": got})
        return self._after_text()

    def _remark(self) -> YamlFault | None:
        """What was meant as a text and is a remark, in the line where the brackets open: `{en: Card # number}`."""
        found = _REMARK.search(self._line(self.opened.line), self.opened.column)
        return YamlFault("comment-in-text", Place(self.opened.line, found.start("sign") + 1)) if found else None

    def _in_block(self, got: str) -> YamlFault | None:
        if got in {"}", "]"}:
            return YamlFault("extra-bracket", self.here, {"sign": got})
        if got in {"<block mapping start>", "<block sequence start>", "-", "?"}:
            return self._indentation()
        return self._after_text()

    def _after_text(self) -> YamlFault | None:
        """Something stands behind what YAML took for a whole value: `{note} text`, `"a" b`."""
        before = self._before().rstrip()
        if before[-1:] in _CLOSES:
            sign = _CLOSES[before[-1]]
            return YamlFault("needs-quotes", Place(self.here.line, before.rfind(sign) + 1), {"sign": sign})
        return YamlFault("text-after-quote", self.here) if before[-1:] in {"'", '"'} else None

    def _second_colon(self) -> YamlFault:
        if not _KEY_ALONE.fullmatch(self._before()):
            return YamlFault("needs-quotes", self.here, {"sign": ":"})
        above = self._above()
        if not re.search(r":(\s|$)", self._line(above)):
            return YamlFault("no-colon", Place(above, self._indent(above) + 1))
        return self._indentation()

    def _indentation(self) -> YamlFault:
        column = self._indent(self.here.line) + 1
        found: dict[str, object] = {"column": column, "above": self._indent(self._above()) + 1}
        return YamlFault("wrong-indentation", Place(self.here.line, column), found)

    def _space(self, sign: str, place: Place) -> YamlFault:
        lao, english = _NAMES_OF_SPACES.get(sign, (f"«{unicodedata.name(sign, '?')}»",) * 2)
        return YamlFault("wrong-space", place, {"sign_lo": lao, "sign_en": english})

    def _sign(self, place: Place) -> str:
        return self._line(place.line)[place.column - 1 : place.column]

    def _before(self) -> str:
        return self._line(self.here.line)[: self.here.column - 1]

    def _above(self) -> int:
        """The nearest line above that holds something."""
        filled = (line for line in range(self.here.line - 1, 0, -1) if self._is_filled(line))
        return next(filled, 1)

    def _indent(self, line: int) -> int:
        text = self._line(line)
        return len(text) - len(text.lstrip(" "))

    def _line(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""
