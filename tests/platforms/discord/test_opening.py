"""Where a message goes, by what it is, whom it is for, and which places its round has."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.messages import MessageKind
from bot.app.ports import Place
from bot.platforms.discord.opening import Target
from bot.platforms.discord.rest import Gone
from tests.platforms.discord.desk import ANA, BEN, ROOM, Desk, desk, private, public

SOLO, DUEL = "/debate start format:solo side:ban", "/debate start format:duel side:ban"
THREAD = replace(ROOM, thread="600")
TO_ANA, TO_BEN = (Place(platform="discord", channel=f"@{user}") for user in (ANA, BEN))


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as made:
        yield made


async def test_what_is_for_everybody_goes_to_each_place_of_a_round(at: Desk) -> None:
    round_id = await at.begun(DUEL)
    await at.put(round_id, THREAD, TO_BEN)
    targets = await at.opener.targets(public(round_id, "Hear, hear."))
    assert targets == [
        Target(channel="600", place=THREAD),
        Target(channel=f"@{BEN}", place=TO_BEN),
    ]


async def test_a_lobby_that_replaces_another_is_an_edit_of_the_first(at: Desk) -> None:
    round_id = await at.begun(DUEL)
    await at.put(round_id, THREAD)
    lobby = replace(public(round_id, "Now two.", MessageKind.LOBBY), replaces=True)
    assert await at.opener.targets(lobby) == [Target(channel="500", place=THREAD, edits="600")]


PRIVATE: dict[str, tuple[str, MessageKind, list[Place], list[Target]]] = {
    "a ballot is nobody else's business": (
        DUEL, MessageKind.BALLOT, [THREAD], [Target(channel=f"@{ANA}")],
    ),
    "in one's own thread a ballot is private enough": (
        SOLO, MessageKind.BALLOT, [THREAD], [Target(channel="600", place=THREAD)],
    ),
    "a call stands in the thread, with a mention": (
        DUEL, MessageKind.PROMPT, [THREAD], [Target(channel="600", place=THREAD, mention=ANA)],
    ),
    "a call in direct messages needs no mention": (
        DUEL, MessageKind.PROMPT, [TO_ANA, TO_BEN], [Target(channel=f"@{ANA}", place=TO_ANA)],
    ),
    "a call of a round without a place comes directly": (
        DUEL, MessageKind.PROMPT, [], [Target(channel=f"@{ANA}")],
    ),
    "a brief is shown by its button": (DUEL, MessageKind.BRIEF, [THREAD], []),
    "a brief comes directly where the round does": (
        DUEL, MessageKind.BRIEF, [TO_ANA], [Target(channel=f"@{ANA}", place=TO_ANA)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", PRIVATE)
async def test_what_is_for_one_person_goes_where_they_read_it(at: Desk, why: str) -> None:
    line, kind, places, expected = PRIVATE[why]
    round_id = await at.begun(line)
    await at.put(round_id, *places)
    message = replace(private(await at.person(ANA), round_id, "You."), kind=kind)
    assert await at.opener.targets(message) == expected


async def test_a_round_alone_gets_a_private_thread_when_it_is_first_needed(at: Desk) -> None:
    round_id = await at.begun(SOLO)
    [target] = await at.opener.targets(public(round_id, "Hello."))
    assert await at.opener.channel(target, round_id) == "private500"
    assert await at.places(round_id) == [replace(ROOM, thread="private500")]


async def test_where_it_cannot_have_one_it_is_held_directly(at: Desk) -> None:
    round_id = await at.begun(SOLO)
    at.rest.refuses["threads of 500"] = Gone(50013)
    [target] = await at.opener.targets(public(round_id, "Hello."))
    assert await at.opener.channel(target, round_id) == f"dm{ANA}"
    assert await at.places(round_id) == [TO_ANA]


async def test_a_lost_thread_sends_its_people_to_direct_messages_and_says_so_once(
    at: Desk,
) -> None:
    round_id = await at.begun(DUEL)
    await at.types(BEN, "/debate join")
    await at.emptied()
    await at.put(round_id, THREAD)
    assert await at.opener.lost(round_id, THREAD)
    assert await at.opener.lost(round_id, THREAD)  # heard of a second time
    assert set(await at.places(round_id)) == {TO_ANA, TO_BEN}
    told = await at.kit.store.write(lambda tx: tx.outbox.take("discord", 9))
    assert [sending.message.text for sending in told] == [at.kit.say("discord.thread_gone")]
    assert at.opener.tells_of_loss(told[0].message)


async def test_a_round_that_loses_its_last_place_has_none(at: Desk) -> None:
    round_id = await at.begun(SOLO)
    await at.put(round_id, TO_ANA)
    assert not await at.opener.lost(round_id, TO_ANA)
    assert await at.places(round_id) == []
    assert await at.opener.is_open(public(round_id, "Still."))


async def test_a_round_that_was_moved_meanwhile_stays_where_it_is(at: Desk) -> None:
    round_id = await at.begun(DUEL)
    elsewhere = Place(platform="discord", channel="700")
    await at.put(round_id, elsewhere)
    await at.opener.begin_thread(ROOM, round_id, "601")
    assert await at.opener.lost(round_id, ROOM)
    assert await at.places(round_id) == [elsewhere]
