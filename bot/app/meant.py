"""What the bot meant. Of its own speeches it knows which lines it spoke, so nothing is guessed: a
line that is a prepared answer answers its claim; a claim is made only where a line of it was said.
"""

from dataclasses import replace

from bot.core.reading import ClaimHeard, Reading, Span, Stance
from bot.core.topic import Topic

_MAKES_A_CLAIM = ("opening", "warrant", "impact")  # kinds of lines, and the texts of a claim


def as_meant(
    topic: Topic, side: str, text: str, reading: Reading, lines: tuple[str, ...]
) -> Reading:
    """The reading of one of the bot's speeches, with what its lines tell in place of guesses.

    `lines` are ids such as `rebuttal:<id>` and `opening:<claim>`; unknown kinds are passed over.
    """
    known = [line.partition(":")[::2] for line in lines]
    rebuttals = {rebuttal.id: rebuttal for rebuttal in topic.rebuttals}
    met = [rebuttals[name] for kind, name in known if kind == "rebuttal" and name in rebuttals]
    made = {
        name: getattr(topic.claim_by_id[name], kind)
        for kind, name in reversed(known)
        if kind in _MAKES_A_CLAIM and name in topic.claim_by_id
    }
    answers = {r.answers: _place(text, r.line, r.plain, r.expert) for r in met}
    heard = zip(reading.answers, reading.answer_spans, strict=True)
    answers |= {claim: span for claim, span in heard if claim not in answers}
    claims = tuple(
        ClaimHeard(
            claim=claim,
            side=side,
            stance=Stance.ASSERTS,
            confidence=1.0,
            span=_place(text, line),
        )
        for claim, line in reversed(made.items())
    )
    return replace(
        reading,
        claims=claims,
        answers=tuple(answers),
        answer_spans=tuple(answers.values()),
        beyond=(),
        flags=(),
    )


def _place(text: str, *versions: str) -> Span:
    """Where a line stands in the text in one of its versions; the whole text if in none."""
    for line in filter(None, versions):
        start = text.find(line)
        if start >= 0:
            return start, start + len(line)
    return 0, len(text)
