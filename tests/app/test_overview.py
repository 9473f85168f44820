"""Help on one screen."""

import re

import pytest

from bot.app.commands import COMMANDS, GRAMMAR
from bot.app.messages import MessageKind, to_person
from tests.app.house import House, buttons, fields


@pytest.mark.parametrize("line", ["/debate help", "help", "/help", "/", "/debate"])
async def test_help_is_asked_for_in_many_ways(home: House, line: str) -> None:
    message = (await home.type("Ana", line)).one(MessageKind.HELP)
    assert message.private
    assert message.to == to_person(await home.id("Ana"))
    assert (message.title, message.text) == (home.say("help.title"), home.say("help.text"))
    assert buttons(message) == {"Try a round": "/debate start"}
    parts = ("starting", "speaking", "looking", "ending", "yours", "roles")
    assert fields(message) == {
        home.say(f"help.{part}"): home.say(f"help.{part}_text") for part in parts
    }


async def test_every_command_that_help_names_is_in_the_table(home: House) -> None:
    """It lists them as `/debate status · flow · brief`: the group once, then the names."""
    message = (await home.type("Ana", "/debate help")).one(MessageKind.HELP)
    named = set()
    for text in fields(message).values():
        group = "debate"
        for part in re.split(r" · |\n", text):
            slash = re.search(r"/([a-z]+) ([a-z]+)", part)
            group, name = slash.groups() if slash else (group, part.split()[0])
            named |= {f"{group} {name}"} & set(COMMANDS)
    assert named >= {path for path, row in COMMANDS.items() if not row.instructors} - {
        "debate help",
        "debate begin",
        "debate join",
        "debate done",
        "debate agree",
        "debate decline",
        "debate appeal",
        "debate rematch",
    }


async def test_every_button_that_is_shown_is_a_command_that_is_understood(home: House) -> None:
    shown = set()
    lines = ("/debate help", "/my privacy", "/my delete", "/debate list", "/my stats")
    for line in lines:
        shown |= {b.command for m in (await home.type("Ana", line)).all for b in m.buttons}
    await home.type("Ben", "/debate help")
    for name, line in (("Ana", "/debate start with:Ben"), ("Ben", "/debate join"),
                       ("Ana", "/debate begin"), ("Ana", "/debate agree"),
                       ("Ben", "/debate agree"), ("Ana", "/debate end"),
                       ("Ana", "/debate draft text: x"), ("Ana", "/debate draft"),
                       ("Ana", ""), ("Ben", "/debate agree"), ("Ben", "")):  # fmt: skip
        heard = await home.type(name, line)
        shown |= {button.command for message in heard.all for button in message.buttons}
    assert len(shown) > 15
    for command in shown:
        assert GRAMMAR.path(command.removeprefix("/").split()), command
