"""Use cases on the floor: speak, draft, pass, more time, take back, end by consent, concede."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.app import whereabouts
from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import forget_drafts, made, together, told, withheld
from bot.app.ports import Speech, SpeechState, Undo
from bot.app.rounds import room_for_one_more
from bot.app.say import drafts, talk
from bot.core import ending, floor, words
from bot.core.errors import BadInput, IllegalMove, NotYours
from bot.core.jobs import read
from bot.core.round import How, Move, Round, Seat, Status, check

WORDS_OF_A_SPEECH = 8  # as many as can be marked; a shorter line out of turn is a remark


async def speak(call: Call) -> list[Message]:
    """Deliver a speech, or with `more` keep it as a part. Without text, what was kept is delivered.

    Raises BadInput for text that cannot be used and IllegalMove when it is not this person's slot;
    a whole speech that comes early, or is for a slot that is over, is kept as a draft instead.
    """
    text, more = call.values.get("text", ""), call.values.get("more") == "true"
    try:
        seat, slot = await place(call, again)
    except IllegalMove as refused:
        return await _early(call, text, refused)
    kept = await call.tx.speeches.draft(call.round.id, seat.id, slot)
    if _is_another(call, slot):
        return await _late(call, text, is_free=kept is None)
    if text or more:
        text = words.usable(text)
    elif kept is None:
        raise BadInput("error.nothing_to_say")
    else:
        return await _deliver(call, seat, slot, kept.text)
    if more:
        return await _keep(call, seat, slot, text, SpeechState.PARTS)
    if kept and kept.state is SpeechState.PARTS and not call.filled:
        text = _joined(kept, text)
    return await _deliver(call, seat, slot, text)


async def done(call: Call) -> list[Message]:
    """Deliver the parts, or the draft, kept so far."""
    return await speak(replace(call, values={}))


async def draft(call: Call) -> list[Message]:
    """Save a draft for the slot that is open or comes next, or show the saved one."""
    seat, slot = await place(call, following)
    text = call.values.get("text", "")
    if text:
        return await _keep(call, seat, slot, words.usable(text), SpeechState.DRAFT)
    kept = await call.tx.speeches.draft(call.round.id, seat.id, slot)
    talker = await talk.talker(call.kit, call.tx, call.round)
    return [drafts.draft_shown(talker, call.person, kept)]


async def skip(call: Call) -> list[Message]:
    """Pass one's slot. Raises IllegalMove where another one than that which was meant waits now."""
    seat, number = await place(call)
    if _is_another(call, number):
        raise IllegalMove("error.slot_gone")
    after = floor.skip(call.round, seat.id, call.now)
    talker = await talk.talker(call.kit, call.tx, after)
    said = talk.passed(talker, seat, call.round.slots[number])
    return await made(call, after, said, undo="pass")


def _is_another(call: Call, number: int) -> bool:
    """Whether what was pressed or filled in was for another slot than this one."""
    return call.values.get("slot", str(number)) != str(number)


