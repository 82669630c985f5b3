"""Compiles the catalogues into a wheel: the repository holds only their source."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds each language's messages.mo to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered; an editable install reads the checkout and needs none."""
        if version == "editable":
            return
        compiled = Path(tempfile.mkdtemp())
        for source in sorted((Path(self.root) / "translations").glob("*/LC_MESSAGES/*.po")):
            language = source.parent.parent.name
            target = compiled / f"{language}.mo"
            with source.open("rb") as texts, target.open("wb") as file:
                write_mo(file, read_po(texts, locale=language))
            build_data["force_include"][str(target)] = f"portal/bundled/translations/{language}/LC_MESSAGES/messages.mo"
