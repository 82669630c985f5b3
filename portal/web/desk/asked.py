"""What an action asks its officer: a form like those of the applicant, and how it is kept until it is sent."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.definition.asked import printed_of, questions_asked
from portal.definition.audience import readers_of
from portal.definition.model import Action, Service
from portal.store import files
from portal.web.buttons import CONTINUE, DO
from portal.web.current import environment
from portal.web.forms.areas import AreaFinder
from portal.web.forms.controls import raw_of
from portal.web.forms.filling import Filling
from portal.web.forms.judges import asked_judge
from portal.web.forms.summary import AnswerLine, typed_lines
from portal.web.forms.typed import Typed, says_something
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.wording import gettext as _
from portal.workflow.answers import form_of
from portal.workflow.case import Case
from portal.workflow.refusals import Refusal, Why
from portal.workflow.said import Said

_FIELDS = "fields"
_REFUSED = "_refused"


class Asked:
    """The page that an action at `path` asks something on: its questions being filled in, and the answers to correct.

    `errors` are of what is no question, by 'fields' and 'action' for the whole. What is wrong is worked out when the
    page is shown, in its language; what is kept says only that it was sent, and with which code it was refused.
    `read_by` says who reads the answers to the service's own questions, if there are any.
    """

    def __init__(self, session: Session, service: Service, case: Case, path: str, action: Action) -> None:
        self.action = action
        readers = readers_of(service, path, action)
        self.read_by = readers.above
        asked = questions_asked(service, path, action)
        self.questions = {name: readers.said_at(name, question) for name, question in asked.items()}
        self.errors: dict[str, str] = {}
        self.typed: Typed = {}
        today, printed = environment().today(), printed_of(service, path, action)
        judge = asked_judge(form_of(service, case, today), self.questions, printed, today)
        finder = AreaFinder(session, current_language())
        self._session = session
        self.filling = Filling(self.questions, {}, judge, finder, files.listed(session, case.id))

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in before the action is taken."""
        return self.action.asks_fields or bool(self.questions)

    @property
    def fields(self) -> list[str]:
        """The answers marked to be corrected."""
        return self.typed.get(_FIELDS, []) if self.action.asks_fields else []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not says_something(self.typed)

    def show(self, typed: Typed | None) -> None:
        """Make the page ready to be shown, with what is wrong with what was `typed` if it was sent."""
        self.typed = typed or {}
        self.filling.show(typed)
        if typed and typed.get(DO) == [CONTINUE]:
            self._judge_fields()
            refused = (typed.get(_REFUSED) or [""])[0]
            if refused and not self.errors and not self.filling.faults:
                self.errors["action"] = sentence(Refusal(Why(refused)))

    def accept(self, typed: Typed) -> bool:
        """Do what the pressed button asks. True when all is well and the action can be taken."""
        accepted = self.filling.accept(typed)
        self.typed = self.filling.typed
        self._judge_fields()
        return accepted and not self.errors

    def refused(self, why: Why) -> Typed:
        """What is kept when the action was refused."""
        return {**self.typed, _REFUSED: [why.value]}

    def said(self) -> Said:
        """What the action is taken with."""
        return Said(tuple(self.fields), self.filling.values)

    def lines(self) -> list[AnswerLine]:
        """What was typed, whether it could be read or not, with its questions."""
        return typed_lines(self.questions, raw_of(self.filling.form), self._session, current_language())

    def _judge_fields(self) -> None:
        if self.action.asks_fields and not self.fields:
            self.errors[_FIELDS] = _("Choose at least one answer that has to be corrected.")
