"""Threads are opened when something is first said in them."""

from dataclasses import replace

from bot.app.ports import Place
from bot.delivery.refusals import Gone
from tests.platforms.discord.desk import ANA, BEN, DUEL, ROOM, SOLO, Desk, public

TO_ANA, TO_BEN = (Place(platform="discord", channel=f"@{user}") for user in (ANA, BEN))


async def test_a_round_alone_gets_a_private_thread_when_it_is_first_needed(at: Desk) -> None:
    round_id = await at.begun(SOLO)
    [target] = await at.whereabouts.targets(public(round_id, "Hello."))
    assert await at.opener.channel(target, round_id) == "private500"
    assert await at.places(round_id) == [replace(ROOM, thread="private500")]


async def test_where_it_cannot_have_one_it_is_held_directly(at: Desk) -> None:
    round_id = await at.begun(SOLO)
    at.rest.refuses["threads of 500"] = Gone(50013)
    [target] = await at.whereabouts.targets(public(round_id, "Hello."))
    assert await at.opener.channel(target, round_id) == f"dm{ANA}"
    assert await at.places(round_id) == [TO_ANA]


async def test_a_round_that_was_moved_meanwhile_stays_where_it_is(at: Desk) -> None:
    round_id = await at.begun(DUEL)
    elsewhere = Place(platform="discord", channel="700")
    await at.put(round_id, elsewhere)
    await at.opener.begin_thread(ROOM, round_id, "601")
    assert await at.whereabouts.lost(round_id, ROOM)
    assert await at.places(round_id) == [elsewhere]
