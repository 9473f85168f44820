"""Bot against bot: seeded three-way rounds through the real core, opponent, reader and judge.

What is looked for (debate.md, "The opponent's lines"): each side first in 28 to 38 percent, no line
spoken twice in a round, nine of ten rebuttals used, nobody talking past the others twice running. A
speech *talks past* the others if it is a rebuttal or a closing and meets nothing that they raised.

`python -m tests.bench.rounds TOPIC ROUNDS` counts; `… TOPIC show SEED` prints one round.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import pairwise

from bot.app.meant import as_meant
from bot.app.ports import Case, Level, Occasion, Reply, Said
from bot.content.formats import load_formats
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.content.rubric import load_rubric
from bot.content.topics import Topics
from bot.core import floor, lobby
from bot.core.ballot import SpeechMarks, speech_total
from bot.core.flow import Heard, earning, flow
from bot.core.format import Kind
from bot.core.lobby import Draw, Rules
from bot.core.plans import named
from bot.core.round import Round, Status, Terms
from bot.core.topic import Topic
from bot.core.words import heard as heard_to
from bot.judges.offline import OfflineJudge
from bot.opponents.offline import OfflineOpponent
from bot.reading.reader import OfflineReader

TOPIC, ROUNDS, FORMATS = "european-troops", 600, {3: "three-way", 2: "duel"}
MEETING = (Kind.REBUTTAL, Kind.CLOSING)
LEVELS = tuple(Level)
TRAVELLED_MOST = 60


@dataclass(frozen=True, slots=True)
class Spoken:
    """A bot's speech and what it rests on."""

    heard: Heard
    reply: Reply

    def talks_past(self) -> bool:
        """Whether it should have met something and met nothing."""
        met = any(line.partition(":")[0] in ("rebuttal", "weigh") for line in self.reply.lines)
        return self.heard.slot.kind in MEETING and not met


@dataclass(frozen=True, slots=True)
class Played:
    """One round: its speeches in order, and each side's share of the first place."""

    spoken: tuple[Spoken, ...]
    first: dict[str, float]

    def lines(self) -> list[str]:
        """Every line of the pack that was spoken, in order."""
        return [line for each in self.spoken for line in each.reply.lines]

    def past_twice(self) -> bool:
        """Whether two speeches that should meet something, one after the other, meet nothing."""
        meeting = [each for each in self.spoken if each.heard.slot.kind in MEETING]
        return any(one.talks_past() and other.talks_past() for one, other in pairwise(meeting))


