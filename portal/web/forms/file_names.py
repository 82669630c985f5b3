"""What files are called where several stand together: a phone calls one photo like the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from portal.store.tables import FileRow


def apart(files: Iterable[FileRow]) -> list[tuple[FileRow, str]]:
    """The files with their names, those of one name with a number behind it: 'title.jpg (2)'."""
    kept = list(files)
    alike, told = Counter(file.name for file in kept), Counter[str]()
    named = []
    for file in kept:
        told[file.name] += 1
        named.append((file, f"{file.name} ({told[file.name]})" if alike[file.name] > 1 else file.name))
    return named


def kept_of(ids: Iterable[str], files: Mapping[str, FileRow]) -> list[FileRow]:
    """The files of some ids, without those that are there no more."""
    return [files[one] for one in ids if one in files]
