"""Services for tests: one small fixed one, and a strategy that makes any shape of workflow, sound or not."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from portal.definition.model import Service


def text(words: str) -> dict[str, str]:
    """A sentence that reads the same in both languages."""
    return {"lo": words, "en": words}


FORM: list[dict[str, Any]] = [
    {
        "page": "you",
        "title": text("you"),
        "fields": {
            "full_name": {"type": "person-name", "label": text("name")},
            "born": {"type": "date", "label": text("born"), "check": "born < today"},
            "nickname": {"type": "text", "label": text("nickname"), "required": False},
        },
    },
    {
        "page": "home",
        "title": text("home"),
        "fields": {
            "village": {"type": "village", "label": text("village")},
            "since": {"type": "date", "label": text("since"), "check": "since >= born && since <= today"},
            "owner": {
                "type": "choice",
                "label": text("owner"),
                "options": {"own": text("own"), "other": text("other")},
            },
            "rooms": {"type": "number", "label": text("rooms"), "required": False},
            "thanks": {"type": "statement", "label": text("thanks")},
        },
    },
    {
        "page": "host",
        "title": text("host"),
        "when": "owner == 'other'",
        "fields": {
            "host_name": {"type": "person-name", "label": text("host")},
            "consent": {"type": "file", "label": text("consent"), "required": False},
        },
    },
]

ANSWERS: dict[str, Any] = {
    "full_name": "ສົມຊາຍ ວົງສາ",
    "born": "1985-03-12",
    "village": "010101",
    "since": "2012-01-01",
    "owner": "own",
    "rooms": 3,
}
"""A complete application to a service with `FORM`."""

HOST_ANSWERS: dict[str, Any] = {**ANSWERS, "owner": "other", "host_name": "ຄຳ ແສງ", "consent": ["file-1"]}
"""The same, in someone else's house."""


def service(workflow: dict[str, Any], **more: Any) -> Service:
    """A service with `FORM` and this workflow."""
    return Service.model_validate(
        {
            "service": "made",
            "version": "1.0.0",
            "title": text("made"),
            "summary": text("made"),
            "agency": text("made"),
            "place": "village",
            "promise": "3 working days",
            "form": FORM,
            "workflow": workflow,
            **more,
        }
    )


def officer_step(
    actions: dict[str, dict[str, Any]], *, office: str = "village", role: str = "clerk", **more: Any
) -> dict[str, Any]:
    """An officer's step; each action is labelled with its name."""
    labelled = {name: {"label": text(name), **action} for name, action in actions.items()}
    return {"title": text("step"), "office": office, "role": role, "actions": labelled, **more}


def end(outcome: str, **more: Any) -> dict[str, Any]:
    """An end step."""
    return {"end": outcome, "title": text(outcome), **more}


RESIDENCE = service(
    {
        "village": officer_step(
            {
                "confirm": {"to": "district"},
                "return": {"to": "applicant", "asks": ["fields", "note"]},
                "reject": {"to": "rejected", "asks": ["reason"]},
            },
            within="1 working day",
            late={"to": "district"},
        ),
        "district": officer_step(
            {
                "sign": {"to": "issued", "not_by": "village"},
                "return": {"to": "village", "asks": ["note"]},
                "reject": {"to": "rejected", "asks": ["reason"]},
            },
            office="district",
            role="signer",
            within="2 working days",
        ),
        "issued": end("granted", issue="certificate"),
        "rejected": end("refused"),
    },
    fee={"amount": "rooms == null ? 20000 : 20000 + rooms * 1000"},
    messages={
        key: {"lo": key, "en": key}
        for key in ("submitted", "applicant", "district", "issued", "rejected", "withdrawn", "late")
    },
)
"""Village, then district: confirm, send back, refuse, sign with four eyes, go up when late."""


