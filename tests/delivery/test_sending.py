"""The outbox to Discord: order within a round, none that holds up another, nothing lost."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.app.messages import Message, MessageKind
from bot.app.ports import Place, Tx
from bot.core.errors import Fault
from bot.delivery import sending
from bot.delivery.refusals import Gone, Refused, Trouble
from bot.delivery.whereabouts import Target
from tests.platforms.discord.desk import ANA, BEN, DUEL, ME, ROOM, THREAD, Desk, private, public


async def begun(at: Desk) -> str:
    """A duel in its thread, of which everything was said."""
    round_id = await at.begun(DUEL)
    await at.put(round_id, THREAD)
    return round_id


async def test_messages_of_a_round_arrive_in_order_and_are_struck_off(at: Desk) -> None:
    round_id = await begun(at)
    texts = [f"Number {number}" for number in range(30)]
    await at.posts(*(public(round_id, text) for text in texts))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.written == [("600", text) for text in texts]
    assert len(set(at.rest.nonces)) == 30
    assert max(map(len, at.rest.nonces)) <= 25


async def test_trouble_in_one_channel_holds_no_other_round_up(at: Desk) -> None:
    round_id = await begun(at)
    at.rest.refuses["600"] = Trouble("503")
    await at.posts(public(round_id, "Stuck"))
    await at.types(BEN, DUEL, replace(ROOM, channel="700"))
    async with at.sending():
        await at.until(lambda: "700" in [channel for channel, _ in at.rest.written])
        assert "600" not in [channel for channel, _ in at.rest.written]
        at.rest.refuses.clear()
        await at.until(lambda: ("600", "Stuck") in at.rest.written)
        await at.until(lambda: not at.left())


async def test_what_discord_never_takes_is_kept_and_the_next_goes_out(at: Desk) -> None:
    round_id = await begun(at)
    at.rest.refuses[f"dm{ANA}"] = Refused("50035")
    await at.posts(private(await at.person(ANA), round_id, "No"), public(round_id, "Yes"))
    async with at.sending():
        await at.until(lambda: at.left() == {"held": 1})
    assert at.rest.written == [("600", "Yes")]


async def test_who_takes_no_direct_messages_is_told_once_until_they_looked(at: Desk) -> None:
    round_id, person = await begun(at), await at.person(ANA)
    at.rest.refuses[f"dm{ANA}"] = Gone(50007)
    async with at.sending():
        await at.posts(private(person, round_id, "One"), private(person, round_id, "Two"))
        await at.until(lambda: at.left() == {"held": 2})
        assert [channel for channel, _ in at.rest.written] == ["600"]
        at.sender.asked_for(ANA)
        await at.posts(private(person, round_id, "Three"))
        await at.until(lambda: at.left() == {"held": 3})
        assert [channel for channel, _ in at.rest.written] == ["600", "600"]


async def test_what_was_kept_comes_before_what_is_said_after_the_move(at: Desk) -> None:
    round_id = await begun(at)
    await at.put(round_id)
    await at.posts(public(round_id, "One"), public(round_id, "Two"))
    async with at.sending():
        await at.until(lambda: at.left() == {"held": 2})
    await at.put(round_id, THREAD)
    here = public(round_id, "Here now", MessageKind.NOTICE)
    await at.posts(here, public(round_id, "Three"))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert [text for _, text in at.rest.written] == ["Here now", "One", "Two", "Three"]


async def test_what_waited_for_a_person_is_tried_again_where_their_round_is_reached(
    at: Desk,
) -> None:
    round_id = await begun(at)
    at.rest.refuses[f"dm{ANA}"] = Gone(50278)
    await at.posts(private(await at.person(ANA), round_id, "Your ballot"))
    async with at.sending():
        await at.until(lambda: at.left() == {"held": 1})
        at.rest.refuses.clear()
        await at.posts(public(round_id, "Here now", MessageKind.NOTICE))
        await at.until(lambda: not at.left())
    assert (f"dm{ANA}", "Your ballot") in at.rest.written


async def test_word_that_a_place_is_gone_is_no_news_in_another(at: Desk) -> None:
    round_id = await begun(at)
    await at.put(round_id)
    await at.posts(public(round_id, at.kit.say("notice.place_gone"), MessageKind.NOTICE))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.written == []


async def test_of_several_edits_that_wait_only_the_last_is_made(at: Desk) -> None:
    round_id = await begun(at)
    lobby = replace(public(round_id, "Two", MessageKind.LOBBY), replaces=True)
    await at.posts(lobby, lobby, lobby)
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.edited == ["600"]


async def test_what_a_crash_left_half_sent_is_not_sent_again_if_it_is_there(at: Desk) -> None:
    round_id = await begun(at)
    await at.posts(public(round_id, "There"), public(round_id, "Lost"))
    await at.kit.store.write(lambda tx: tx.outbox.take("discord", 9))
    at.rest.there["600"] = [{
        "id": "1", "author": {"id": ME}, "timestamp": "2099-01-01T00:00:00+00:00",
        "content": "", "embeds": [{"description": "There"}],
    }]  # fmt: skip
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.written == [("600", "Lost")]


async def test_a_lobby_that_a_crash_left_half_sent_stays_the_only_one(at: Desk) -> None:
    """Its thread was not noted, and somebody joins before we look."""
    round_id = await at.begun(DUEL)
    lobby = replace(public(round_id, "One", MessageKind.LOBBY), replaces=True)
    await at.posts(lobby)
    await at.kit.store.write(lambda tx: tx.outbox.take("discord", 9))
    at.rest.there["500"] = [{
        "id": "600", "author": {"id": ME}, "timestamp": "2099-01-01T00:00:00+00:00",
        "content": "One",
    }]  # fmt: skip
    await at.posts(replace(lobby, text="Two"))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert (at.rest.written, at.rest.edited) == ([], ["600"])
    assert await at.places(round_id) == [THREAD]


async def test_a_mistake_of_ours_at_a_message_is_tried_again_and_holds_nothing_back(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "FIRST_PAUSE", 0.01)
    round_id = await begun(at)
    found, failures = at.whereabouts.targets, iter([Fault("database is locked")])

    async def targets(message: Message) -> list[Target]:
        for failure in failures:
            raise failure
        return await found(message)

    monkeypatch.setattr(at.whereabouts, "targets", targets)
    await at.posts(public(round_id, "It is your slot."))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.written == [("600", "It is your slot.")]


async def test_what_was_erased_while_it_waited_is_not_said(at: Desk) -> None:
    await at.types(ANA, DUEL)
    [round_id] = await at.kit.store.read(lambda tx: tx.places.rounds_in("discord", "500"))
    await at.types(BEN, "/debate join")
    await at.emptied()
    await at.put(round_id, THREAD)
    ana = await at.person(ANA)
    at.rest.refuses["600"] = Trouble("503")
    hers = replace(public(round_id, "Words of mine and nobody else's"), owner=ana)
    await at.posts(hers, public(round_id, "Somebody left."))
    async with at.sending():
        await at.until(lambda: at.left() == {"sending": 2})
        await at.kit.store.write(lambda tx: tx.privacy.erase(ana))
        at.rest.refuses.clear()
        await at.until(lambda: not at.left())
    assert at.rest.written == [("600", "Somebody left.")]


async def test_a_thread_lives_on_without_its_first_message(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deleted(channel: str, message: str, payload: object) -> None:
        raise Gone(10008)

    monkeypatch.setattr(at.rest, "edit", deleted)
    round_id = await begun(at)
    await at.posts(replace(public(round_id, "Begun", MessageKind.LOBBY), replaces=True))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.written == [("600", "Begun")]
    assert await at.places(round_id) == [THREAD]


async def test_in_direct_messages_a_round_notifies_by_its_calls_alone(at: Desk) -> None:
    round_id = await begun(at)
    await at.put(round_id, Place(platform="discord", channel=f"@{ANA}"))
    ana = await at.person(ANA)
    call = replace(private(ana, round_id, "Your slot"), kind=MessageKind.PROMPT, private=False)
    await at.posts(public(round_id, "A speech"), call, private(ana, round_id, "Your ballot"))
    async with at.sending():
        await at.until(lambda: not at.left())
    assert [text for _, text in at.rest.written] == ["A speech", "Your slot", "Your ballot"]
    assert at.rest.silent == [True, False, True]


async def test_it_begins_once_the_store_can_be_read(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AFTER_FAULT", 0.01)
    round_id = await begun(at)
    await at.posts(public(round_id, "Left half-sent"))
    await at.kit.store.write(lambda tx: tx.outbox.take("discord", 9))
    read, failures = at.kit.store.read, iter([Fault("disk I/O error")])

    async def reading(work: Callable[[Tx], Awaitable[object]]) -> object:
        for failure in failures:
            raise failure
        return await read(work)

    monkeypatch.setattr(at.kit.store, "read", reading)
    async with at.sending():
        await at.until(lambda: not at.left())
    assert at.rest.written == [("600", "Left half-sent")]
