"""Full-width colons and commas, as keyboards of Chinese and Japanese type them: YAML takes them for letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGN: Final = re.compile(r"(?:^|[\s{,，-])[a-z][a-z0-9_-]*(?P<colon>：)|(?P<comma>，)\s*[a-z][a-z0-9_-]*[:：]")


def full_width_sign(line: str) -> int | None:
    """Where in a line such a sign stands after a key or before one, from 0; None where there is none."""
    found = _SIGN.search(line)
    return None if found is None else max(found.start("colon"), found.start("comma"))


def full_width_words(sign: str) -> dict[str, object]:
    """The sign, and the one that is meant."""
    return {"sign": sign, "meant": unicodedata.normalize("NFKC", sign)}
