"""Use cases about what is one's own: name, excluded sides, what is stored, export, deletion."""

import json
import unicodedata
from dataclasses import replace

from bot.app import names
from bot.app.kit import Call
from bot.app.messages import Button, File, Message, MessageKind, to_person
from bot.app.moves import told
from bot.app.posting import post
from bot.app.rounds import left
from bot.app.say import talk
from bot.core.errors import BadInput
from bot.core.round import Round, Status

MARKS = frozenset("@<>*_`|#")  # with these a name could ping somebody or change how a text looks


async def privacy(call: Call) -> list[Message]:
    """What is stored, who sees it, how to get it and how to delete it."""
    buttons = (
        Button(label="Export", command="/my export"),
        Button(label="Delete", command="/my delete"),
    )
    message = _private(call, MessageKind.HELP, call.kit.say("privacy.text"))
    return [replace(message, title=call.kit.say("privacy.title"), buttons=buttons)]


async def export(call: Call) -> list[Message]:
    """Everything stored about a person, as one JSON file."""
    stored = await call.tx.privacy.export(call.person.id)
    text = json.dumps(stored, ensure_ascii=False, indent=2, sort_keys=True)
    message = _private(call, MessageKind.FILE, call.kit.say("privacy.exported"))
    return [replace(message, file=File(name="my-debates.json", text=text))]


async def delete(call: Call) -> list[Message]:
    """Delete everything that is theirs, after one explicit yes. It cannot be taken back."""
    if call.values.get("sure") != "true":
        message = _private(call, MessageKind.NOTICE, call.kit.say("privacy.sure"))
        yes = Button(label="Delete everything", command="/my delete sure:true")
        return [replace(message, buttons=(yes,))]
    for debate in await call.tx.listings.of_person(call.person.id, open_only=True):
        if debate.seat_of(call.person.id) and debate.status is not Status.JUDGING:
            await _leave_unnamed(call, debate)
    gone = await call.tx.privacy.erase(call.person.id)
    return [_private(call, MessageKind.CONFIRMATION, call.kit.say("privacy.deleted", count=gone))]


async def _leave_unnamed(call: Call, debate: Round) -> None:
    """Leave a round without leaving a name in the messages about it."""
    after = await left(replace(call, debate=debate))
    await call.tx.rounds.save(debate, after, undo=None, now=call.now)
    talker = await talk.talker(call.kit, call.tx, after)
    unnamed = talker.to_all(MessageKind.NOTICE, call.kit.say("notice.left_unnamed"))
    others = await told(call.kit, call.tx, debate, after)
    await post(call.kit, call.tx, [unnamed, *others], call.now)


async def sides(call: Call) -> list[Message]:
    """Which sides one would rather never argue; private, no reason asked."""
    kit = call.kit
    topic = kit.packs.topic(call.values.get("topic", kit.habits.topic))
    asked = call.values.get("exclude")
    before = excluded = call.person.excluded.intersection(topic.side_by_id)
    if asked is not None:
        others = call.person.excluded.difference(topic.side_by_id)
        wanted = frozenset(side for side in asked.split(",") if side and side != "none")
        if wanted >= topic.side_by_id.keys():
            raise BadInput("error.all_excluded")
        await call.tx.people.save(replace(call.person, excluded=others | wanted))
        excluded = wanted
    names = ", ".join(topic.side_by_id[side].name for side in sorted(excluded))
    key = "sides.some" if names else "sides.none"
    message = _private(call, MessageKind.CONFIRMATION, kit.say(key, names=names))
    if excluded == before:
        return [message]
    back = f"/my sides exclude:{','.join(sorted(before)) or 'none'} topic:{topic.id}"
    return [replace(message, buttons=(Button(label="Undo", command=back),))]


async def name(call: Call) -> list[Message]:
    """What others see as one's name."""
    wanted = " ".join(unicodedata.normalize("NFKC", call.values.get("name", "")).split())
    if not wanted:
        return [_private(call, MessageKind.HELP, call.kit.say("name.is", name=call.person.name))]
    if not _can_be_a_name(wanted):
        raise BadInput("error.name", most=names.LONGEST_NAME)
    namesakes = await call.tx.people.named(call.classroom, wanted)
    others = any(person.id != call.person.id for person in namesakes)
    if others or not names.is_fit(wanted, *names.of_the_bot(call.kit)):
        raise BadInput("error.name_taken", name=wanted)
    await call.tx.people.save(replace(call.person, name=wanted))
    message = _private(call, MessageKind.CONFIRMATION, call.kit.say("name.changed", name=wanted))
    back = Button(label="Undo", command=f"/my name name: {call.person.name}")
    return [replace(message, buttons=(back,) if _can_be_a_name(call.person.name) else ())]


def _can_be_a_name(name: str) -> bool:
    whole = unicodedata.normalize("NFC", name) == names.cleaned(name)
    return whole and names.is_fit(name) and not MARKS & set(name)


def _private(call: Call, kind: MessageKind, text: str) -> Message:
    return Message(kind=kind, to=to_person(call.person.id), text=text, private=True)
