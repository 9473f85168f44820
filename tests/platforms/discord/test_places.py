"""A round outlives the place where it is talked about: its people are told once how to bring it
back, it goes on directly with them until then, and what could not be sent waits.
"""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.platforms.discord.scenes import (
    Class,
    Drill,
    ended,
    lesson,
    speeches,
)
from tests.platforms.discord.serving import prompts, speak
from tests.platforms.forking import Parent
from tests.platforms.short import ANSWER, DRILL, REPLY
from tests.platforms.stored import settled
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen

GONE = "/debate move"  # what people are told to type


@pytest.fixture
async def there(parent: Parent, short: Path, tmp_path: Path) -> AsyncIterator[Class]:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        yield there


def told(person: Person) -> list[str]:
    """What somebody was told directly about a place that is gone."""
    return [seen.text for seen in person.direct if GONE in seen.text]


def _locks(there: Class, thread: Room) -> None:
    thread.archive(locked=True)


def _hides(there: Class, thread: Room) -> None:
    there.room.denies("VIEW_CHANNEL", to=there.discord.bot)


def _silences(there: Class, thread: Room) -> None:
    there.room.denies("SEND_MESSAGES_IN_THREADS", "SEND_MESSAGES", to=there.discord.bot)


LOSSES: dict[str, Callable[[Class, Room], None]] = {
    "the thread is deleted": lambda _, thread: thread.delete(),
    "the channel is deleted": lambda there, _: there.room.delete(),
    "the thread is locked": _locks,
    "the bot may not look there any more": _hides,
    "the bot may not write there any more": _silences,
}


@pytest.mark.parametrize("name", LOSSES)
async def test_a_duel_goes_on_directly_and_can_be_brought_elsewhere_when(
    there: Class, name: str
) -> None:
    thread = await there.duel()
    first = await speak(there.ana, await there.called(there.ana, thread), ANSWER)
    assert "is saved" in first.text
    await there.called(there.ben, thread)
    LOSSES[name](there, thread)
    # Ben's call is gone or out of reach, but what he says directly counts.
    await there.ben.writes_directly("/debate end")
    await there.until(lambda: told(there.ana) and told(there.ben), "word of the loss")
    await there.ben.writes_directly(REPLY)
    await there.until(lambda: ended(there.ana.dm) and ended(there.ben.dm), "the ballots")
    await there.until(lambda: settled(there.bot), "end of it all")
    for person in (there.ana, there.ben):
        assert len(told(person)) == 1
        assert speeches(person.dm) == [REPLY]
    assert len(set(_texts(there.ana))) == len(_texts(there.ana))


def _texts(person: Person) -> list[str]:
    return [seen.text for seen in person.direct if seen.author != person.name]


async def test_a_duel_is_brought_to_a_new_thread_with_its_call(there: Class) -> None:
    thread = await there.duel()
    await there.called(there.ana, thread)
    thread.delete()
    await there.until(lambda: told(there.ana) and told(there.ben), "word of the loss")
    other = there.server.channel("elsewhere")
    await there.ana.types(other, "/debate move")
    await there.until(lambda: other.threads, "a new thread")
    [new] = other.threads
    await speak(there.ana, await there.called(there.ana, new), ANSWER)
    await speak(there.ben, await there.called(there.ben, new), REPLY)
    await there.until(lambda: ended(there.ana.dm) and ended(there.ben.dm), "the ballots")
    assert speeches(new) == [ANSWER, REPLY]
    assert len(told(there.ana)) == len(told(there.ben)) == 1


async def test_a_private_round_goes_on_directly_and_back_into_a_thread(there: Class) -> None:
    round_ = await there.drill()
    await there.until(lambda: round_.threads, "the thread")
    await there.called(there.ana, round_.thread)
    round_.thread.delete()
    await there.until(lambda: told(there.ana), "word of the loss")
    await there.ana.types(there.room, "/debate move")
    await there.until(lambda: there.room.threads, "a new thread")
    moved = Drill(there, there.ana, there.room, [])
    await moved.spoken()
    await moved.over()
    assert moved.thread.private
    assert speeches(moved.thread)[-1] == ANSWER
    assert len(told(there.ana)) == 1


async def test_a_thread_that_was_only_archived_is_written_into_again(there: Class) -> None:
    thread = await there.duel()
    call = await there.called(there.ana, thread)
    thread.archive()
    await speak(there.ana, call, ANSWER)
    await speak(there.ben, await there.called(there.ben, thread), REPLY)
    await there.until(lambda: ended(there.ben.dm), "the ballots")
    assert speeches(thread) == [ANSWER, REPLY]
    assert not told(there.ana)


