"""Warning signs in what a speaker does: insults, appeals to the marker, invented sources, mass
mentions; and a personal loss, which is no fault but asks for care.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core.reading import Flag, Span, Warned
from bot.reading.facts import Checked, is_known
from bot.reading.index import TopicIndex
from bot.reading.lexicon import instructions
from bot.reading.lexicon.warnings import (
    DEMAND,
    DISCLOSURE,
    EXACT,
    HATE,
    INSULT,
    NOT_MEANT,
    OWN_VIEW,
    STUDY,
    TOLD,
    UNSAID,
)
from bot.reading.tokens import Text

APPEALS = (
    instructions.ENGLISH, instructions.OTHERS, instructions.UNSPACED, instructions.SHAPES
)  # fmt: skip
TOLD_BEFORE = 30  # characters before words of hate in which they may be told or denied
BEFORE = 40  # characters before a disclosure in which "imagine" makes it an example
EVERYBODY = re.compile(r"@(?:everyone|here|channel|all)\b|<!(?:everyone|here|channel)>|<@&\w+>")
MENTION = re.compile(r"<@!?\w+>|(?<!\w)@\w{2,}")
MENTIONS = 5  # single mentions that are a mass


def conduct_flags(text: Text, index: TopicIndex, facts: Sequence[Checked]) -> Iterator[Warned]:
    """Flags of conduct, each with the words that raised it."""
    words = text.folded.text
    for span in insults(text):  # each one, so that none is quoted back
        yield Warned(flag=Flag.INSULT, span=span)
    for span in disclosures(text):
        yield Warned(flag=Flag.PERSONAL_DISCLOSURE, span=span)
    for span in appeals(text):  # each one, as above
        yield Warned(flag=Flag.JUDGE_INSTRUCTIONS, span=text.folded.span(*span))
    for flag, spans in (
        (Flag.INVENTED_SOURCE, _unplaced(text, index, facts)),
        (Flag.MASS_MENTION, _mentions(words)),
    ):
        if spans:
            yield Warned(flag=flag, span=text.folded.span(*spans[0]))


def insults(text: Text) -> list[Span]:
    """Places in the original text that insult somebody or call a group less than human."""
    found = [*_matches(text.folded.text, INSULT), *_hate(text)]
    return sorted(text.folded.span(*span) for span in found)


def appeals(text: Text) -> list[Span]:
    """Places in the folded text that speak to the marker."""
    return sorted(span for cue in APPEALS for span in _matches(text.folded.text, cue))


def _hate(text: Text) -> Iterator[Span]:
    """Sentences that call a people or a group less than human, or want it dead."""
    for sentence in text.sentences:
        words = text.folded.text[sentence.start : sentence.end]
        demanded = DEMAND.match(words.lstrip(" \"'(-*")) is not None
        if demanded or any(_meant(words[:start]) for start, _ in _matches(words, HATE)):
            yield sentence.start, sentence.end


def _meant(before: str) -> bool:
    """Whether the speaker means it: what stands before neither tells nor denies it."""
    near = before[-TOLD_BEFORE:]
    told = TOLD.search(near) and not OWN_VIEW.search(near)
    return not told and not UNSAID.search(near)


def disclosures(text: Text) -> list[Span]:
    """Places in the original text that tell of a personal loss."""
    words = text.folded.text
    return [
        text.folded.span(start, end)
        for start, end in _matches(words, DISCLOSURE)
        if not NOT_MEANT.search(words[max(0, start - BEFORE) : start])
    ]


def _unplaced(text: Text, index: TopicIndex, facts: Sequence[Checked]) -> list[Span]:
    """Studies with an exact figure that the pack does not know: cautiously, only both together."""
    return [
        (sentence.start, sentence.end)
        for sentence in text.sentences
        for words in (text.folded.text[sentence.start : sentence.end],)
        if STUDY.search(words) and EXACT.search(words) and not is_known(words, index, facts)
    ]


def _mentions(words: str) -> list[Span]:
    everybody = _matches(words, EVERYBODY)
    single = _matches(words, MENTION)
    return everybody or (single if len(single) >= MENTIONS else [])


def _matches(words: str, cue: re.Pattern[str]) -> list[Span]:
    return [match.span() for match in cue.finditer(words) if match.end() > match.start()]
