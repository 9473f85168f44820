"""Which of a student's own words a mark quotes.

The words that earned the mark; for something missing, the sentence that needed it. Insults,
appeals to the marker and personal losses are never quoted.
"""

from collections.abc import Iterator, Sequence

from bot.core.flow import Heard
from bot.core.reading import Flag, Span, quote

MOST = 2  # quotes under one mark
LEAST_WORDS = 3  # words that are worth quoting, where there is a choice
NEVER = (Flag.INSULT, Flag.JUDGE_INSTRUCTIONS, Flag.PERSONAL_DISCLOSURE)


def quotes(heard: Heard, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of the spans that may be quoted, else those of the sentence that needed more.

    Empty only if the text holds nothing that may be quoted.
    """
    found = [quote(heard.text, span) for span in spans if quotable(heard, span)]
    return tuple(dict.fromkeys(found))[:MOST] or needing(heard)


def quotable(heard: Heard, span: Span) -> bool:
    """Whether words may be quoted: they touch nothing that is never quoted."""
    return span[0] < span[1] and not any(_overlap(span, bad) for bad in _unspeakable(heard))


def all_quotable(heard: Heard) -> bool:
    """Whether nothing in a speech is of the kind that is never quoted."""
    return not _unspeakable(heard)


def needing(heard: Heard) -> tuple[str, ...]:
    """The sentence a reason, an example or an answer should be added to."""
    return tuple(quote(heard.text, span) for span in list(_candidates(heard))[:1])


def own_claim(heard: Heard) -> str:
    """The sentence in which a speech makes its surest own claim; empty if none may be quoted."""
    own = heard.reading.asserted(heard.slot.side)[:1]
    said = [s for claim in own for s in heard.reading.moves.sentences if _overlap(s, claim.span)]
    return next((quote(heard.text, span) for span in said if quotable(heard, span)), "")


def _candidates(heard: Heard) -> Iterator[Span]:
    """Sentences from the one that most needs work: the main claim, then what is on the topic."""
    reading = heard.reading
    sentences = reading.moves.sentences
    own = [s for claim in reading.asserted(heard.slot.side)[:1] for s in sentences
           if _overlap(s, claim.span)]  # fmt: skip
    ordered = dict.fromkeys((*own[:1], *reading.moves.on_topic, *sentences))
    usable = [span for span in ordered if quotable(heard, span)]
    yield from (span for span in usable if _words(heard, span) >= LEAST_WORDS)
    yield from usable
    for sentence in sentences:
        yield from _around(heard, sentence)


def _around(heard: Heard, sentence: Span) -> Iterator[Span]:
    """What is left of a sentence when the unspeakable is cut out, the longest piece first."""
    pieces, start = [], sentence[0]
    for bad in sorted(bad for bad in _unspeakable(heard) if _overlap(sentence, bad)):
        pieces.append((start, min(bad[0], sentence[1])))
        start = max(start, bad[1])
    pieces.append((start, sentence[1]))
    spoken = [piece for piece in pieces if _words(heard, piece)]
    yield from sorted(spoken, key=lambda piece: piece[0] - piece[1])


def _unspeakable(heard: Heard) -> list[Span]:
    """What is never quoted; of an appeal to the marker its whole sentence, for the rest of that is
    about marks too.
    """
    spans = []
    for warned in heard.reading.flags:
        if warned.flag is Flag.JUDGE_INSTRUCTIONS:
            spans += [s for s in heard.reading.moves.sentences if _overlap(s, warned.span)]
        if warned.flag in NEVER:
            spans.append(warned.span)
    return spans


def _words(heard: Heard, span: Span) -> int:
    return len(heard.text[slice(*span)].split()) if span[0] < span[1] else 0


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
