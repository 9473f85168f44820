"""Forms, in which people write words of their own: what stands in one when it opens.

A *form* is asked for by a command that takes words and has none yet; what was written in it comes
back as that command with them, `filled`. Opening one records nothing: asked for twice, it opens
twice. Opened in time, the Speak form is accepted a little late (contracts.md, "Commands").
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.app import floor, front, sheets
from bot.app.front import Answered, Incoming
from bot.app.kit import Call, Kit
from bot.app.names import LONGEST_NAME
from bot.app.parse import Typed
from bot.app.ports import Tx
from bot.app.say import talk
from bot.core import floor as rules
from bot.core.errors import Conflict, Mendable
from bot.core.words import MOST_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What to show: `path` is the command that it fills, for a round or for none, and for one slot
    of it, empty where that does not matter. `label` stands beside its one input, which holds
    `prefill` and takes `most` characters.
    """

    path: str
    round: str | None
    title: str
    label: str
    prefill: str
    most: int
    slot: str = ""


async def opened(kit: Kit, incoming: Incoming) -> Form | Answered:
    """The form that a command without its words opens, or why it does not.

    A command that needs no form is acted on, as `front.answer` does.
    """
    for _ in range(front.TRIES - 1):
        with suppress(Conflict):
            return await _opened(kit, incoming)
    return await _opened(kit, incoming)


async def _opened(kit: Kit, incoming: Incoming) -> Form | Answered:
    try:
        typed = front.typed_of(kit, incoming.text)
        if typed.path not in _FORMS or typed.values.keys() - {"round", "slot"}:
            return await front.answer(kit, incoming)
        return await kit.store.write(lambda tx: _shown(kit, tx, incoming, typed))
    except Mendable as error:
        person, _ = await kit.store.write(lambda tx: front.met(kit, tx, incoming))
        return Answered(messages=(front.sorry(kit, person, error),))


async def _shown(kit: Kit, tx: Tx, incoming: Incoming, typed: Typed) -> Form:
    arrived = await front.met(kit, tx, incoming)
    return await _FORMS[typed.path](await front.called(kit, tx, arrived, incoming, typed))


async def _speak(call: Call) -> Form:
    """The speech for the slot that waits, or that can still be said anew, with what was kept."""
    seat, slot = await floor.place(call, floor.again)
    form = await _speech(call, "debate speak", seat.id, slot)
    after = rules.writing(call.round, seat.id, call.now)
    if after is not call.round:
        undo = await call.tx.rounds.undo(after.id)
        await call.tx.rounds.save(call.round, after, undo=undo, now=call.now)
    return form


async def _draft(call: Call) -> Form:
    """The draft for the slot that waits or comes next."""
    seat, slot = await floor.place(call, floor.following)
    return await _speech(call, "debate draft", seat.id, slot)


async def _speech(call: Call, path: str, seat: str, slot: int) -> Form:
    debate = call.round
    kept = await call.tx.speeches.draft(debate.id, seat, slot)
    talker = await talk.talker(call.kit, call.tx, debate)
    name = talker.slot(debate.slots[slot])
    drafting = path == "debate draft"
    return Form(
        path=path,
        round=debate.id,
        title=talker.say("form.draft" if drafting else "prompt.title", slot=name),
        label=talker.say("form.speech"),
        prefill=kept.text if kept else "",
        most=MOST_CHARACTERS,
        slot="" if drafting else str(slot),
    )


async def _appeal(call: Call) -> Form:
    """The reason for an appeal."""
    await sheets.own_ballot(call)
    return Form(
        path="debate appeal",
        round=call.round.id,
        title=call.kit.say("form.appeal"),
        label=call.kit.say("form.reason"),
        prefill="",
        most=MOST_CHARACTERS,
    )


async def _name(call: Call) -> Form:
    """What others see as one's name."""
    return Form(
        path="my name",
        round=None,
        title=call.kit.say("form.name"),
        label=call.kit.say("form.name_label"),
        prefill=call.person.name,
        most=LONGEST_NAME,
    )


_FORMS: Mapping[str, Callable[[Call], Awaitable[Form]]] = {
    "debate speak": _speak,
    "debate draft": _draft,
    "debate appeal": _appeal,
    "my name": _name,
}
