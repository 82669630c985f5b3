"""Services to play with, the real ones among them, and answers to give them: right, wrong and senseless."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from portal.definition.load import load_service
from portal.definition.model import Service
from portal.definition.reading import read_answers
from tests.workflow.made_services import ANSWERS, HOST_ANSWERS, RESIDENCE, permit, services

SERVICE_FOLDERS = sorted(Path(__file__).resolve().parents[2].glob("services/*/"))
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10),
    st.floats(allow_nan=True),
    st.sampled_from(["", "own", "other", "010101", "020202", "2012-01-01", "1985-03-12", "2090-01-01", "ສົມ"]),
    st.lists(st.sampled_from(["file-1", "file-2"]), max_size=2),
    st.lists(st.dictionaries(st.just("part"), st.integers()), max_size=2),
)


@dataclass(frozen=True)
class Material:
    """A service, and complete sets of answers to it."""

    service: Service
    complete: tuple[dict[str, Any], ...]

    def some_answers(self) -> st.SearchStrategy[dict[str, Any]]:
        return st.sampled_from(self.complete)

    def names(self) -> st.SearchStrategy[str]:
        return st.sampled_from([*self.service.fields, "nobody"])

    def actions(self) -> st.SearchStrategy[str]:
        known = {name for step in self.service.officer_steps.values() for name in step.actions}
        return st.sampled_from([*sorted(known), "fly"])

    def pages(self) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
        """A page, and answers that mostly belong on it: right, wrong, of another type, or not there."""
        page = st.sampled_from([*((page.page, sorted(page.fields)) for page in self.service.form), ("nowhere", [])])
        return page.flatmap(lambda drawn: st.tuples(st.just(drawn[0]), self.answers(drawn[1])))

    def answers(self, names: Collection[str] | None = None) -> st.SearchStrategy[dict[str, Any]]:
        keys = st.one_of(self.names(), st.sampled_from(sorted(names))) if names else self.names()
        right = self.some_answers().map(lambda whole: {key: whole[key] for key in whole if not names or key in names})
        changed = st.dictionaries(keys, VALUES, max_size=2)
        return st.one_of(right, st.tuples(right, changed).map(lambda two: two[0] | two[1]), changed)


def _real(folder: Path) -> Material:
    service = load_service(folder).service
    assert service is not None
    today = date(2026, 11, 24)
    read = (
        read_answers(service, example.answers, today, lambda level, code: True)
        for example in service.examples.values()
        if example.answers
    )
    return Material(service, tuple(answers for answers, _ in read))


def _made(service: Service) -> Material:
    return Material(service, (ANSWERS, HOST_ANSWERS))


MATERIALS = st.one_of(
    st.sampled_from([_real(folder) for folder in SERVICE_FOLDERS]),
    st.sampled_from([_made(service) for service in (RESIDENCE, permit("all"), permit("any"), permit(2))]),
    services().map(_made),
)
