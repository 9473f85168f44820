"""The word to whoever invites the bot: once, in private, with what to do next."""

import pytest

from tests.platforms.discord.hall import Hall, with_button
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import BY_INVITE, Room, Server
from tests.standins.discord.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

THANKS = "Thank you for inviting me to "
WELCOME = "Welcome to debating"


async def invited(hall: Hall) -> tuple[Server, Room, Person, Seen]:
    """A server into which somebody who is not its owner brought the bot, and what they read."""
    server = hall.discord.server("Class 9b", "Olga", bot=False)
    room = server.channel("general")
    ina = server.member("Ina")
    ina.manages = True
    server.adds_bot(by=ina, may=(*BY_INVITE, "VIEW_AUDIT_LOG"))
    greeting = await hall.discord.until(
        lambda: next((m for m in ina.direct if THANKS in m.text), None), of="the greeting"
    )
    assert greeting is not None
    return server, room, ina, greeting


async def test_who_brings_the_bot_is_greeted_in_private_once(hall: Hall) -> None:
    server, room, ina, greeting = await invited(hall)
    assert greeting.buttons == ["Try a round", "Post the welcome"]
    assert room.messages == []
    assert server.owner.direct == []
    server.kicks_bot()
    server.adds_bot(by=ina, may=(*BY_INVITE, "VIEW_AUDIT_LOG"))
    # Whoever brings it to another server after that is greeted after it, if it were twice.
    await invited(hall)
    assert [m for m in ina.direct if THANKS in m.text] == [greeting]


async def test_without_the_servers_log_its_owner_is_greeted(hall: Hall) -> None:
    school = hall.school("Ana")
    owner = school.server.owner
    await school.until(lambda: [m for m in owner.direct if THANKS in m.text], "the greeting")
    assert school.room.messages == []


async def test_a_round_can_be_tried_there_and_then(hall: Hall) -> None:
    _, room, ina, greeting = await invited(hall)
    answer = await ina.presses(greeting, "Try a round")
    assert not answer.failed
    await hall.discord.until(lambda: with_button(ina, ina.dm, "OK"), of="a card")
    assert room.threads == []


async def test_the_welcome_is_posted_where_the_class_reads(hall: Hall) -> None:
    server, room, ina, greeting = await invited(hall)
    answer = await ina.presses(greeting, "Post the welcome")
    assert "The welcome is posted" in answer.text
    found = await hall.discord.until_message(room, WELCOME)
    assert found.buttons == ["Start", "Help"]
    assert found.pings == frozenset()
    ana = server.member("Ana")
    assert "How this works" in (await ana.presses(found, "Help")).text
    await ana.presses(found, "Start")
    await hall.discord.until(lambda: with_button(ana, room.threads[0], "OK") if room.threads
                             else None, of="Ana's card")  # fmt: skip


async def test_a_forged_welcome_posts_nothing_and_enrols_nobody(hall: Hall) -> None:
    school = hall.school("Mallory")
    [mallory] = school.people
    server, room, _, _ = await invited(hall)
    helped = await mallory.types(mallory.dm, "/debate help")
    assert helped.message is not None
    answer = await mallory.forges(helped.message, f"c::1:welcome {server.id}")
    assert "That is for instructors." in answer.text
    assert room.messages == []
    assert hall.bot.rows(
        "SELECT memberships.role FROM memberships JOIN accounts USING (person)"
        " WHERE accounts.external = ? AND memberships.classroom = ?",
        mallory.id, f"discord:{server.id}",
    ) == []  # fmt: skip
