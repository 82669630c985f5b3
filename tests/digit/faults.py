"""A source for each code of the import, marked where the finding should stand."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.digit.making import DAY, action, state
from tests.digit.source import ENDS, MARK, review, service

Fault = tuple[str, str]
"""A code, and the text of a file."""

X = ["X"]
APPROVE = action("APPROVE", "APPROVED", ["TL_APPROVER"])
GOOD = json.dumps({"BusinessServices": [service(review(), *ENDS)]}, indent=1)
START = '{\n     "sla": null,\n     "state": null'


def of(*states: dict[str, Any], sla: Any = 10 * DAY) -> str:
    """A file of these states. A text or number (in a text) that begins with the mark is marked."""
    text = json.dumps({"BusinessServices": [service(*states, sla=sla)]}, indent=1, ensure_ascii=False)
    return re.sub(f'"{MARK}(-?[0-9]+|true)"', rf"{MARK}\1", text).replace(f'"{MARK}', f'{MARK}"')


def at(text: str, piece: str) -> str:
    """The text with the mark before the first such piece."""
    assert piece in text, piece
    return text.replace(piece, MARK + piece, 1)


def value(text: str, piece: str) -> str:
    """The text with the mark before the value of the first such piece, `"key": value`."""
    assert piece in text, piece
    key, colon, rest = piece.partition(": ")
    return text.replace(piece, key + colon + MARK + rest, 1)


def spoilt(old: str, new: str) -> str:
    """The good file with one thing changed."""
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)


READING: list[Fault] = [
    ("empty-file", "¦"),
    ("empty-file", "¦ \n\n"),
    ("json-expected", '{"BusinessServices": [\n {"businessService": ¦Tl}]}'),
    ("json-expected", '{"BusinessServices": [1 ¦2, 3]}'),
    ("json-expected", '{"BusinessServices": [1,\n  ¦]}'),
    ("json-expected", '{"BusinessServices": [],\n ¦}'),
    ("json-expected", '{"BusinessServices" ¦[]}'),
    ("json-expected", "{¦'BusinessServices': []}"),
    ("json-expected", '{"BusinessServices": []} ¦x'),
    ("json-expected", '¦// of DIGIT\n{"a": 1}'),
    ("json-expected", "[¦01]"),
    ("json-unclosed", '{"BusinessServices": ¦[\n 1,'),
    ("json-unclosed", '¦{"BusinessServices": []'),
    ("json-text-open", '{"BusinessServices": [{"businessService": ¦"Tl}]}\n'),
    ("json-text-open", '{"BusinessServices": ¦"\\x"}'),
    ("json-nan", '{"BusinessServices": [{"businessServiceSla": ¦NaN}]}'),
    ("json-nan", "[¦-Infinity]"),
    ("json-duplicate-key", '{"BusinessServices": [],\n ¦"BusinessServices": []}'),
    ("json-too-deep", "[" * 24 + "¦[" + "]" * 25),
    ("json-too-many-parts", "[" + "1," * 19_999 + "¦1]"),
    ("json-text-too-long", '[¦"' + "x" * 4000 + '"]'),
    ("json-text-too-long", "[¦" + "1" * 4001 + "]"),
    ("no-services", "¦{}"),
    ("no-services", '{"BusinessServices": ¦[]}'),
    ("no-services", '¦"BusinessServices"'),
]

SHAPES: list[Fault] = [
    ("wrong-type", '{"BusinessServices": ¦{}}'),
    ("wrong-type", '{"BusinessServices": [¦7]}'),
    ("wrong-type", '[{"businessService": "X", "states": ¦{}}]'),
    ("wrong-type", '{"businessService": ¦7, "states": []}'),
    ("wrong-type", spoilt('"isStartState": true', '"isStartState": ¦"yes"')),
    ("wrong-type", spoilt('"businessServiceSla": 864000000', '"businessServiceSla": ¦"10 days"')),
    ("wrong-type", spoilt('"businessServiceSla": 864000000', '"businessServiceSla": ¦1e999')),
    ("no-name", spoilt('{\n   "businessService": "NewTL",', "¦{")),
    ("no-states", '[{"businessService": "X", "states": ¦[]}]'),
    ("too-large", at(of(*[state(f"S{n}", None) for n in range(201)]), "[\n    {")),
    ("nameless-action", spoilt('{\n       "action": "REJECT"', '¦{\n       "action": null')),
    ("nameless-state", at(of(review(), *ENDS, state("", [APPROVE])), '{\n     "sla": null,\n     "state": ""')),
    ("no-roles", value(of(state("REVIEW", [{**APPROVE, "roles": []}]), *ENDS), '"roles": []')),
]

WORKFLOWS: list[Fault] = [
    ("no-start", at(GOOD.replace('"state": null', '"state": "BEGIN"').replace(": true", ": false", 1), "[\n    {")),
    ("start-has-name", spoilt('"state": null', '"state": ¦"BEGIN"')),
    ("several-starts", of({**review(), "isStartState": "¦true"}, *ENDS)),
    ("duplicate-state", of(review(), *ENDS, state("¦REVIEW", [APPROVE]))),
    ("duplicate-action", of(review(action("¦Approve", "REJECTED", X)), *ENDS)),
    ("no-next-state", value(of(review(action("HOLD", None, X)), *ENDS), '"nextState": null')),
    ("unknown-next-state", of(review(action("PASS", "¦APROVED", X)), *ENDS)),
    ("current-state-differs", of(review({**action("PASS", "APPROVED", X), "currentState": "¦OPEN"}), *ENDS)),
    ("unreachable-state", of(review(), *ENDS, state("¦LOST", [APPROVE]))),
    ("dead-end", value(of(review(action("PARK", "PARKED", X)), *ENDS, state("PARKED", [])), '"state": "PARKED"')),
    (
        "endless",
        value(
            of(
                review(action("GO", "A", X)),
                *ENDS,
                state("A", [action("GO", "B", X)]),
                state("B", [action("GO", "A", X)]),
            ),
            '"state": "A"',
        ),
    ),
    ("no-end", at(of(state("A", [action("GO", "B", X)]), state("B", [action("GO", "A", X)])), "[\n    {")),
    ("no-way-in", at(spoilt('"nextState": "REVIEW"', '"nextState": "NOWHERE"'), START)),
    (
        "terminate-with-actions",
        of(review(), ENDS[1], {**state("APPROVED", [action("REOPEN", "REVIEW", X)]), "isTerminateState": "¦true"}),
    ),
    (
        "granted-without-end",
        value(of(review(), ENDS[1], state("APPROVED", [action("CANCEL", "REJECTED", X)])), '"state": "APPROVED"'),
    ),
    ("no-granted-end", at(of(state("REVIEW", [action("REJECT", "REJECTED", X)]), ENDS[1]), '"NewTL"')),
    ("no-sla", value(of(review(), *ENDS, sla=None), '"businessServiceSla": null')),
    ("sla-not-positive", of(review(sla="¦-1"), *ENDS)),
    ("sla-not-positive", of(review(), *ENDS, sla="¦0")),
    ("sla-too-short", of(review(sla="¦48"), *ENDS)),
    ("sla-too-long", of(review(), *ENDS, sla="¦986400000000")),
    ("sla-over-service", of(review(sla="¦1728000000"), *ENDS)),
    ("slas-exceed-service", of(review(sla=2 * DAY), *ENDS, sla="¦86400000")),
]

ASKED_BACK = review(action("ASK", "MORE", X))
"""A review that may also ask the applicant for more."""

CHOICES: list[Fault] = [
    ("not-translated", of(review(action("¦QUUX", "APPROVED", X)), *ENDS)),
    (
        "unclear-end",
        value(of(review(action("PARK", "OVER", X)), *ENDS, state("OVER", None, end=True)), '"state": "OVER"'),
    ),
    (
        "applicant-goes-elsewhere",
        of(ASKED_BACK, *ENDS, state("MORE", [action("ANSWER", "¦OTHER", ["CITIZEN"])]), state("OTHER", [APPROVE])),
    ),
    (
        "withdrawal-built-in",
        of(
            ASKED_BACK,
            *ENDS,
            state("MORE", [action("ANSWER", "REVIEW", ["CITIZEN"]), action("¦CANCEL", "REJECTED", ["CITIZEN"])]),
        ),
    ),
    ("role-gains-action", value(of(review(action("PASS", "APPROVED", ["GRO"])), *ENDS), '"roles": [\n        "GRO"')),
    ("roles-joined", value(of(review(action("PASS", "APPROVED", ["GRO", "TL_APPROVER"])), *ENDS), '"state": "REVIEW"')),
    (
        "citizen-action-in-office",
        value(
            of(state("REVIEW", [APPROVE, action("COMMENT", "REVIEW", ["CITIZEN", "*"])]), *ENDS),
            '"roles": [\n        "CITIZEN",\n        "*"',
        ),
    ),
    (
        "system-action",
        value(of(review(action("LAPSE", "REJECTED", ["SYSTEM"])), *ENDS), '"roles": [\n        "SYSTEM"'),
    ),
    ("start-by-officer", at(spoilt('"CITIZEN"', '"TL_CEMP"'), START)),
    ("intake-added", at(spoilt('"nextState": "REVIEW"', '"nextState": "APPROVED"'), START)),
    ("documents-required", of({**review(), "docUploadRequired": "¦true"}, *ENDS)),
    ("office-assumed", at(GOOD, '"NewTL"')),
    ("to-be-written", at(GOOD, '"NewTL"')),
    ("payment-by-officer", value(of(state("DUE", [action("PAY", "APPROVED", X)]), *ENDS), '"state": "DUE"')),
    (
        "promise-rounded-up",
        of(
            state("A", [action("GO", "B", X)], sla=DAY // 2),
            state("B", [APPROVE], sla=DAY // 2),
            *ENDS,
            sla="¦86400000",
        ),
    ),
    ("sla-not-used", of(review(), state("APPROVED", None, end=True, sla="¦86400000"), ENDS[1])),
    (
        "examples-left-out",
        at(
            of(
                state("REVIEW", [action(f"A{n}", f"DONE {n}", X) for n in range(13)]),
                *[state(f"DONE {n}", None, end=True) for n in range(13)],
            ),
            '{\n   "businessService"',
        ),
    ),
]
FAULTS: list[Fault] = [*READING, *SHAPES, *WORKFLOWS, *CHOICES]
