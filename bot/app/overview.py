"""Help in one screen: what a round is, what one can type, roles and privacy in two sentences."""

from bot.app.kit import Call
from bot.app.messages import Button, Field, Message, MessageKind, to_person

_SHOWN = ("starting", "speaking", "looking", "ending", "yours", "roles")


async def overview(call: Call) -> list[Message]:
    """`/debate help`."""
    fields = tuple(
        Field(name=call.kit.say(f"help.{part}"), value=call.kit.say(f"help.{part}_text"))
        for part in _SHOWN
    )
    return [
        Message(
            kind=MessageKind.HELP,
            to=to_person(call.person.id),
            private=True,
            title=call.kit.say("help.title"),
            text=call.kit.say("help.text"),
            fields=fields,
            buttons=(Button(label="Try a round", command="/debate start"),),
        )
    ]
