"""Rules over comparing with nothing: what was not answered is null, but of choices, files and groups an empty list."""

from __future__ import annotations

from collections.abc import Iterator

from portal.definition.examination import Examination
from portal.definition.expression_source import Token, tokens_of
from portal.definition.expression_uses import Use, readable_uses
from portal.definition.kinds.table import kind_of

_NULL = "null"
_EMPTY = frozenset({"''", '""'})


def check_nothing(examination: Examination) -> None:
    """Run every rule of this family."""
    for use in readable_uses(examination):
        compared = list(_compared(use))
        knows_null = {name for name, _, nothing in compared if nothing == _NULL}
        for name, sign, nothing in compared:
            field = use.fields[name]
            words = {"name": name, "sign": sign.text}
            if nothing == _NULL and kind_of(field).is_list:
                examination.inside("never-null", sign.start, *use.path, **words)
            elif (
                nothing != _NULL
                and name not in knows_null
                and kind_of(field).is_answered
                and not kind_of(field).is_list
            ):
                examination.inside("never-empty", sign.start, *use.path, **words)


def _compared(use: Use) -> Iterator[tuple[str, Token, str]]:
    """Each question that is compared with null or the empty text: its name, the sign, and which of the two."""
    tokens = tokens_of(use.expression)
    for before, sign, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if sign.text in {"==", "!="}:
            for name, nothing in ((before.text, after.text), (after.text, before.text)):
                if name in use.fields and (nothing == _NULL or nothing in _EMPTY) and not _is_part(tokens, before):
                    yield name, sign, nothing


def _is_part(tokens: list[Token], token: Token) -> bool:
    """Whether a name is that of a question in a row: what stands before it is a dot."""
    place = tokens.index(token)
    return place > 0 and tokens[place - 1].text == "."