async def extend(call: Call) -> list[Message]:
    """More time, once."""
    seat, _ = await place(call)
    after = floor.extend(call.round, seat.id, call.now)
    talker = await talk.talker(call.kit, call.tx, after)
    more = _deadline(after, seat) - _deadline(call.round, seat)
    return await made(call, after, talk.extended(talker, call.person, more // 1000), undo="extend")


def _deadline(debate: Round, seat: Seat) -> int:
    waiting = debate.open_for(seat.id)
    return (waiting.deadline if waiting else None) or 0


async def end(call: Call) -> list[Message]:
    """Propose to end now; alone, it ends."""
    after = ending.propose_end(call.round, call.person.id, call.now)
    talker = await talk.talker(call.kit, call.tx, after)
    said = [talk.proposed(talker, call.person)] if after.agreed and after.open else []
    return await made(call, after, *said, undo="end")


async def concede(call: Call) -> list[Message]:
    """Concede for one's side, or in a team for oneself."""
    after = ending.concede(call.round, call.person.id, call.now)
    seat = after.seat_of(call.person.id)
    talker = await talk.talker(call.kit, call.tx, after)
    said = talk.conceded(talker, call.person, str(seat.side if seat else ""))
    return await made(call, after, said, undo="concede")


async def undo(call: Call) -> list[Message]:
    """Take back one's own last action, until another person has acted. What the bot said since is
    withdrawn with it; a speech taken back is a draft again; a draft gives way to the one before it.

    Raises IllegalMove if there is nothing of theirs to take back.
    """
    debate, tx = call.round, call.tx
    last = await tx.rounds.undo(debate.id)
    mine = last if last is not None and last.person == call.person.id else None
    if (saved := await _last_draft(call, mine)) is not None:
        await tx.speeches.put(replace(saved, state=SpeechState.WITHDRAWN))
        before = await tx.speeches.draft(debate.id, saved.seat, saved.slot)
        return [drafts.draft_undone(await talk.talker(call.kit, tx, debate), call.person, before)]
    if mine is None:
        raise IllegalMove("error.nothing_to_undo")
    return await _taken_back(call, mine)


async def _last_draft(call: Call, last: Undo | None) -> Speech | None:
    """What the caller saved since their last move of the round, for a slot still to come."""
    over = {delivery.slot for delivery in call.round.delivered}
    saved = [
        given
        for given in await call.tx.speeches.of_round(call.round.id)
        if given.person == call.person.id
        and given.state in (SpeechState.DRAFT, SpeechState.PARTS)
        and given.slot not in over
    ]
    newest = max(saved, key=lambda given: given.at, default=None)
    return newest if newest and (last is None or newest.at >= last.at) else None


async def _taken_back(call: Call, last: Undo) -> list[Message]:
    debate, tx = call.round, call.tx
    if debate.status is Status.CANCELLED and last.before.seat_of(call.person.id):
        await room_for_one_more(call)
    back = floor.rewind(debate, last.before, call.now)
    await _withdraw(call, debate, back)
    await tx.rounds.save(debate, back, undo=None, now=call.now)
    talker = await talk.talker(call.kit, tx, back)
    said = [talk.taken_back(talker, call.person, last.action)]
    said += await whereabouts.kept_up(call, back)
    if last.speech is not None:
        found = (s.text for s in await tx.speeches.of_round(debate.id)
                 if s.person == call.person.id and s.state is SpeechState.RETURNED)  # fmt: skip
        personal = any(map(call.kit.personal, found))
        said.append(drafts.returned(talker, call.person, personal=personal))
    return [*said, *await told(call.kit, tx, debate, back)]


async def _withdraw(call: Call, debate: Round, back: Round) -> None:
    """Speeches that the earlier value does not know: the bot's go; the person's own become drafts
    under new ids, so that nothing that was read in them is taken for what they write next.
    """
    known = {delivery.speech for delivery in back.delivered}
    gone = {delivery.speech for delivery in debate.delivered} - known
    for given in await call.tx.speeches.of_round(debate.id):
        if given.id in gone:
            await call.tx.speeches.put(replace(given, state=SpeechState.WITHDRAWN))
            if given.person is not None:
                again = replace(given, id=call.kit.new_id(), state=SpeechState.RETURNED)
                await call.tx.speeches.put(again)


async def _deliver(call: Call, seat: Seat, slot: int, text: str) -> list[Message]:
    """Store the speech and move the round; the reading is a job.

    A speech that it replaces stays as it is: which one counts the round says, which may be undone.
    """
    debate, tx = call.round, call.tx
    given = _speech(call, seat, slot, text, SpeechState.DELIVERED)
    after = floor.speak(debate, seat.id, given.id, call.now)
    await forget_drafts(tx, debate, slot, seat.id)
    await tx.speeches.put(given)
    talker = await talk.talker(call.kit, tx, after)
    said = [talk.saved(talker, call.person, given)]
    if not together(debate, slot) and not withheld(call.kit, after, given):
        said.append(talk.speech(talker, given))
    messages = await made(call, after, *said, undo="speak", speech=given.id)
    await tx.jobs.add(debate.id, [read(given.id, call.now)])
    return messages


async def _keep(call: Call, seat: Seat, slot: int, text: str, state: SpeechState) -> list[Message]:
    """Keep a draft or a part. A draft stands for an earlier one, a part is added to what there is;
    what it stands for stays stored until the slot is over, so that it can be taken back.
    """
    debate = call.round
    kept = await call.tx.speeches.draft(debate.id, seat.id, slot)
    if kept and not call.filled and SpeechState.PARTS in (state, kept.state):
        text, state = _joined(kept, text), SpeechState.PARTS
    fresh = _speech(call, seat, slot, text, state)
    later = max(call.now, kept.at + 1) if kept else call.now
    await call.tx.speeches.put(replace(fresh, at=later))
    talker = await talk.talker(call.kit, call.tx, debate)
    parts = state is SpeechState.PARTS
    return [drafts.drafted(talker, call.person, text, parts=parts)]


async def _early(call: Call, text: str, refused: IllegalMove) -> list[Message]:
    """A speech that came before its slot is not lost: it is the draft of the next one, unless that
    has a draft already. Raises `refused` for what is no speech.
    """
    debate = call.round
    if refused.phrase != "error.not_your_slot" or words.count(text) < WORDS_OF_A_SPEECH:
        raise refused
    seat, slot = await place(call, following)
    if await call.tx.speeches.draft(debate.id, seat.id, slot) is not None:
        raise refused
    await _keep(call, seat, slot, words.usable(text), SpeechState.DRAFT)
    talker = await talk.talker(call.kit, call.tx, debate)
    return [drafts.kept_early(talker, call.person, debate.slots[slot], await _whose(call, debate))]


async def _late(call: Call, text: str, *, is_free: bool) -> list[Message]:
    """Words for a slot that is over are not said in another one: they are the draft of that which
    comes next, unless it has one. Raises IllegalMove for none, or where they cannot be kept.
    """
    seat, slot = await place(call, following)
    if not text or not is_free:
        raise IllegalMove("error.slot_gone")
    await _keep(call, seat, slot, words.usable(text), SpeechState.DRAFT)
    talker = await talk.talker(call.kit, call.tx, call.round)
    return [drafts.kept_late(talker, call.person, call.round.slots[slot])]


def _joined(kept: Speech, text: str) -> str:
    return words.usable(f"{kept.text}\n{text}")


def _speech(call: Call, seat: Seat, slot: int, text: str, state: SpeechState) -> Speech:
    limit = call.round.slots[slot].words
    return Speech(
        id=call.kit.new_id(),
        round=call.round.id,
        seat=seat.id,
        slot=slot,
        person=call.person.id,
        text=text,
        heard=words.heard(text, limit),
        state=state,
        at=call.now,
    )


Slots = Callable[[Round, Seat], Iterable[int]]


def _none(_debate: Round, _seat: Seat) -> Iterable[int]:
    return ()


def again(debate: Round, seat: Seat) -> Iterable[int]:
    """What a person has said in this phase and may say anew while others still keep it open."""
    over = (d for d in debate.delivered if d.seat == seat.id and d.how is How.SPOKEN)
    return (d.slot for d in over if debate.slots[d.slot].phase == debate.phase)


def following(debate: Round, seat: Seat) -> Iterable[int]:
    """The slots that a person has in later phases."""
    mine = (s for s in debate.slots if (s.side, s.member) == (seat.side, seat.member))
    return (slot.number for slot in mine if slot.phase > debate.phase)


async def place(call: Call, others: Slots = _none) -> tuple[Seat, int]:
    """The caller's seat and the slot they may fill: the one that waits for them, else the first of
    the `others`.

    Raises NotYours for somebody without a seat, IllegalMove with whose slot it is otherwise.
    """
    debate = call.round
    seat = debate.seat_of(call.person.id)
    if seat is None:
        raise NotYours("error.not_in")
    if talk.stopped_for(debate) == seat.id:
        raise IllegalMove("error.your_pause")
    check(debate, Move.SPEAK)
    waiting = debate.open_for(seat.id)
    if waiting is not None:
        return seat, waiting.slot
    for number in others(debate, seat):
        return seat, number
    raise IllegalMove("error.not_your_slot", whose=await _whose(call, debate))


async def _whose(call: Call, debate: Round) -> str:
    talker = await talk.talker(call.kit, call.tx, debate)
    names = [talker.name(None if o.bot else debate.seat(o.seat).person) for o in debate.open]
    return ", ".join(names)
