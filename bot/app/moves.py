"""What every move of a round has in common: save it, and tell those it concerns.

Messages follow from comparing the round before and after, so that no move can forget one.
"""

from dataclasses import replace

from bot.app.kit import Call, Kit
from bot.app.messages import Message
from bot.app.ports import TO_COME, Speech, SpeechState, Tx, Undo
from bot.app.say import lobby as say_lobby
from bot.app.say import talk
from bot.core.round import How, Round, Status


async def made(
    call: Call,
    after: Round,
    *said: Message,
    undo: str | None = None,
    speech: str | None = None,
    by_instructor: bool = False,
) -> list[Message]:
    """A person's move: saved, undoable under the name `undo`, and told."""
    before = call.round
    back = undo and Undo(
        person=call.person.id, action=undo, at=call.now, before=before, speech=speech
    )
    await call.tx.rounds.save(before, after, undo=back or None, now=call.now)
    others = await told(call.kit, call.tx, before, after, by_instructor=by_instructor)
    return [*said, *others]


async def told(
    kit: Kit, tx: Tx, before: Round, after: Round, *, by_instructor: bool = False
) -> list[Message]:
    """What everybody must hear because a round went from one value to another."""
    talker = await talk.talker(kit, tx, after)
    messages = _table(talker, before)
    if after.status is Status.SEATING:
        messages += say_lobby.cards(talker, before)
    if before.status in (Status.LOBBY, Status.SEATING) and after.slots:
        messages += say_lobby.started(talker)
    # What was over before the clock was stopped is not told a second time.
    over = after.status is Status.JUDGING and before.ending is None
    if before.slots and (over or after.phase != before.phase):
        messages += await _uncovered(kit, tx, before, after)
    if over:
        messages.append(talk.over(talker))
    if after.status is Status.CANCELLED:
        messages.append(talk.cancelled(talker, by_instructor=by_instructor))
    return messages


def _table(talker: talk.Talker, before: Round) -> list[Message]:
    """The lobby as it is now: with those who came and went, open again, or shut. Formats for one
    person have none.
    """
    kit, after = talker.kit, talker.debate
    form = kit.formats.formats.get(after.terms.format)  # gone since: it had one
    if Status.LOBBY not in (before.status, after.status) or (form and not form.lobby):
        return []
    if after.status is not Status.LOBBY:
        return [say_lobby.shut(talker, before)]
    if before.status is Status.LOBBY and before.seats == after.seats:
        return []
    rules = kit.rules(talker.topic, after.terms.format, after.terms.pace)
    return [say_lobby.lobby(talker, rules)]


async def _uncovered(kit: Kit, tx: Tx, before: Round, after: Round) -> list[Message]:
    """Speeches that were hidden until their phase was over, in the order of their slots."""
    together = [slot for slot in after.slots if slot.phase == before.phase]
    if len(together) == 1:
        return []
    talker = await talk.talker(kit, tx, after)
    numbers = {slot.number for slot in together}
    spoken = {d.speech for d in after.delivered if d.slot in numbers and d.how is not How.VOID}
    found = [s for s in await tx.speeches.of_round(after.id) if s.id in spoken]
    speeches = [given for given in found if not withheld(kit, after, given)]
    return [talk.speech(talker, s) for s in sorted(speeches, key=lambda s: s.slot)]


def withheld(kit: Kit, debate: Round, given: Speech) -> bool:
    """Whether a speech stays with its author: it tells of a personal loss, and they have not said
    that they go on with it.
    """
    if given.person is None or not kit.personal(given.text[: given.heard]):
        return False
    stopped = debate.status is Status.PAUSED and talk.stopped_for(debate) == given.seat
    return given.id not in debate.cared or stopped or not debate.seat(given.seat).active


async def went_on(kit: Kit, tx: Tx, before: Round, after: Round) -> list[Message]:
    """What somebody said before the clock was stopped for them, posted now that they go on; in a
    hidden phase it comes with the others'.
    """
    talker = await talk.talker(kit, tx, after)
    told = [d.speech for d in before.delivered if d.speech in before.cared][-1:]
    return [
        talk.speech(talker, given)
        for given in await tx.speeches.of_round(after.id)
        if given.id in told and not _hidden_still(before, after, given)
    ]


def _hidden_still(before: Round, after: Round, given: Speech) -> bool:
    """Whether a speech's phase is one that was still hidden when the clock was stopped."""
    this = before.phase == after.slots[given.slot].phase and before.ending is None
    return this and together(after, given.slot)


def together(debate: Round, slot: int) -> bool:
    """Whether a slot's phase holds others: its speeches stay hidden until all are in."""
    phase = debate.slots[slot].phase
    return sum(other.phase == phase for other in debate.slots) > 1


async def forget_drafts(tx: Tx, debate: Round, slot: int, seat: str) -> None:
    """What was kept for a slot that is over is kept no more."""
    for kept in await tx.speeches.of_round(debate.id):
        if (kept.slot, kept.seat) == (slot, seat) and kept.state in TO_COME:
            await tx.speeches.put(replace(kept, state=SpeechState.WITHDRAWN))
