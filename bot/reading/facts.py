"""Facts of the topic that a speech states, rightly or wrongly.

A sentence is about a fact when it has all its cues. It is *right* when it gives one of the fact's
values, *wrong* when it gives a near miss instead, or another figure of the same kind just where the
value belongs. Where it gives both, and in every other case, nothing is said: a reader that is not
sure stays silent. What a sentence dates after the topic's source is never wrong (debate.md).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.reading import FactHeard, FactStatus
from bot.core.topic import Fact, Topic
from bot.reading.figures import MONTHS, Term, terms_of
from bot.reading.fold import fold
from bot.reading.index import TopicIndex
from bot.reading.lexicon.stances import CONTRAST, DENIED, REPORTED
from bot.reading.tokens import Text, is_general, stems_of

NEAR_CUE = 12  # terms between a near miss and a cue
JUST_AFTER_CUE = 4  # terms between a cue and a figure that takes the value's place
NOUN_AFTER = 2  # terms after a count in which the fact's own noun must stand
COUNT = 1_000  # figures from here on count people or things
CLOSE = 0.03  # a figure this near to the right one is no mistake
NEGATIONS = frozenset(("not", "never", "no", "n't", "without", "hard", "neither", "nor"))
BEFORE_VALUE = 3  # terms before a value in which a negation takes it back
AT_LEAST = re.compile(r"\b(?:more than|over|at least|above)\b", re.IGNORECASE)
YEARS = re.compile(r"\b(?:19|20)\d\d\b")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A fact made ready: cues and values as phrases of terms.

    `starts` are the first terms of each cue's alternatives: a quick look whether it can be meant.
    """

    fact: Fact
    starts: tuple[frozenset[str], ...]
    cues: tuple[tuple[Phrase, ...], ...]
    values: tuple[Phrase, ...]
    misses: tuple[tuple[Phrase, str], ...]
    nouns: frozenset[str]
    figures: frozenset[float]


def make_ready(topic: Topic) -> tuple[Checked, ...]:
    """The topic's facts as phrases of terms."""
    return tuple(_ready(fact) for fact in topic.facts)


def _ready(fact: Fact) -> Checked:
    cues = tuple(tuple(_phrase(one) for one in cue.split("|")) for cue in fact.cues)
    return Checked(
        fact=fact,
        starts=tuple(frozenset(one[0] for one in cue if one) for cue in cues),
        cues=cues,
        values=tuple(_phrase(value) for value in fact.values),
        misses=tuple((_phrase(m.said), m.correction or fact.statement) for m in fact.near_misses),
        figures=frozenset(t.value for t in terms_of(fact.statement) if t.value is not None),
        nouns=frozenset(s for s in stems_of(fact.statement) if not is_general(s)),
    )


def facts_heard(text: Text, index: TopicIndex, facts: Sequence[Checked]) -> tuple[FactHeard, ...]:
    """The facts stated in a speech, each once, in the order they were said; right ones win."""
    heard: dict[str, FactHeard] = {}
    for number, sentence in enumerate(text.sentences):
        words = text.folded.text[sentence.start : sentence.end]
        terms = terms_of(words, index.settle)
        said = {term.text for term in terms}
        about = [
            fact for fact in facts
            if not any(start.isdisjoint(said) for start in fact.starts)
            and _places(terms, fact.cues)
        ]  # fmt: skip
        span = text.span(text.sentences[number])
        for fact in about:
            status, correction = _status(fact, about, terms, words, index.topic)
            before = heard.get(fact.fact.id)
            if status is None or (before and before.status is FactStatus.RIGHT):
                continue
            heard[fact.fact.id] = FactHeard(
                fact=fact.fact.id, status=status, span=span, correction=correction
            )
    return tuple(sorted(heard.values(), key=lambda fact: (fact.span, fact.fact)))


def is_known(words: str, index: TopicIndex, facts: Sequence[Checked]) -> bool:
    """Whether a sentence is about one of the topic's facts."""
    terms = terms_of(words, index.settle)
    return any(_places(terms, fact.cues) for fact in facts)


def _status(
    fact: Checked, about: Sequence[Checked], terms: Sequence[Term], words: str, topic: Topic
) -> tuple[FactStatus | None, str]:
    if DENIED.search(words):
        return None, ""
    elsewhere = {p for other in about if other is not fact for p, _ in _values(other, terms)}
    missed = list(_missed(fact, terms, elsewhere))
    given = list(_values(fact, terms))
    if given:
        kept = any(not _taken_back(terms, place, value) for place, value in given)
        mixed = any(_is_telling(miss) for miss, _ in missed)
        return (FactStatus.RIGHT if kept and not mixed else None), ""
    if _later(words, topic) or (REPORTED.search(words) and CONTRAST.search(words)):
        return None, ""
    if missed:
        return FactStatus.WRONG, missed[0][1]
    if _other_figure(fact, terms, _places(terms, fact.cues), elsewhere):
        return FactStatus.WRONG, fact.fact.statement
    return None, ""


