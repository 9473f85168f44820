"""The lobby message always shows the table as it is: a platform that can edit keeps one of it."""

import pytest

from bot.app.messages import Message, MessageKind
from bot.core.round import Status
from tests.app.house import DUEL, SOLO, House, buttons, fields

MOTION = "This school should ban phones from the first bell to the last."


def here(home: House, message: Message) -> str:
    """Who has come, as the message says."""
    assert message.replaces
    return fields(message)[home.say("lobby.here")]


async def test_everybody_who_comes_or_goes_changes_the_table_and_nothing_else_is_said(
    home: House,
) -> None:
    opened = (await home.type("Ana", DUEL)).one(MessageKind.LOBBY)
    assert here(home, opened) == "Ana"
    debate = await home.round("Ana")
    for name, line, shown in (
        ("Ben", "join", "Ana, Ben"),
        ("Ben", "leave", "Ana"),
        ("Ben", "undo", "Ana, Ben"),
        ("Ana", "leave", "Ben"),
    ):
        heard = await home.type(name, f"/debate {line} round:{debate.id}")
        lobby = heard.one(MessageKind.LOBBY)
        assert here(home, lobby) == shown
        assert list(buttons(lobby)) == ["Join", "Leave", "Begin", "Brief"]
        assert heard.kinds == (["notice", "lobby"] if line == "undo" else ["lobby"])


async def test_a_table_that_has_begun_can_be_joined_no_more(home: House) -> None:
    await home.type("Ana", f"{DUEL} side:ban")
    await home.type("Ben", "/debate join side:limit")
    heard = await home.type("Ana", "/debate begin")
    lobby = heard.one(MessageKind.LOBBY)
    assert heard.kinds[:2] == ["lobby", "seats"]
    assert lobby.text == home.say("lobby.begun", motion=MOTION)
    assert buttons(lobby) == {"Brief": "/debate brief"}
    assert here(home, lobby) == "Ana (Ban), Ben (Limit)"


async def test_taking_back_that_it_began_opens_the_table_again(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    await home.type("Ana", "/debate begin")
    heard = await home.type("Ana", "/debate undo")
    lobby = heard.one(MessageKind.LOBBY)
    assert here(home, lobby) == "Ana, Ben"
    assert "Join" in buttons(lobby)


@pytest.mark.parametrize("line", ["cancel", "leave", "undo"])
async def test_a_table_that_comes_to_nothing_is_closed(home: House, line: str) -> None:
    await home.type("Ana", DUEL)
    heard = await home.type("Ana", f"/debate {line}")
    lobby = heard.one(MessageKind.LOBBY)
    assert lobby.text == home.say("lobby.closed", motion=MOTION)
    assert (lobby.replaces, lobby.buttons, lobby.fields) == (True, (), ())
    assert heard.texts[-1] == home.say("over.cancelled")


async def test_a_cancelled_table_that_is_taken_back_is_open_again(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")
    await home.type("Ana", "/debate cancel")
    heard = await home.type("Ana", f"/debate undo round:{debate.id}")
    assert here(home, heard.one(MessageKind.LOBBY)) == "Ana"
    assert (await home.round("Ana")).status is Status.LOBBY


async def test_deleting_oneself_leaves_a_table_without_ones_name(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    heard = await home.type("Ben", "/my delete sure:true")
    assert here(home, heard.one(MessageKind.LOBBY)) == "Ana"


async def test_a_round_for_one_person_has_no_table(home: House) -> None:
    for line in (SOLO, "/debate leave", f"{SOLO} side:ban", "/debate cancel"):
        assert not (await home.type("Ana", line)).of(MessageKind.LOBBY)


async def test_the_offer_of_bots_stands_beside_the_table(home: House) -> None:
    await home.type("Ana", DUEL)
    offer = (await home.wait(300)).one(MessageKind.LOBBY)
    assert not offer.replaces
