"""One speech's marks as its author is shown them, in a round's details and by `judge` alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.messages import Field
from bot.app.phrases import Phrases
from bot.core.ballot import Mark, SpeechMarks, focus, strength
from bot.core.rubric import Band, Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The overall words first, in paragraphs; then a field for each mark."""

    text: str
    fields: tuple[Field, ...] = ()

    def in_lines(self) -> str:
        """All of it as text, as the command line shows it: several lines stand below their name."""
        return "\n".join((self.text, *map(_in_lines, self.fields)))


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
        text="\n\n".join((*lines, *notes)),
        fields=tuple(_field(phrases, names[mark.aspect], mark) for mark in speech.marks),
    )


def _field(phrases: Phrases, name: str, mark: Mark) -> Field:
    """A line each for the reason, the quoted words, and what to do next where much is to be won."""
    lines = [mark.reason, *(f"“{' '.join(quote.splitlines())}”" for quote in mark.quotes)]
    if mark.band is not Band.EXCELLENT:
        lines.append(phrases.say("judge.reply.mark_next", step=mark.next_step))
    name = phrases.say("judge.reply.mark", name=name, band=mark.band.value)
    return Field(name=name, value="\n".join(lines))


def _in_lines(field: Field) -> str:
    if "\n" not in field.value:
        return f"{field.label} {field.value}"
    return "\n  ".join((field.name, *field.value.split("\n")))