def _missed(
    fact: Checked, terms: Sequence[Term], elsewhere: set[int]
) -> Iterator[tuple[Phrase, str]]:
    """The near misses given near a cue, where they are meant for this fact; with corrections."""
    cues = _places(terms, fact.cues)
    for miss, correction in fact.misses:
        for place in _found(terms, miss):
            near = min(abs(place - cue) for cue in cues) <= NEAR_CUE
            meant = place not in elsewhere and not _of_another_year(fact, terms, place, miss)
            if near and meant and not _taken_back(terms, place, miss):
                yield miss, correction


def _is_telling(miss: Phrase) -> bool:
    """Whether a near miss beside a right value makes a sentence doubtful: more than a mere name."""
    return len(miss) > 1 or any(character.isdigit() for character in miss[0])


def _values(fact: Checked, terms: Sequence[Term]) -> Iterator[tuple[int, Phrase]]:
    for value in fact.values:
        for place in _found(terms, value):
            yield place, value


def _taken_back(terms: Sequence[Term], place: int, value: Phrase) -> bool:
    """Whether a negation stands before a value that has none itself."""
    before = {term.text for term in terms[max(0, place - BEFORE_VALUE) : place]}
    negated = before & NEGATIONS or any(word.endswith("n't") for word in before)
    return bool(negated) and not NEGATIONS & set(value)


def _of_another_year(fact: Checked, terms: Sequence[Term], place: int, miss: Phrase) -> bool:
    """Whether a year follows that the fact does not speak of: then another event is dated."""
    after = terms[place + len(miss) : place + len(miss) + 1]
    return bool(after) and bool(YEARS.fullmatch(after[0].text)) and (
        after[0].text not in fact.fact.statement)  # fmt: skip


def _other_figure(
    fact: Checked, terms: Sequence[Term], cues: Sequence[int], elsewhere: set[int]
) -> bool:
    """Whether the sentence's only figure of a value's kind is another, where the value belongs."""
    right: dict[str, list[float]] = {}
    for value in fact.values:
        right.setdefault(_kind(value), []).append(float(value[0]) if _kind(value) else 0.0)
    said = [
        (place, term.value, kind)
        for place, term in enumerate(terms)
        if term.value is not None and place not in elsewhere
        and (kind := _kind(tuple(t.text for t in terms[place:place + 2]))) in right and kind
    ]  # fmt: skip
    if len(said) != 1:
        return False
    place, figure, kind = said[0]
    if figure in fact.figures or any(abs(figure - v) <= CLOSE * v for v in right[kind]):
        return False
    if AT_LEAST.search(fact.fact.statement) and figure > max(right[kind]):
        return False
    after = {term.text for term in terms[place + 1 : place + 1 + NOUN_AFTER]}
    return kind != "count" or (
        bool(after & fact.nouns) and any(0 < place - cue <= JUST_AFTER_CUE for cue in cues)
    )


def _kind(value: Phrase) -> str:
    """The kind of a figure: `percent`, a unit of time, `count`, or empty if it is none of these."""
    if not value or not value[0].replace(".", "", 1).isdigit():
        return ""
    unit = value[1] if len(value) > 1 else ""
    if unit in ("percent", "hour", "day", "week"):
        return unit
    return "count" if float(value[0]) >= COUNT and not YEARS.fullmatch(value[0]) else ""


def _later(words: str, topic: Topic) -> bool:
    """Whether a sentence names a time after the topic's source."""
    year, _, rest = topic.date.partition("-")
    if not year.isdigit():
        return False
    years = [int(found) for found in YEARS.findall(words)]
    month = int(rest[:2]) if rest[:2].isdigit() else len(MONTHS)
    later_months = list(MONTHS.values())[month:]
    same_year = int(year) in years and any(name in words.lower() for name in later_months)
    return any(found > int(year) for found in years) or same_year


def _places(terms: Sequence[Term], cues: Sequence[Sequence[Phrase]]) -> list[int]:
    """Where the cues stand, if all of them do; else nothing."""
    found = []
    for alternatives in cues:
        places = [place for phrase in alternatives for place in _found(terms, phrase)]
        if not places:
            return []
        found += places
    return found


def _found(terms: Sequence[Term], phrase: Phrase) -> Iterator[int]:
    if not phrase:
        return
    for place in range(len(terms) - len(phrase) + 1):
        if all(terms[place + i].text == wanted for i, wanted in enumerate(phrase)):
            yield place


def _phrase(text: str) -> Phrase:
    return tuple(term.text for term in terms_of(fold(text).text.strip()))
