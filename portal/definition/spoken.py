"""What officers said, together with what they were asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from portal.definition.model import Question


@dataclass(frozen=True)
class Spoken:
    """Answers of officers with the questions they answer, by the same names. Everybody who shows them asks this."""

    questions: Mapping[str, Question] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> Spoken:
        """Without what only officers read."""
        return self._only({name for name, question in self.questions.items() if not question.internal})

    def without(self, names: Collection[str]) -> Spoken:
        """What was said but for these names."""
        return self._only({name for name in self.questions if name not in names})

    def _only(self, names: Collection[str]) -> Spoken:
        return Spoken(
            {name: self.questions[name] for name in self.questions if name in names},
            {name: self.values[name] for name in self.values if name in names},
        )


NOTHING_SPOKEN: Final = Spoken()


def together(several: Iterable[Spoken]) -> Spoken:
    """What was said with several actions, of each name what was said last."""
    questions: dict[str, Question] = {}
    values: dict[str, Any] = {}
    for each in several:
        questions |= each.questions
        values |= each.values
    return Spoken(questions, values)
