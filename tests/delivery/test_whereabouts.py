"""Where a message goes, by what it is, whom it is for, and which places its round has."""

from dataclasses import replace

import pytest

from bot.app.messages import MessageKind
from bot.app.ports import Place
from bot.delivery.whereabouts import Target
from tests.platforms.discord.desk import ANA, BEN, DUEL, SOLO, THREAD, Desk, private, public

TO_ANA, TO_BEN = (Place(platform="discord", channel=f"@{user}") for user in (ANA, BEN))


async def test_what_is_for_everybody_goes_to_each_place_of_a_round(at: Desk) -> None:
    round_id = await at.begun(DUEL)
    await at.put(round_id, THREAD, TO_BEN)
    targets = await at.whereabouts.targets(public(round_id, "Hear, hear."))
    assert targets == [
        Target(channel="600", place=THREAD),
        Target(channel=f"@{BEN}", place=TO_BEN),
    ]


async def test_a_lobby_that_replaces_another_is_an_edit_of_the_first(at: Desk) -> None:
    round_id = await at.begun(DUEL)
    await at.put(round_id, THREAD)
    lobby = replace(public(round_id, "Now two.", MessageKind.LOBBY), replaces=True)
    assert await at.whereabouts.targets(lobby) == [Target(channel="500", place=THREAD, edits="600")]


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
    "a call is heard once, though the round is in a channel too": (
        DUEL, MessageKind.PROMPT, [THREAD, TO_ANA], [Target(channel=f"@{ANA}", place=TO_ANA)],
    ),
    "somebody else's direct messages are no place to call": (
        DUEL, MessageKind.PROMPT, [THREAD, TO_BEN],
        [Target(channel="600", place=THREAD, mention=ANA)],
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
    assert await at.whereabouts.targets(message) == expected


async def test_a_lost_thread_sends_its_people_to_direct_messages_and_says_so_once(
    at: Desk,
) -> None:
    round_id = await at.begun(DUEL)
    await at.types(BEN, "/debate join")
    await at.emptied()
    await at.put(round_id, THREAD)
    assert await at.whereabouts.lost(round_id, THREAD)
    assert await at.whereabouts.lost(round_id, THREAD)  # heard of a second time
    assert set(await at.places(round_id)) == {TO_ANA, TO_BEN}
    told = await at.kit.store.write(lambda tx: tx.outbox.take("discord", 9))
    assert [sending.message.text for sending in told] == [at.kit.say("notice.place_gone")]
    assert at.whereabouts.tells_of_loss(told[0].message)


async def test_a_round_that_loses_its_last_place_has_none(at: Desk) -> None:
    round_id = await at.begun(SOLO)
    await at.put(round_id, TO_ANA)
    assert not await at.whereabouts.lost(round_id, TO_ANA)
    assert await at.places(round_id) == []
    assert await at.whereabouts.is_open(public(round_id, "Still."))
