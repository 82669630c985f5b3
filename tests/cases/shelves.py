"""Service files for tests: one of the project's, with some words of it changed."""

from __future__ import annotations

from pathlib import Path

from portal.settings import ROOT


def changed(folder: Path, service: str, *changes: tuple[str, str]) -> Path:
    """A folder of services in `folder` with this one; of each pair of texts the first, which it has once, gives way."""
    text = (ROOT / "services" / service / "service.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    shelf = folder / "services"
    (shelf / service).mkdir(parents=True)
    (shelf / service / "service.yaml").write_text(text, encoding="utf-8")
    return shelf