async def test_where_no_private_thread_can_be_made_a_round_is_held_directly(there: Class) -> None:
    there.room.denies("CREATE_PRIVATE_THREADS", to=there.discord.bot)
    await there.ana.types(there.room, "/debate start", **DRILL)
    await there.until(lambda: _calls(there.ana.dm), "the call")
    await there.ana.writes_directly(ANSWER)
    await there.until(lambda: ended(there.ana.dm), "the ballot")
    assert speeches(there.ana.dm)[-1] == ANSWER
    assert not there.room.threads


def _calls(room: Room) -> list[Seen]:
    """Calls to speak, whoever they are for."""
    return [seen for seen in room.messages if "Speak" in seen.buttons]


async def test_a_bot_that_was_thrown_out_and_invited_again_brings_everything(
    there: Class,
) -> None:
    thread = await there.duel()
    await there.called(there.ana, thread)
    held = there.discord.holds("POST", r"/messages$")
    await speak(there.ana, prompts(thread, there.ana)[0], ANSWER)
    await there.until(lambda: held.met, "the speech on its way")
    there.server.kicks_bot()
    held.release()
    await there.until(lambda: _kept(there), "what nobody can be told")
    there.server.adds_bot()
    other = there.server.channel("elsewhere")
    await there.ana.types(other, "/debate move")
    await there.until(lambda: other.threads, "a new thread")
    [new] = other.threads
    await speak(there.ben, await there.called(there.ben, new), REPLY)
    await there.until(lambda: ended(there.ana.dm) and ended(there.ben.dm), "the ballots")
    await there.until(lambda: settled(there.bot), "end of it all")
    assert speeches(new) == [ANSWER, REPLY]
    shown = [seen.text for seen in new.messages]
    assert next(n for n, text in enumerate(shown) if ANSWER in text) < next(
        n for n, seen in enumerate(new.messages) if "Speak" in seen.buttons
    )
    assert not [text for text in shown if GONE in text]
    assert not _kept(there)


def _kept(there: Class) -> bool:
    return there.bot.rows("SELECT count(*) FROM outbox WHERE state = 'held'") != [(0,)]


async def test_a_server_that_is_away_for_a_while_is_no_loss(there: Class) -> None:
    thread = await there.duel()
    await there.called(there.ana, thread)
    there.server.goes_away()
    there.server.comes_back()
    await speak(there.ana, prompts(thread, there.ana)[0], ANSWER)
    await speak(there.ben, await there.called(there.ben, thread), REPLY)
    await there.until(lambda: ended(there.ben.dm), "the ballots")
    assert not [seen for seen in there.server.owner.direct if seen.buttons]  # no second greeting


async def test_who_left_the_server_holds_nobody_up(there: Class) -> None:
    thread = await there.duel()
    await there.called(there.ana, thread)
    there.server.left_by(there.ben)
    await speak(there.ana, prompts(thread, there.ana)[0], ANSWER)
    await there.until(lambda: len(_calls(thread)) == 2, "the next call")
    assert not _calls(thread)[1].pings
    await there.ana.types(thread, "/debate concede")
    await there.until(lambda: ended(there.ana.dm), "the ballot")


async def test_private_things_wait_behind_show_where_direct_messages_are_closed(
    there: Class,
) -> None:
    thread = await there.duel()
    there.ben.closed = True
    await speak(there.ana, await there.called(there.ana, thread), ANSWER)
    await speak(there.ben, await there.called(there.ben, thread), REPLY)
    await there.until(lambda: [m for m in thread.messages if "Show" in m.buttons], "the note")
    await there.until(lambda: settled(there.bot), "end of it all")
    [note] = [seen for seen in thread.messages if "Show" in seen.buttons]
    assert note.pings == {"Ben"}
    assert "Nothing waits" in (await there.ana.presses(note, "Show")).text
    assert _kept(there)
    shown = await there.ben.presses(note, "Show")
    assert shown.message is not None
    assert shown.message.ephemeral
    everything = [shown.text, *(seen.text for seen in shown.follow_ups)]
    assert sum("Your ballot" in text for text in everything) == 1
    await there.until(lambda: not _kept(there), "nothing more that waits")
    assert "Nothing waits" in (await there.ben.presses(note, "Show")).text
