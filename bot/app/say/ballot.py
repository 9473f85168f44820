"""What is said when a round is over: the public result, each speaker's first screen, the details,
the debrief out of role. Bands are shown, never decimals; ballots are private.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.app.messages import Bar, Field, Message, MessageKind, to_person
from bot.app.ports import Person
from bot.app.say.marks import shown
from bot.app.say.talk import Talker
from bot.core.ballot import Ballot, SpeechMarks, averages, focus, improved, side_totals, strength
from bot.core.flow import Flow
from bot.core.round import Seat
from bot.core.rubric import Aspect, Band, Rubric


def result(talker: Talker, ballot: Ballot) -> Message:
    """The public result: who argued their brief best and why; never that a side is right."""
    best = [side for side, rank in ballot.ranks.items() if rank == 1]
    spoke = [seat for seat in talker.debate.seats if seat.side in best and seat.person]
    stayed = [seat for seat in spoke if seat.active]  # who left is named only if nobody stayed
    names = [talker.name(seat.person) for seat in stayed or spoke]
    if not _compared(ballot):
        text = talker.say("result.unranked")
    else:
        key = "result.tied" if len(best) > 1 else "result.best"
        text = talker.say(key, names=", ".join(names), reason=ballot.decision)
    message = talker.to_all(MessageKind.RESULT, text)
    buttons = (
        talker.button("Flow", "flow"),
        talker.button("Details", "ballot details:true"),
        talker.button("Rematch", "rematch"),
    )
    return replace(message, title=talker.say("result.title"), buttons=buttons)


def _compared(ballot: Ballot) -> bool:
    """Whether there were two to compare: a side alone, or an unranked format, is no contest."""
    return len(ballot.ranks) > 1


def first_screen(
    talker: Talker, seat: Seat, ballot: Ballot, before: Sequence[SpeechMarks]
) -> Message:
    """One quoted strength, the deciding clash, one next step, and how last time's went."""
    mine = [speech for speech in ballot.speeches if speech.seat == seat.id]
    totals = side_totals(talker.kit.rubric, mine)
    screen = replace(
        talker.to_one(MessageKind.BALLOT, str(seat.person), talker.say("ballot.none")),
        title=talker.say("ballot.title"),
        side=seat.side,
        owner=seat.person,
    )
    if not totals:
        return screen
    overall = talker.kit.rubric.band(next(iter(totals.values())))
    text = talker.say(
        "ballot.text", band=overall.value, role=talker.role(str(seat.side)), reason=ballot.decision
    )
    buttons = [("Details", "ballot details:true"), ("Flow", "flow"), ("Transcript", "transcript"),
               ("Rematch", "rematch"), ("Appeal", "appeal")]  # fmt: skip
    return replace(
        screen,
        text=text,
        fields=tuple(_first_fields(talker, ballot, mine, before)),
        bars=average_bars(talker.kit.rubric, mine),
        buttons=tuple(talker.button(label, command) for label, command in buttons),
    )


def for_instructor(talker: Talker, instructor: Person, seat: Seat, ballot: Ballot) -> Message:
    """Somebody's first screen as their instructor reads it. Insults in quoted words are left out:
    those are shown to their author alone.
    """
    screen, seemly = first_screen(talker, seat, ballot, ()), talker.kit.seemly
    return replace(
        screen,
        to=to_person(instructor.id, talker.debate.id),
        title=talker.say("ballot.of", name=talker.name(seat.person)),
        text=seemly(screen.text),
        fields=tuple(replace(field, value=seemly(field.value)) for field in screen.fields),
        buttons=(),
    )


def _first_fields(
    talker: Talker, ballot: Ballot, mine: Sequence[SpeechMarks], before: Sequence[SpeechMarks]
) -> list[Field]:
    fields = []
    best, step = strength(mine), focus(talker.kit.rubric, mine)
    if best is not None:
        praise = "ballot.strength_start" if best.band is Band.DEVELOPING else "ballot.strength_text"
        value = talker.say(praise, quote=best.quotes[0], reason=best.reason)
        fields.append(Field(name=talker.say("ballot.strength"), value=value))
    if ballot.clash is not None:
        unanswered = ballot.clash.decided_for == ballot.clash.side
        clash = talker.say(
            "ballot.clash_unanswered" if unanswered else "ballot.clash_text",
            argument=ballot.clash.argument,
            side=talker.side(ballot.clash.side),
            answer=ballot.clash.answer,
            other=talker.side(ballot.clash.answering_side),
        )
        fields.append(Field(name=talker.say("ballot.clash"), value=clash))
    if step is not None:
        fields.append(Field(name=talker.say("ballot.next_step"), value=step.next_step))
    since = improved(talker.kit.rubric, before, mine)
    if since is not None:
        earlier, is_done = since
        key = "ballot.last_done" if is_done else "ballot.last_not_yet"
        value = talker.say(key, step=earlier.next_step)
        fields.append(Field(name=talker.say("ballot.last"), value=value))
    return fields


def average_bars(rubric: Rubric, mine: Sequence[SpeechMarks]) -> tuple[Bar, ...]:
    """One bar per criterion that was marked."""
    found = averages(rubric, mine)
    names = {c.aspect: c.name for criteria in rubric.criteria.values() for c in criteria}
    return tuple(
        Bar(name=names[aspect], points=round(found[aspect]), band=rubric.band(found[aspect]).value)
        for aspect in Aspect
        if aspect in found
    )


Notes = Mapping[str, Sequence[str]]


def details(talker: Talker, seat: Seat, ballot: Ballot, notes: Notes) -> list[Message]:
    """Every mark of one's own speeches: band, reason, quoted words, next step; and what the
    speaker alone is told, by speech.
    """
    mine = [speech for speech in ballot.speeches if speech.seat == seat.id]
    return [
        replace(
            talker.to_one(MessageKind.DETAILS, str(seat.person), told.text),
            title=talker.say("details.title", slot=talker.slot(talker.debate.slots[speech.slot])),
            side=seat.side,
            fields=told.fields,
            owner=seat.person,
        )
        for speech in mine
        for told in (
            shown(talker.kit.phrases, talker.kit.rubric, speech, notes.get(speech.speech, ())),
        )
    ]


def debrief(talker: Talker, flow: Flow) -> list[Message]:
    """Stepping out of role: what the source says on each contested claim that was used."""
    used = dict.fromkeys(a.claim for a in flow.arguments if a.claim)
    claims = [talker.topic.claim_by_id[claim] for claim in used if claim]
    contested = [claim for claim in claims if claim.contested]
    if not contested:
        return []
    fields = tuple(Field(name=claim.statement, value=claim.contested) for claim in contested)
    message = talker.to_all(MessageKind.DEBRIEF, talker.say("debrief.text"))
    return [replace(message, title=talker.say("debrief.title"), fields=fields)]
