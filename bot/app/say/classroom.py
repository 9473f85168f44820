"""What is said to a class and its instructors: the welcome, the rounds that are open, who asked for
a second look at a ballot, and who is an instructor now.
"""

from dataclasses import replace

from bot.app.kit import Call
from bot.app.messages import Button, Field, Message, MessageKind, Table, to_person
from bot.app.ports import Appealed, Person
from bot.app.say.talk import Talker, span

MOST_APPEALS = 10  # of the newest; what came before them is in the instructors' messages
MOST_CANCELS = 5  # buttons to end a round; more of them are typed
_COLUMNS = ("id", "topic", "format", "who", "slot", "status")
_WELCOME = ("starting", "roles", "privacy")


def welcome(call: Call) -> Message:
    """What the bot is, how to start, that roles are assigned, and privacy in a sentence."""
    say = call.kit.say
    fields = tuple(
        Field(name=say(f"welcome.{part}"), value=say(f"welcome.{part}_text")) for part in _WELCOME
    )
    return Message(
        kind=MessageKind.HELP,
        to=to_person(call.person.id),
        title=say("welcome.title"),
        text=say("welcome.text"),
        fields=fields,
        buttons=(
            Button(label="Start", command="/debate start"),
            Button(label="Help", command="/debate help"),
        ),
    )


def listing(call: Call, talkers: list[Talker], asked: list[tuple[Talker, Appealed]]) -> Message:
    """The open rounds of a classroom, newest first; then appeals, each with its round's talker."""
    say = call.kit.say
    rows = tuple(_row(talker) for talker in talkers)
    ids = [talker.debate.id for talker in talkers[:MOST_CANCELS]]
    return Message(
        kind=MessageKind.STATUS,
        to=to_person(call.person.id),
        private=True,
        title=say("class.title"),
        text=say("class.text", count=len(rows)),
        table=Table(headings=tuple(say(f"list.{name}") for name in _COLUMNS), rows=rows)
        if rows
        else None,
        fields=_appeals(call, asked),
        buttons=tuple(Button(label=f"Cancel {i}", command=f"/class cancel round:{i}") for i in ids),
    )


def _appeals(call: Call, asked: list[tuple[Talker, Appealed]]) -> tuple[Field, ...]:
    """Who asked for a second look at which ballot, how long ago, and how to read them."""
    if not asked:
        return ()
    lines = [
        call.kit.say(
            "class.appeal",
            name=talker.name(appeal.person),
            title=talker.topic.title,
            id=appeal.round,
            time=span(talker, max(0, call.now - appeal.at) // 1000),
        )
        + (f"\n{talker.say('class.appeal_reason', reason=appeal.reason)}" if appeal.reason else "")
        for talker, appeal in asked
    ]
    text = "\n".join((*lines, call.kit.say("class.appeals_text")))
    return (Field(name=call.kit.say("class.appeals"), value=text),)


def _row(talker: Talker) -> tuple[str, ...]:
    debate = talker.debate
    who = [talker.name(seat.person) for seat in debate.people]
    slots = [talker.name(None if o.bot else debate.seat(o.seat).person) for o in debate.open]
    status = talker.say(f"status.{debate.status.value}")
    title, form = talker.topic.title, debate.terms.format
    return debate.id, title, form, ", ".join(who), ", ".join(slots) or "–", status


def cancelled(talker: Talker, person: Person) -> Message:
    """The round is ended, to the instructor who ended it."""
    text = talker.say("class.cancelled", title=talker.topic.title, id=talker.debate.id)
    message = talker.to_one(MessageKind.CONFIRMATION, person.id, text)
    return replace(message, buttons=(talker.button("Undo", "undo"),))


def appointed(call: Call, whom: Person, *, named: bool) -> list[Message]:
    """Somebody is an instructor now, to who made them one and to them. `named`: by their name the
    same can be taken back.
    """
    mine = _confirmed(call, call.kit.say("class.appointed", name=whom.name))
    told = _told(whom, call.kit.say("class.you_are_appointed", name=call.person.name))
    return [_undoable(mine, "dismiss", whom) if named else mine, told]


def dismissed(call: Call, whom: Person, *, named: bool) -> list[Message]:
    """Somebody is no instructor any more, to who saw to that and to them. Who did that to
    themselves has no way back.
    """
    if whom.id == call.person.id:
        return [_confirmed(call, call.kit.say("class.resigned"))]
    mine = _confirmed(call, call.kit.say("class.dismissed", name=whom.name))
    told = _told(whom, call.kit.say("class.you_are_dismissed", name=call.person.name))
    return [_undoable(mine, "appoint", whom) if named else mine, told]


def _confirmed(call: Call, text: str) -> Message:
    to = to_person(call.person.id)
    return Message(kind=MessageKind.CONFIRMATION, to=to, text=text, private=True)


def _told(whom: Person, text: str) -> Message:
    return Message(kind=MessageKind.NOTICE, to=to_person(whom.id), text=text, private=True)


def _undoable(message: Message, command: str, whom: Person) -> Message:
    """With a button that takes it back; a name that cannot be typed has none."""
    if '"' in whom.name:
        return message
    back = Button(label="Undo", command=f'/class {command} with:"{whom.name}"')
    return replace(message, buttons=(back,))