def permit(join: str | int = "all") -> Service:
    """Village, then two reviews and a third at the same time, then the province."""
    return service(
        {
            "village": officer_step({"support": {"to": "reviews"}}),
            "reviews": {
                "title": text("reviews"),
                "join": join,
                "to": "province",
                "branches": {
                    name: officer_step(
                        {
                            "approve": {"to": "done"},
                            "return": {"to": "applicant", "asks": ["fields", "note"]},
                            "reject": {"to": "rejected", "asks": ["reason"]},
                        },
                        office="district",
                        role=name,
                        within="5 working days",
                        late={"to": "province"},
                    )
                    for name in ("land", "planning", "fire")
                },
            },
            "province": officer_step(
                {"sign": {"to": "issued", "not_by": ["reviews"]}, "back": {"to": "reviews", "asks": ["note"]}},
                office="province",
                role="signer",
            ),
            "issued": end("granted", issue="certificate"),
            "rejected": end("refused"),
        }
    )


_QUESTIONS: dict[str, dict[str, Any]] = {
    "receipt": {"type": "number", "label": text("receipt"), "min": 1},
    "day": {"type": "date", "label": text("day"), "check": "day <= today && day > born", "required": False},
    "verdict": {"type": "choice", "label": text("verdict"), "options": {"good": text("good"), "bad": text("bad")}},
}
"""What officers are asked with an action."""

_STEPS = ("one", "two", "three", "four")
_BRANCHES = ("red", "green", "blue")
_ENDS = {"granted": end("granted", issue="certificate"), "plain": end("granted"), "refused": end("refused")}
_PATHS = (*_STEPS, *_BRANCHES)


@st.composite
def services(draw: st.DrawFn) -> Service:
    """Any workflow over a few steps: loops, dead ends, targets that do not exist, parallel steps of every join."""
    steps = draw(st.integers(1, len(_STEPS)))
    workflow = {name: draw(_parallel() if draw(st.booleans()) else _officer()) for name in _STEPS[:steps]}
    fee = draw(st.sampled_from([None, {"amount": 5000}, {"amount": "rooms * 1000"}, {"amount": "nonsense +"}]))
    messages = {
        key: {"lo": key, "en": key} for key in ("submitted", "applicant", "late", "withdrawn", "one", "granted")
    }
    return service({**workflow, **_ENDS}, fee=fee, messages=messages)


def _targets(*, in_branch: bool) -> st.SearchStrategy[str]:
    usual = [*_STEPS, *_ENDS, "applicant"]
    branch = ["done"] * len(usual) if in_branch else []
    return st.sampled_from([*usual, *usual, *branch, "done", "nowhere"])


def _action(*, in_branch: bool) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "to": _targets(in_branch=in_branch),
            "asks": st.lists(st.sampled_from(["fields", "note", "reason", *_QUESTIONS]), max_size=2, unique=True).map(
                lambda names: [{name: _QUESTIONS[name]} if name in _QUESTIONS else name for name in names]
            ),
            "not_by": st.lists(st.sampled_from(_PATHS), max_size=2, unique=True),
        },
        optional={"when": st.sampled_from(["owner == 'own'", "rooms > 2", "no such thing", "true", "rooms"])},
    )


def _officer(*, in_branch: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda actions, office, timing: officer_step(actions, office=office, **timing),
        st.dictionaries(st.sampled_from(["go", "stop", "ask", "pass"]), _action(in_branch=in_branch), min_size=1),
        st.sampled_from(["village", "district", "province"]),
        st.sampled_from([{}, {"within": "1 working day"}, {"within": "2 working days", "late": {"to": "province"}}]),
    )


def _parallel() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "title": st.just(text("parallel")),
            "join": st.sampled_from(["all", "any", 1, 2, 5]),
            "to": st.sampled_from([*_STEPS, *_ENDS, "nowhere"]),
            "branches": st.dictionaries(
                st.sampled_from(_BRANCHES), _officer(in_branch=True), min_size=2, max_size=len(_BRANCHES)
            ),
        }
    )
