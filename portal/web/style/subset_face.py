"""Cut the heading face down to its Lao letters: the style sheet asks it for no other.

    uv run --no-project --with fonttools --with brotli python subset_face.py FROM.woff2 TO.woff2

All of the script's own rules (GSUB, GPOS) stay, so that marks stand where they belong. The hints for coarse screens go.
"""

from __future__ import annotations

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

LAO = range(0xE80, 0xF00)
ALSO = (0x20, 0xA0, 0x200B, 0x25CC)
"""Spaces, and the dotted circle on which a mark without a letter stands."""


def main(source: str, target: str) -> None:
    """Write the Lao part of the face `source` to `target`."""
    face = TTFont(source)
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.layout_features = ["*"]
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[letter for letter in face.getBestCmap() if letter in LAO or letter in ALSO])
    subsetter.subset(face)
    face.flavor = "woff2"
    face.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
