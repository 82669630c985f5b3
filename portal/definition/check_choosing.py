"""Rules over what people choose from: an option has a name that a form can send, and no two are worded alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portal.definition.examination import Examination
from portal.definition.model import FormField, Text
from portal.definition.source import Path
from portal.lao.language import LANGUAGES
from portal.lao.printing import unprintable
from portal.lao.text import canonical

LONGEST_OPTION: Final = 100
"""Characters of the name of an option: it is kept with each answer, and compared with in expressions."""


def check_choosing(examination: Examination) -> None:
    """Run every rule of this family."""
    for path, _, field in (*examination.eligible(), *examination.fields(), *examination.questions_asked()):
        _options(examination, (*path, "options"), field)
    for path, _, step in examination.officer_steps():
        labels = {name: action.label for name, action in step.actions.items()}
        _worded_apart(examination, (*path, "actions"), labels, "label")


def _options(examination: Examination, path: Path, field: FormField) -> None:
    # As they are written: a name that was read has lost the blanks around it, and with them another of that name.
    written = examination.source.at(path)
    for name in written if isinstance(written, Mapping) else ():
        if not is_option_name(str(name)):
            examination.at_key("bad-option", *path, name, name=name, most=LONGEST_OPTION)
    _worded_apart(examination, path, field.options or {})


def is_option_name(name: str) -> bool:
    """Whether a form sends the name as it stands, and an author sees all of it. A computed text may put it on a paper:
    so it is in letters that papers print, and whoever chooses it is never told that they typed others."""
    can_be_read = name.isprintable() and unprintable(name) is None
    return bool(canonical(name)) and name == name.strip() and can_be_read and len(name) <= LONGEST_OPTION


def _worded_apart(examination: Examination, path: Path, labels: Mapping[str, Text], *below: str) -> None:
    """Report what reads, in either language, as one before it does."""
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for name, label in labels.items():
            words = label.in_language(language)
            other = seen.setdefault(canonical(words).casefold(), name)
            if other != name and not (language == "en" and _read_alike(labels, name, other)):
                place = (*path, name, *below, language)
                examination.at_value("same-label", *place, name=name, other=other, label=words)


def _read_alike(labels: Mapping[str, Text], name: str, other: str) -> bool:
    """Whether the two were reported for their Lao words already."""
    return canonical(labels[name].lo).casefold() == canonical(labels[other].lo).casefold()
