"""Interactions: one answer, in three seconds, seen by whom it is for."""

import pytest

from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.rooms import Room
from tests.standins.discord.server import Discord
from tests.standins.discord.slash import Value
from tests.standins.discord.state import Interaction
from tests.standins.discord.tests.clients import Bare, running


async def waiting(discord: Discord, bare: Bare) -> tuple[Room, Interaction]:
    """A room, and an interaction there that nobody has answered."""
    await bare.register()
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    return room, ana.begins(room, "/debate flow").interaction


def callback(given: Interaction) -> str:
    return f"/interactions/{given.id}/{given.token}/callback"


def original(discord: Discord, given: Interaction) -> str:
    return f"/webhooks/{discord.bot.id}/{given.token}/messages/@original"


async def test_a_command_a_button_and_a_form_are_answered(discord: Discord, bare: Bare) -> None:
    await bare.register()
    server = discord.server("9a")
    room, ana, ben = server.channel("debates"), server.member("Ana"), server.member("Ben")
    async with running(discord):
        options: dict[str, Value] = {"format": "A duel", "loud": True, "with": ben}
        first = await ana.types(room, "/debate start", **options)
        assert (first.text, first.seconds < 1) == ("Ready.", True)
        opened = await ben.presses(first.message, "Speak")
        assert opened.modal is not None
        assert opened.modal.input("text").label == "Your speech"
        kept = await (await ben.fills(opened.modal)).settled()
        assert kept.text == "Heard: My draft"
        assert [one.text for one in ben.sees(room)] == ["Ready.", "Heard: My draft"]
        assert [one.text for one in ana.sees(room)] == ["Ready."]
        with pytest.raises(CannotDo, match="no form is open"):
            await ben.fills(opened.modal, text="twice")
        offered = await ana.completes(room, "/debate start", "topic", "ph")
        assert offered == [{"name": "Phones", "value": "phones"}]


@pytest.mark.parametrize(
    ("line", "options", "said"),
    [
        ("/debate stop", {}, "is offered no '/debate stop'"),
        ("/class list", {}, "is offered no '/class list'"),
        ("/debate start", {}, r"required and not given: \['format'\]"),
        ("/debate start", {"format": "solo"}, "offers"),
        ("/debate start", {"format": "duel", "loud": "yes"}, "does not take"),
        ("/debate start", {"format": "duel", "with": "Ben"}, "takes a person"),
        ("/debate flow", {"side": "x"}, r"no option \['side'\]"),
    ],
)
async def test_a_client_refuses_what_the_definition_does_not_allow(
    discord: Discord, bare: Bare, line: str, options: dict[str, str], said: str
) -> None:
    await bare.register()
    server = discord.server("9a")
    with pytest.raises(CannotDo, match=said):
        await server.member("Ana").types(server.channel("debates"), line, **options)


async def test_hidden_commands_are_offered_to_those_who_manage_the_server(
    discord: Discord, bare: Bare
) -> None:
    await bare.register()
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    assert ana.offered(room) == ["/debate start", "/debate flow"]
    ana.manages = True
    assert ana.offered(room) == ["/debate start", "/debate flow", "/class list"]
    assert ana.offered(ana.dm) == ["/debate start", "/debate flow"]
    ana.manages = False
    assert "/class list" not in ana.offered(room)


async def test_there_is_one_first_answer(discord: Discord, bare: Bare) -> None:
    room, given = await waiting(discord, bare)
    hello = {"type": 4, "data": {"content": "Hello"}}
    assert await bare.code("PATCH", original(discord, given), {"content": "early"}) == 10015
    assert await bare.code("POST", callback(given), hello) == 0
    assert await bare.code("POST", callback(given), hello) == 40060
    assert [one.text for one in room.messages] == ["Hello"]


async def test_an_answer_after_three_seconds_is_too_late(discord: Discord, bare: Bare) -> None:
    room, given = await waiting(discord, bare)
    given.began -= 3.1
    assert await bare.code("POST", callback(given), {"type": 5}) == 10062
    assert room.everything == []
    server = discord.server("9b")
    discord.settings.patience = 0.01
    answer = await server.member("Ben").types(server.channel("x"), "/debate flow")
    assert answer.failed


async def test_the_token_of_an_interaction_ends(discord: Discord, bare: Bare) -> None:
    _, given = await waiting(discord, bare)
    await bare.ask("POST", callback(given), {"type": 4, "data": {"content": "Hello"}})
    given.began -= 15 * 60
    assert await bare.code("PATCH", original(discord, given), {"content": "late"}) == 50027


@pytest.mark.parametrize(
    "answer",
    [
        {"type": 5, "data": {"flags": 64, "content": "Hello"}},
        {"type": 5, "data": {"flags": 4}},
        {"type": 6},
        {"type": 8, "data": {"choices": []}},
        {"type": 4, "data": {"content": "x" * 2001}},
        {"type": 9, "data": {"custom_id": "f", "title": "x" * 46, "components": []}},
    ],
)
async def test_an_answer_that_does_not_fit_is_refused(
    discord: Discord, bare: Bare, answer: dict[str, object]
) -> None:
    _, given = await waiting(discord, bare)
    assert await bare.code("POST", callback(given), answer) == 50035
    assert given.first is None
    discord.violations.clear()


async def test_a_deferred_answer_settles_when_it_is_edited(discord: Discord, bare: Bare) -> None:
    room, given = await waiting(discord, bare)
    await bare.ask("POST", callback(given), {"type": 5})
    assert [(one.loading, one.text) for one in room.messages] == [(True, "")]
    await bare.ask("PATCH", original(discord, given), {"content": "Here"})
    assert [(one.loading, one.text) for one in room.messages] == [(False, "Here")]
    assert not given.deferred


async def test_a_follow_up_fulfils_a_deferral_and_keeps_it_private(
    discord: Discord, bare: Bare
) -> None:
    room, given = await waiting(discord, bare)
    await bare.ask("POST", callback(given), {"type": 5, "data": {"flags": 64}})
    hook = f"/webhooks/{discord.bot.id}/{given.token}"
    assert await bare.code("POST", hook, {"content": "One"}) == 0
    assert await bare.code("POST", hook, {"content": "Two", "flags": 64}) == 0
    assert [(one.text, one.ephemeral) for one in room.everything] == [("One", True), ("Two", True)]
    assert await bare.code("GET", f"/channels/{room.id}/messages/{room.everything[0].id}") == 10008


async def test_a_press_can_be_forged_and_a_missing_button_cannot_be_pressed(
    discord: Discord, bare: Bare
) -> None:
    await bare.register()
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    async with running(discord):
        first = await ana.types(room, "/debate flow")
        assert first.message is not None
        with pytest.raises(CannotDo, match="no button 'Join'"):
            await ana.presses(first.message, "Join")
        assert (await ana.forges(first.message, "anything")).text == "Ready."
        stale = first.message
        ana.deletes(stale)
        with pytest.raises(CannotDo, match="the message is deleted"):
            await ana.presses(stale, "Speak")
