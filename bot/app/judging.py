"""After the last speech: the ballot, what counts, ratings, and what everybody is told."""

from collections.abc import Sequence

from bot.app.kit import Kit
from bot.app.messages import Message
from bot.app.ports import Case, Tx
from bot.app.say import ballot as say
from bot.app.say import talk
from bot.app.understanding import Understood, marked
from bot.core import rating
from bot.core.ballot import Ballot, SpeechMarks
from bot.core.round import Round
from bot.core.rubric import Rubric


def decided(kit: Kit, understood: Understood) -> Ballot:
    """The bot's ballot of a finished round. Bot seats get no marks and no rank."""
    debate = understood.debate
    argued = {seat.side for seat in debate.seats if seat.person}
    case = Case(
        round=debate.id,
        topic=understood.topic,
        rubric=kit.rubric,
        sides=tuple(side for side in debate.sides if side in argued),
        ranked=_ranks(kit, debate),
        speeches=understood.heard,
        flow=understood.flow,
        marks=tuple(marked(kit, understood)),
    )
    return kit.judge.decide(case)


def _ranks(kit: Kit, debate: Round) -> bool:
    """Whether its format ranks sides; one that is no longer in the prompts ranks nobody."""
    form = kit.formats.formats.get(debate.terms.format)
    return form is not None and form.ranked


def counted(rubric: Rubric, debate: Round, ballot: Ballot) -> frozenset[str]:
    """Seats for which the round counts: kept to the end, with enough words said."""
    least = rubric.least_words_round
    return frozenset(seat.id for seat in debate.people if _said(ballot, seat.id) >= least)


def _said(ballot: Ballot, seat: str) -> int:
    """How many words were heard from a seat."""
    return sum(speech.words for speech in of_seat(ballot.speeches, seat))


async def kept(
    kit: Kit, tx: Tx, debate: Round, understood: Understood, ballot: Ballot
) -> list[Message]:
    """Store marks, ballot and ratings; the messages that follow."""
    talker = await talk.talker(kit, tx, debate)
    messages = [say.result(talker, ballot)]
    for seat in (s for s in debate.seats if s.active or _said(ballot, s.id)):
        history = await tx.ballots.history(str(seat.person))
        before = of_seat(history[0].ballot.speeches, history[0].seat) if history else ()
        messages.append(say.first_screen(talker, seat, ballot, before))
    messages += say.debrief(talker, understood.flow)
    for speech in ballot.speeches:
        await tx.ballots.put_marks(speech)
    await tx.ballots.add(ballot, kit.clock.now())
    await _rate(kit, tx, debate, ballot)
    return messages


def of_seat(speeches: Sequence[SpeechMarks], seat: str) -> tuple[SpeechMarks, ...]:
    """One seat's marked speeches."""
    return tuple(speech for speech in speeches if speech.seat == seat)


async def _rate(kit: Kit, tx: Tx, debate: Round, ballot: Ballot) -> None:
    """Only people who kept their seats are rated, against each other."""
    classroom = debate.terms.classroom
    seats = [seat for seat in debate.seats if seat.counted]
    known = await tx.standings.ratings(classroom, [str(seat.person) for seat in seats])
    sides = {
        side: {
            str(seat.person): known.get(str(seat.person), rating.START)
            for seat in seats
            if seat.side == side
        }
        for side in debate.sides
    }
    rated = rating.rate(sides, ballot.ranks)
    if rated:
        await tx.standings.put_ratings(classroom, debate.id, rated, kit.clock.now())
