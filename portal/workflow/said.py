"""What an officer adds to an action: the one notion of it, from the form to the event and the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from portal.definition.model import REMARKS, Ask, ExampleAction


@dataclass(frozen=True)
class Said:
    """The fields to correct, a note to the reader, the reason of a refusal: each as far as the action asks for it.

    The remarks are what was typed. Their text is kept with the answers; an event has their digests.
    """

    fields: tuple[str, ...] = ()
    note: str | None = None
    reason: str | None = None

    @classmethod
    def in_example(cls, step: ExampleAction) -> Self:
        """What an example's action says."""
        return cls(step.fields, **{name: getattr(step, name) for name in REMARKS})

    @property
    def remarks(self) -> Mapping[str, str]:
        """What was typed, by its name; a remark that was not asked for is not among them."""
        return {name: text for name in REMARKS if (text := getattr(self, name)) is not None}

    def blank(self, asks: tuple[Ask, ...]) -> list[str]:
        """The remarks that are asked for and say nothing."""
        return [name for name in REMARKS if name in asks and not self.remarks.get(name, "").strip()]

    def only(self, asks: tuple[Ask, ...]) -> Self:
        """Without what was not asked for."""
        unasked = {name: None for name in REMARKS if name not in asks}
        return replace(self, fields=self.fields if "fields" in asks else (), **unasked)


NOTHING_SAID = Said()
