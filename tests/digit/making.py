"""Business services of DIGIT, good and broken, as hypothesis makes them up."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

DAY = 86_400_000
WORDS = [
    *("PENDING", "APPROVAL", "DOC_VERIFICATION", "FIELDINSPECTION", "PAYMENT", "CITIZEN_ACTION", "REVIEW", "OPEN"),
    *("SURVEY", "ZEBRA", "DV", "APPROVED", "REJECTED", "WITHDRAWN", "CLOSED", "draft", "applicant", "done", "true"),
]
ACTIONS = [
    *("APPLY", "FORWARD", "APPROVE", "REJECT", "SENDBACKTOCITIZEN", "SEND_BACK", "PAY", "COMMENT", "REOPEN", "QUUX"),
    *("CANCEL", "ADHOC", "close", "submitted", "Verify And Forward", "SKIP_PAYMENT"),
]
ROLES = ["CITIZEN", "TL_CEMP", "TL_APPROVER", "TL_DOC_VERIFIER", "SYSTEM", "*", "GRO", "CSR", "ເຈົ້າໜ້າທີ່"]
ODD_NAMES = [
    "",
    " ",
    "A" * 300,
    "{ref}",
    "ກວດສອບ",
    "a\nb: c",
    "-",
    "1",
    "null",
    "A.B",
    "a-b",
    "A_B",
    "\ud800",
    "# x",
    '"',
]

names = st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD_NAMES), st.text(max_size=20))
plain_names = st.one_of(
    st.sampled_from(WORDS),
    st.from_regex(r"[A-Z][A-Z_]{0,20}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9 .{}#:_-]{1,12}"),
)
roles = st.lists(st.sampled_from(ROLES), min_size=1, max_size=4, unique=True)
slas = st.one_of(st.none(), st.integers(DAY // 4, 90 * DAY))


@st.composite
def good_services(draw: st.DrawFn) -> dict[str, Any]:
    """A service without a fault: one start, every state is reached and leads to an end, ends lead nowhere."""
    working = draw(st.lists(plain_names.filter(lambda name: name.strip()), min_size=1, max_size=7, unique_by=str.strip))
    ending = [
        f"{name} {number}"
        for number, name in enumerate(
            draw(st.lists(st.sampled_from(["APPROVED", "REJECTED", "CLOSED"]), min_size=1, max_size=3))
        )
    ]
    working = [name.strip() for name in working]
    ending = [name for name in ending if name not in working] or ["THE END"]
    states = [state(None, [action("APPLY", working[0], ["CITIZEN"])], start=True)]
    for number, name in enumerate(working):
        onward = working[number + 1] if number + 1 < len(working) else ending[0]
        moves = [action("FORWARD", onward, draw(roles))]
        for extra in draw(st.lists(st.sampled_from(ACTIONS), max_size=4, unique_by=str.casefold)):
            if extra.casefold() != "forward":
                moves.append(action(extra, draw(st.sampled_from([*working, *ending])), draw(roles)))
        states.append(state(name, moves, sla=draw(st.one_of(st.none(), st.integers(DAY // 4, 3 * DAY)))))
    last = states[-1]["actions"]
    last += [action(f"END_{number}", name, ["TL_APPROVER"]) for number, name in enumerate(ending[1:])]
    states += [state(name, None, end=True) for name in ending]
    return {"tenantId": "la", "businessService": draw(plain_names), "businessServiceSla": draw(slas), "states": states}


def state(
    name: str | None, actions: list[dict[str, Any]] | None, *, start: bool = False, end: bool = False, sla: Any = None
) -> dict[str, Any]:
    """A state of DIGIT."""
    flags = {"isStartState": start, "isTerminateState": end}
    return {"sla": sla, "state": name, "applicationStatus": name, **flags, "actions": actions}


def action(name: str, to: str | None, roles: list[str] | None) -> dict[str, Any]:
    """An action of DIGIT."""
    return {"action": name, "nextState": to, "roles": roles}


@st.composite
def broken_services(draw: st.DrawFn) -> dict[str, Any]:
    """A service with anything wrong in it that has the right types: names, targets, roles, times, marks."""
    known = draw(st.lists(names, min_size=1, max_size=6))
    targets = st.one_of(st.sampled_from(known), names, st.none())
    anything = st.one_of(
        st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([0, -1, 5, 1e300])
    )
    actions = st.builds(
        lambda name, to, who, current: {**action(name, to, who), "currentState": current},
        st.one_of(st.sampled_from(ACTIONS), names),
        targets,
        st.one_of(st.none(), st.lists(st.sampled_from(ROLES), max_size=3)),
        targets,
    )
    states = [
        {
            **state(
                name,
                draw(st.one_of(st.none(), st.lists(actions, max_size=4))),
                start=draw(st.booleans()),
                end=draw(st.booleans()),
                sla=draw(anything),
            ),
            "uuid": draw(st.sampled_from([None, "u1", "u2"])),
        }
        for name in [draw(st.sampled_from([None, "", "START"])), *known]
    ]
    return {"businessService": draw(names), "businessServiceSla": draw(anything), "states": states}


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=10), inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def misshapen(draw: st.DrawFn) -> Any:
    """A file in which something has another shape."""
    data: Any = {"BusinessServices": [draw(st.one_of(good_services(), broken_services()))]}
    for _ in range(draw(st.integers(1, 3))):
        holder = data
        for _ in range(draw(st.integers(0, 6))):
            inner = [
                each
                for each in (holder.values() if isinstance(holder, dict) else holder)
                if isinstance(each, dict | list) and each
            ]
            if not inner:
                break
            holder = draw(st.sampled_from(inner))
        if isinstance(holder, dict):
            holder[draw(st.sampled_from(sorted(holder)))] = draw(json_values)
        elif holder:
            holder[draw(st.integers(0, len(holder) - 1))] = draw(json_values)
    return data


def encoded(*services: Any) -> bytes:
    """A file of these services."""
    return json.dumps({"BusinessServices": list(services)}, indent=1).encode()
