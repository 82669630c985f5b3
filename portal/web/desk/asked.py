"""What an action asks its officer: what they typed, what is wrong with it, and how it is kept until it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from portal.definition.model import REMARKS, Action
from portal.lao.text import canonical_lines
from portal.web.refusals import sentence
from portal.web.wording import gettext as _
from portal.workflow.acting import asks_of
from portal.workflow.refusals import Refusal, Why
from portal.workflow.said import Said

LONGEST_REMARK = 500
"""Letters of a note or reason. Its beginning goes out by SMS; the applicant's page has it whole."""
_SENT = "sent"
_REFUSED = "refused"


@dataclass
class Asked:
    """The page that an action asks something on: what was typed, and what is wrong with it.

    `errors` are by the name of what was asked, or 'action' for the whole. They are worked out when the page is shown,
    in its language; what is kept says only that it was `sent`, and with which code it was `refused`.
    """

    action: Action
    fields: list[str] = field(default_factory=list)
    note: str = ""
    reason: str = ""
    sent: bool = False
    refused: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_form(cls, action: Action, form: MultiDict[str, str]) -> Asked:
        """What stands in a form that was sent."""
        note, reason = (canonical_lines(form.get(name, "")) for name in REMARKS)
        return cls(action, form.getlist("fields"), note, reason, sent=True)

    @classmethod
    def as_kept(cls, action: Action, typed: Mapping[str, list[str]] | None) -> Asked:
        """What was kept of an earlier time, if anything was."""
        kept = typed or {}
        note, reason, refused = ((kept.get(name) or [""])[0] for name in (*REMARKS, _REFUSED))
        return cls(action, list(kept.get("fields", ())), note, reason, sent=_SENT in kept, refused=refused)

    @property
    def _remarks(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in REMARKS}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.fields or any(self._remarks.values()))

    def to_keep(self) -> dict[str, list[str]]:
        """What is kept, for `as_kept`."""
        kept = {"fields": self.fields, _REFUSED: [self.refused]}
        kept |= {name: [text] for name, text in self._remarks.items()}
        return {**kept, _SENT: ["yes"]} if self.sent else kept

    def judge(self) -> None:
        """Say what is missing, and why it was refused."""
        asks = asks_of(self.action)
        if "fields" in asks and not self.fields:
            self.errors["fields"] = _("Choose at least one answer that has to be corrected.")
        if "note" in asks and not self.note:
            self.errors["note"] = _("Write what has to be done. The reader sees these words.")
        if "reason" in asks and not self.reason:
            self.errors["reason"] = _("Write the reason. The applicant reads these words.")
        for name, text in self._remarks.items():
            if len(text) > LONGEST_REMARK:
                self.errors[name] = _("Use %(most)s letters or fewer.", most=LONGEST_REMARK)
        if self.refused and not self.errors:
            self.errors["action"] = sentence(Refusal(Why(self.refused)))

    def said(self) -> Said:
        """What the action is taken with."""
        return Said(tuple(self.fields), **self._remarks).only(asks_of(self.action))
