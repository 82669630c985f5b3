"""Rules over choices between several values, as a fee by brackets: each of them can be chosen."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Final

from portal.definition.examination import Examination
from portal.definition.expression_tree import Node, tree_of
from portal.definition.expression_uses import readable_uses

_UP_TO: Final = {"<": operator.lt, "<=": operator.le}
_FROM: Final = {">": operator.gt, ">=": operator.ge}


def check_brackets(examination: Examination) -> None:
    """Report each condition that holds only where one of the choice before it does, and so chooses nothing."""
    for use in readable_uses(examination):
        tree = tree_of(use.expression)
        covered: dict[int, tuple[Node, Node]] = {}
        for node in tree.all_parts() if tree is not None else ():
            for onward in _further(node):
                if _covers(node.parts[0], onward.parts[0]):
                    covered.setdefault(min(_starts(onward.parts[0])), (onward, node))
        for start, (onward, node) in covered.items():
            condition, before = (_written(use.expression, each) for each in (onward, node))
            examination.inside("never-chosen", start, *use.path, condition=condition, before=before)


def _further(node: Node) -> Iterator[Node]:
    """The choices that follow one where its condition does not hold."""
    while node.kind == "choice" and node.parts[2].kind == "choice":
        node = node.parts[2]
        yield node


def _covers(before: Node, later: Node) -> bool:
    """Whether `before` holds wherever `later` does: the same again, or of one value a bound further out."""
    if _said(before) == _said(later):
        return True
    bounds = [_bound(each) for each in (before, later)]
    for signs in (_UP_TO, _FROM):
        if all(bound is not None and bound[1] in signs for bound in bounds):
            (value, sign, outer), (same, inner_sign, inner) = (bound for bound in bounds if bound is not None)
            at_edge = inner == outer and (sign in {"<=", ">="} or inner_sign == sign)
            return value == same and (at_edge or (inner != outer and signs[sign](inner, outer)))
    return False


def _bound(node: Node) -> tuple[object, str, float] | None:
    """The value, the sign and the number of `total <= 4`."""
    if node.kind != "operation" or len(node.parts) != 2 or node.parts[1].token.kind != "number":
        return None
    number = node.parts[1].token.text
    return (_said(node.parts[0]), node.token.text, float(number)) if number.replace(".", "").isdigit() else None


def _said(node: Node) -> object:
    """What a node says, wherever it stands."""
    return node.kind, node.token.text, tuple(map(_said, node.parts))


def _starts(node: Node) -> Iterator[int]:
    return (each.token.start for each in node.all_parts())


def _written(expression: str, choice: Node) -> str:
    """The condition of a choice as it is written, without brackets around it."""
    written = expression[min(_starts(choice.parts[0])) : choice.token.start].strip()
    return written.removesuffix(")") if written.count(")") > written.count("(") else written
