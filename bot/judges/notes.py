"""Calm notes to the author of a speech: why it has no marks, facts to put right, warning signs."""

from bot.app.phrases import Phrases
from bot.core.reading import Flag, Reading
from bot.core.rubric import Rubric

# Not marked at all: marking these would be unfair (another language) or unkind (a loss).
UNMARKED = (Flag.NO_TEXT, Flag.OTHER_LANGUAGE, Flag.PERSONAL_DISCLOSURE)


def notes(phrases: Phrases, rubric: Rubric | None, reading: Reading) -> tuple[str, ...]:
    """What an author is told beside the marks: why there are none, corrections, calm notes.

    Where a speech is kept from marks, that alone is said.
    """
    if why := _kept_from_marks(phrases, reading):
        return (why,)
    told = (*_corrections(phrases, reading), *calm_notes(phrases, reading))
    if rubric is None or reading.words >= rubric.least_words:
        return told
    return (phrases.say("judge.reply.too_short", least=rubric.least_words), *told)


def is_marked(rubric: Rubric, reading: Reading) -> bool:
    """Whether a speech is long enough, and of a kind, to be marked."""
    return reading.words >= rubric.least_words and not any(reading.flagged(f) for f in UNMARKED)


def calm_notes(phrases: Phrases, reading: Reading) -> tuple[str, ...]:
    """One calm sentence for each kind of warning sign."""
    flags = dict.fromkeys(warned.flag.value for warned in reading.flags)
    return tuple(phrases.say(f"judge.flag.{flag}") for flag in flags)


def _corrections(phrases: Phrases, reading: Reading) -> tuple[str, ...]:
    """What is right where a fact was given wrongly."""
    wrong = dict.fromkeys(fact.correction for fact in reading.facts if fact.correction)
    return tuple(phrases.say("judge.reply.correction", correction=right) for right in wrong)


def _kept_from_marks(phrases: Phrases, reading: Reading) -> str:
    """Why a speech of any length is not marked; empty if nothing but its length can be why."""
    why = [phrases.say(f"judge.flag.{flag.value}") for flag in UNMARKED if reading.flagged(flag)]
    return why[0] if why else ""
