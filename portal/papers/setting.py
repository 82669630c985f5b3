"""How words of a paper are set in its one or two languages: the first large, the second small beneath it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from portal.lao.language import Language
from portal.lao.text import canonical, canonical_lines
from portal.papers.faces import Face
from portal.papers.paper import Bilingual
from portal.papers.paragraph import paragraph
from portal.papers.placing import Align, Block, Ink, Row
from portal.papers.typeset import Style, wrap

_LEADING: Final[dict[Language, float]] = {"lo": 1.5, "en": 1.4}
_BODY_LEADING: Final[dict[Language, float]] = {"lo": 1.7, "en": 1.5}


@dataclass(frozen=True)
class Size:
    """Points for Lao in the first place and English in the second; where they change places, what looks as large."""

    large: float
    small: float

    def of(self, language: Language, first: bool) -> float:
        """Return the size of `language`; Noto's Latin looks larger than Phetsarath's Lao of the same size."""
        if first:
            return self.large if language == "lo" else self.large * 0.85
        return self.small if language == "en" else self.small * 1.2


@dataclass(frozen=True)
class Setting:
    """The languages of a paper, how much its sizes are changed (1: not at all), and what no line break parts."""

    languages: tuple[Language, ...]
    scale: float = 1.0
    unbroken: tuple[str, ...] = ()

    def gap(self, points: float) -> float:
        """Return a distance that is as much smaller as the sizes are."""
        return points * self.scale

    def line(
        self,
        text: str,
        language: Language,
        size: float,
        width: float,
        *,
        align: Align = "left",
        bold: bool = False,
        ink: Ink = "black",
    ) -> Block:
        """Set text in one language, over several rows where `width` asks for it."""
        lines = wrap(canonical(text), self._style(language, size, bold), width, unbroken=self.unbroken)
        return Block(tuple(Row(line, ink, align) for line in lines))

    def both(self, words: Bilingual, size: Size, width: float, *, align: Align = "left", bold: bool = False) -> Block:
        """Set words in the first language and, unless they are the same, in the second; `bold` is for the first."""
        block = Block()
        for first, language, paragraphs in self._different(words):
            for text in paragraphs:
                block += self.line(
                    text,
                    language,
                    size.of(language, first),
                    width,
                    align=align,
                    bold=bold and first,
                    ink="black" if first else "muted",
                )
        return block

    def body(self, words: Bilingual, size: Size, width: float, indent: float) -> list[Block]:
        """Set running text, a block a paragraph: the first line indented, the lines spread to the margin. Of a language
        in which one line would have to be spread too much, none is."""
        return [
            block
            for first, language, texts in self._different(words)
            for block in self._paragraphs(texts, language, size.of(language, first), width, indent)
        ]

    def joined(self, words: Bilingual) -> str:
        """Return a short label in all languages of the paper, on one line."""
        return " / ".join(words.in_language(language) for language in self.languages)

    def _different(self, words: Bilingual) -> Iterator[tuple[bool, Language, list[str]]]:
        """Give whether it is the first, the language and its paragraphs, for each language that says it differently."""
        said: list[str] = []
        for place, language in enumerate(self.languages):
            paragraphs = [line for line in canonical_lines(words.in_language(language)).split("\n") if line]
            if paragraphs != said:
                yield place == 0, language, paragraphs
            said = paragraphs

    def _paragraphs(
        self, texts: list[str], language: Language, size: float, width: float, indent: float
    ) -> Iterator[Block]:
        style = replace(self._style(language, size), leading=_BODY_LEADING[language])
        ragged = [paragraph(text, style, width, indent, self.unbroken) for text in texts]
        spread = [one.spread(self.unbroken) for one in ragged]
        for one, full in zip(ragged, spread, strict=True):
            first, *others = one.lines if full is None or None in spread else full
            yield Block((Row(first, indent=indent), *(Row(line) for line in others)))

    def _style(self, language: Language, size: float, bold: bool = False) -> Style:
        """Lao in the government's face, with room for its marks; English in Noto Sans."""
        face = Face.OFFICIAL if language == "lo" else Face.PLAIN
        return Style(size * self.scale, face, bold, _LEADING[language])
