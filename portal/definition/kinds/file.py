"""Uploads, kept as a list of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.definition.kinds.kind import AreaExists, AreaName, Kind, Shown, is_text_list, text_list, texts
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.lao.language import Language


class FileKind(Kind):
    """One upload or several."""

    is_list = True
    holds_files = True
    in_words = False
    on_paper = False
    fits_in_group = False
    asked_of_officers = False
    missing_code = "required-file"
    settings = frozenset({"accept", "max_files"})

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """Read the ids of the uploads kept."""
        given = texts(raw)
        if given is None:
            return Problem("not-understood")
        if not given:
            return self.missing(field) if field.required else None
        return given if len(given) <= field.max_files else Problem("file-too-many", {"most": str(field.max_files)})

    def file_ids(self, field: FormField, value: Any) -> Iterator[str]:
        """The ids themselves."""
        yield from text_list(value)

    def _fits(self, field: FormField, value: object) -> bool:
        return is_text_list(value)

    def bound(self, field: FormField, value: Any) -> Any:
        """A list of ids."""
        return text_list(value)

    def _shown(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
        return list(value)

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return str(len(value))

    def ordinary(self, field: FormField) -> Any:
        """One upload."""
        return ["sample-file"]

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        return [self.ordinary(field), []]