class Hall:
    """Everything a round of bots needs, loaded once."""

    def __init__(self, topic: str) -> None:
        prompts = prompts_folder(os.environ)
        self.topic: Topic = Topics(prompts).topic(topic)
        self.rubric = load_rubric(prompts)
        phrases = load_phrases(prompts)
        self.judge, self.opponent = OfflineJudge(phrases), OfflineOpponent(phrases)
        self.reader = OfflineReader(own_words=True)
        formats = load_formats(prompts)
        others = tuple(s.id for s in self.topic.sides if s.id != self.topic.proposer)
        self.rules = Rules(
            format=formats.formats[FORMATS[len(self.topic.sides)]],
            pace=formats.paces["standard"],
            sides=(self.topic.proposer, *others),
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """The lines of all rebuttals."""
        return frozenset(f"rebuttal:{rebuttal.id}" for rebuttal in self.topic.rebuttals)

    def play(self, seed: int) -> Played:
        """A whole round, begun from an empty lobby and played to its ballot."""
        debate, spoken = self._begun(seed), list[Spoken]()
        while debate.status is Status.RUNNING:
            number = debate.open[0].slot
            spoken.append(self._speech(debate, number, spoken))
            debate = floor.bot_speaks(debate, number, str(number), now=number + 1)
        return Played(spoken=tuple(spoken), first=self._first(debate, spoken))

    def _begun(self, seed: int) -> Round:
        terms = Terms(
            classroom="bench", topic=self.topic.id, pack=self.topic.hash,
            format=self.rules.format.id, pace="standard", level=LEVELS[seed % len(LEVELS)].value,
        )  # fmt: skip
        empty = lobby.open_round(str(seed), "nobody", terms, self.rules, seed=seed, now=0)
        seats = [f"bot-{side}" for side in self.rules.sides]
        return lobby.begin(lobby.offer(empty, 0), self.rules, Draw(bot_seats=seats), 0)

    def _speech(self, debate: Round, number: int, spoken: list[Spoken]) -> Spoken:
        slot = debate.slots[number]
        before = tuple(s.heard for s in spoken if s.heard.slot.phase < slot.phase)
        plan = named(self.topic, before)
        reply = self.opponent.speak(Occasion(
            topic=self.topic, sides=debate.sides, slot=slot, level=Level(debate.terms.level),
            seed=debate.seed, speeches=before, flow=flow(self.topic, debate.sides, before),
            plan=plan.id if plan else None,
            used=frozenset(line for s in spoken for line in s.reply.lines),
        ))  # fmt: skip
        text = reply.text[: heard_to(reply.text, slot.words)]
        against = tuple((h.slot.side, h.text) for h in before if h.slot.side != slot.side)
        reading = self.reader.read(
            self.topic, Said(text=text, side=slot.side, kind=slot.kind, opponents=against)
        )
        meant = as_meant(self.topic, slot.side, text, reading, reply.lines)
        return Spoken(Heard(speech=str(number), slot=slot, text=text, reading=meant), reply)

    def _first(self, debate: Round, spoken: list[Spoken]) -> dict[str, float]:
        speeches = tuple(each.heard for each in spoken)
        case = Case(
            round=debate.id, topic=self.topic, rubric=self.rubric, sides=debate.sides, ranked=True,
            speeches=speeches, flow=flow(self.topic, debate.sides, speeches),
            marks=tuple(self._marks(debate, speeches, heard) for heard in speeches),
        )  # fmt: skip
        ranks = self.judge.decide(case).ranks
        best = [side for side, place in ranks.items() if place == 1]
        return {side: 1 / len(best) for side in best}

    def _marks(self, debate: Round, speeches: tuple[Heard, ...], heard: Heard) -> SpeechMarks:
        earlier = [h for h in speeches if h.slot.phase < heard.slot.phase]
        before = flow(self.topic, debate.sides, earlier)
        marks = self.judge.mark(self.topic, self.rubric, earning(heard, before), before)
        return SpeechMarks(
            speech=heard.speech, slot=heard.slot.number, seat=heard.slot.side, side=heard.slot.side,
            kind=heard.slot.kind, words=heard.reading.words, marks=marks,
            total=speech_total(self.rubric, heard.slot.kind, marks) if marks else None,
        )  # fmt: skip


@cache
def _hall(topic: str) -> Hall:
    return Hall(topic)


def _played(topic: str, seed: int) -> Played:
    return _hall(topic).play(seed)


def rows(topic: str = TOPIC, rounds: int = ROUNDS) -> list[list[str]]:
    """The figures as a table."""
    with ProcessPoolExecutor() as pool:
        played = list(pool.map(partial(_played, topic), range(rounds), chunksize=20))
    hall = _hall(topic)
    first = Counter[str]()
    for each in played:
        first.update(each.first)
    lines = Counter(line for each in played for line in each.lines())
    travelled = [line for line, _ in lines.most_common() if line in hall.known]
    most = {line.partition(":")[2] for line in travelled[:TRAVELLED_MOST]}
    written = sum(bool(r.plain and r.expert) for r in hall.topic.rebuttals if r.id in most)
    shares = ", ".join(f"{s} {100 * first[s] / rounds:.1f} %" for s in hall.rules.sides)
    fair = "28–38 %" if len(hall.rules.sides) > 2 else ""
    used = f"{len(travelled)} of {len(hall.known)}, {len(travelled) / len(hall.known):.0%}"
    repeated = sum(len(e.lines()) != len(set(e.lines())) for e in played)
    return [
        ["what", "figure", "aim"],
        ["rounds", f"{rounds} of {topic}, seeds 0 to {rounds - 1}, three levels in turn", ""],
        ["first (a shared place counts in parts)", shares, fair],
        ["rounds in which a line came twice", str(repeated), "0"],
        ["rebuttals used", used, "90 %"],
        ["rounds in which two speeches running talked past", str(
            sum(each.past_twice() for each in played)), "0"],
        [f"of the {len(most)} most used rebuttals, with plain and expert versions",
         str(written), str(len(most))],
    ]  # fmt: skip


def transcript(topic: str, seed: int) -> Iterator[str]:
    """One round, speech by speech."""
    played = _hall(topic).play(seed)
    for each in played.spoken:
        slot = each.heard.slot
        to = f" to {slot.addressee}" if slot.addressee else ""
        yield f"{slot.side}, {slot.kind.value}{to}: {each.heard.text}\n"
    yield f"First: {', '.join(played.first)}"


def main(topic: str = TOPIC, what: str = str(ROUNDS), seed: str = "0") -> None:
    """Count, or show one round."""
    if what == "show":
        sys.stdout.write("\n".join(transcript(topic, int(seed))) + "\n")
    else:
        sys.stdout.writelines(" | ".join(row) + "\n" for row in rows(topic, int(what)))


if __name__ == "__main__":
    main(*sys.argv[1:])
