"""Folding: one plain form of a text for all rules, with a way back to the text as typed.

Folding removes what hides words from rules but not from people or programs: zero-width characters,
Unicode tag characters, emphasis marks of Markdown, fancy letters, look-alike letters of other
alphabets inside Latin words. Offsets into folded text are turned back with `Folded.span`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.core.reading import Span

READ_AT_MOST = 20_000  # characters; contracts: longer texts are refused before they get here

TAG_BASE, TAG_FIRST, TAG_LAST = 0xE0000, 0xE0020, 0xE007E  # Unicode "tags": invisible ASCII
PLAIN = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "`": "", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "–": "-", "—": "-", "−": "-", "*": "", "~": "", "\u00a0": " ",
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " ",
})  # fmt: skip
LOOK_ALIKES = str.maketrans("аеорсухіјѕАВЕКМНОРСТХІЈЅ", "aeopcyxijsABEKMHOPCTXIJS")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[a-zA-Z]")
WORD = re.compile(r"\w+")
INVISIBLE = frozenset(("Cf", "Cc", "Mn", "Me", "Co", "Cs", "Cn"))
DECORATION = re.compile(r"[\u0300-\u036f]")  # combining accents: piled up they hide a word


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` after folding; `offsets[i]` is where its character i begins in the original."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """A span of the folded text as a span of the original."""
        if start >= end or not self.text:
            return (0, 0)
        return (self.offsets[start], self.ends[min(end, len(self.text)) - 1])


def fold(text: str) -> Folded:
    """The folded form of the first `READ_AT_MOST` characters of a text."""
    text = text[:READ_AT_MOST]
    if text.isascii() and not re.search(r"[`*~\r\t\x00-\x08\x0b-\x1f\x7f]", text):
        places = tuple(range(len(text)))
        return Folded(text, places, tuple(place + 1 for place in places))
    characters: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        for plain in _folded(character):
            characters.append(plain)
            offsets.append(place)
    plain_text = "".join(characters)
    if CYRILLIC.search(plain_text):
        plain_text = WORD.sub(_one_alphabet, plain_text)
    return Folded(plain_text, tuple(offsets), tuple(place + 1 for place in offsets))


def _one_alphabet(word: re.Match[str]) -> str:
    """A word that mixes Latin with Cyrillic letters of the same shape, all in Latin."""
    return word[0].translate(LOOK_ALIKES) if LATIN.search(word[0]) else word[0]


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    code = ord(character)
    if TAG_FIRST <= code <= TAG_LAST:
        return chr(code - TAG_BASE)
    plain = character.translate(PLAIN)
    if plain != character or character == "\n":
        return plain
    category = unicodedata.category(character)
    if category == "Mn" and not DECORATION.match(character):
        return character  # vowel signs of Arabic, Hindi, Thai … belong to their words
    if category in INVISIBLE:
        return ""
    if category.startswith("Z"):
        return " "
    return unicodedata.normalize("NFKC", character).translate(PLAIN)
