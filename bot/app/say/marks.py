"""One speech's marks as its author is shown them, in a round's details and by `judge` alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.messages import Field
from bot.app.phrases import Phrases
from bot.core.ballot import Mark, SpeechMarks, focus, strength
from bot.core.rubric import Band, Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The overall words first; then a field for each mark."""

    text: str
    fields: tuple[Field, ...] = ()

    def in_lines(self) -> str:
        """All of it as text, a line to a field."""
        return "\n".join((self.text, *(f"{field.label} {field.value}" for field in self.fields)))


def shown(phrases: Phrases, rubric: Rubric, speech: SpeechMarks, notes: Sequence[str]) -> Shown:
    """One speech's marks; `notes` are what its author alone is told about it."""
    if speech.total is None:
        too_short = phrases.say("judge.reply.too_short", least=rubric.least_words)
        return Shown(text="\n".join(notes or (too_short,)))
    names = {c.aspect: c.name for c in rubric.criteria[speech.kind]}
    best, step = strength((speech,)), focus(rubric, (speech,))
    lines = [phrases.say("judge.reply.overall", band=rubric.band(speech.total).value)]
    if best is not None and best.band is not Band.DEVELOPING:
        said = {"name": names[best.aspect], "reason": best.reason, "quote": best.quotes[0]}
        lines.append(phrases.say("judge.reply.strength", **said))
    if step is not None:
        lines.append(phrases.say("judge.reply.next", step=step.next_step))
    return Shown(
        text="\n".join((*lines, *notes)),
        fields=tuple(_field(phrases, names[mark.aspect], mark) for mark in speech.marks),
    )


def _field(phrases: Phrases, name: str, mark: Mark) -> Field:
    quotes = " · ".join(f"“{quote}”" for quote in mark.quotes)
    said = {"reason": mark.reason, "quotes": quotes, "step": mark.next_step}
    return Field(
        name=phrases.say("judge.reply.mark", name=name, band=mark.band.value),
        value=phrases.say(
            "judge.reply.mark_text" if quotes else "judge.reply.mark_text_no_quote", **said
        ),
    )
