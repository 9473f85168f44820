"""What is said of an appeal: to who made it, to the host of the round, to the instructors. The
reason is for the instructors' eyes; classmates do not learn whose appeal it is.
"""

from dataclasses import replace

from bot.app.messages import Field, Message, MessageKind
from bot.app.ports import Person
from bot.app.say.talk import Talker


def recorded(talker: Talker, person: Person) -> Message:
    """The appeal is recorded."""
    return talker.to_one(MessageKind.CONFIRMATION, person.id, talker.say("appeal.recorded"))


def recorded_again(talker: Talker, person: Person) -> Message:
    """One was recorded before; what they add is kept with it."""
    return talker.to_one(MessageKind.CONFIRMATION, person.id, talker.say("appeal.again"))


def to_host(talker: Talker) -> Message:
    """Somebody in the round asks for a second look."""
    debate = talker.debate
    text = talker.say("appeal.to_host", title=talker.topic.title, id=debate.id)
    return talker.to_one(MessageKind.NOTICE, debate.host, text)


def to_instructor(talker: Talker, instructor: str, person: Person, reason: str) -> Message:
    """Who asks for a second look, and why."""
    text = talker.say(
        "appeal.to_instructor", name=person.name, title=talker.topic.title, id=talker.debate.id
    )
    why = talker.kit.seemly(reason) if reason else talker.say("appeal.no_reason")
    return replace(
        talker.to_one(MessageKind.NOTICE, instructor, text),
        fields=(Field(name=talker.say("appeal.reason"), value=why),),
        buttons=(talker.button("Flow", "flow"),),
        owner=person.id,
    )
