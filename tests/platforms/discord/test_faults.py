"""Discord answers with errors, loses its answers, is slow, or hangs: nothing is lost or doubled."""

import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.platforms.discord.scenes import Class, lesson, speeches
from tests.platforms.discord.serving import prompts
from tests.platforms.discord.survival import game
from tests.platforms.forking import Parent
from tests.platforms.lives import PATIENCE, finished, undisturbed
from tests.platforms.program import locked
from tests.platforms.short import ANSWER, DRILL
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen
from tests.standins.discord.server import Discord

POST, THREADS = r"/channels/\d+/messages$", r"/channels/\d+/threads$"
FROM_MESSAGE, EDIT = r"/messages/\d+/threads$", r"/channels/\d+/messages/\d+$"
MEMBER, ANSWERED = r"/thread-members/", r"/callback$"

Fault = Callable[[Discord], object]
FAULTS: dict[str, tuple[str, Fault]] = {
    "a posted message's answer is lost": ("drill", lambda d: d.loses("POST", POST, 2)),
    "a private thread's answer is lost": ("drill", lambda d: d.loses("POST", THREADS)),
    "the answer to putting somebody into it is lost": ("drill", lambda d: d.loses("PUT", MEMBER)),
    "the answer to a first answer is lost": ("drill", lambda d: d.loses("POST", ANSWERED, 2)),
    "first answers are refused with 503": ("drill", lambda d: d.fails("POST", ANSWERED, 503, 2)),
    "posting is answered with 500": ("drill", lambda d: d.fails("POST", POST, 500)),
    "posting is answered with 503": ("drill", lambda d: d.fails("POST", POST, 503)),
    "threads are answered with 502": ("drill", lambda d: d.fails("POST", THREADS, 502)),
    "posting is too fast for its route": ("drill", lambda d: d.slows("POST", POST, 0.3, 2)),
    "everything is too fast": (
        "drill", lambda d: d.slows("POST", POST, 0.3, everywhere=True),
    ),
    "a thread's answer is lost": ("duel", lambda d: d.loses("POST", FROM_MESSAGE)),
    "a thread is answered with 503": ("duel", lambda d: d.fails("POST", FROM_MESSAGE, 503)),
    "a lobby's answer is lost": ("duel", lambda d: d.loses("POST", POST)),
    "an edit's answer is lost": ("duel", lambda d: d.loses("PATCH", EDIT)),
    "an edit is answered with 504": ("duel", lambda d: d.fails("PATCH", EDIT, 504)),
}  # fmt: skip


@pytest.fixture
async def there(parent: Parent, short: Path, tmp_path: Path) -> AsyncIterator[Class]:
    async with lesson(parent, tmp_path, short) as there:
        await there.bot.start()
        yield there


@pytest.mark.parametrize("name", FAULTS)
async def test_a_round_shows_in_the_end_what_it_would_have_shown_though(
    parent: Parent, short: Path, tmp_path: Path, name: str
) -> None:
    form, fault = FAULTS[name]
    expected = await undisturbed(game, form, parent, short, tmp_path)
    async with game(form, parent, short, tmp_path) as round_:
        await round_.bot.start()
        fault(round_.there.discord)
        assert await finished(round_) == expected


async def test_a_channel_that_hangs_holds_no_other_round_up_and_keeps_its_order(
    there: Class,
) -> None:
    hung = there.discord.holds("POST", POST)
    first = await there.drill()
    await there.until(lambda: hung.met, "the request that hangs")
    second = await there.drill(there.ben, there.server.channel("others"))
    await second.spoken()
    await second.over()
    assert not first.thread.messages
    hung.release()
    await first.spoken()
    await first.over()
    assert len(speeches(first.thread)) == 2


async def test_limits_of_a_channel_are_kept_and_everything_arrives(there: Class) -> None:
    there.discord.limits_rates()
    await (round_ := await there.drill()).spoken()
    await round_.over()
    assert 429 not in [asked.status for asked in there.discord.requests]


async def test_who_presses_is_answered_though_the_first_try_fails(there: Class) -> None:
    round_ = await there.drill()
    await there.until(lambda: round_.threads, "the thread")
    call = await there.called(there.ana, round_.thread)
    there.discord.fails("POST", ANSWERED, 503)
    pressed = await there.ana.presses(call, "Speak")
    assert pressed.modal is not None
    there.discord.loses("POST", ANSWERED)
    filled = await there.ana.fills(pressed.modal, text=ANSWER)
    assert "is saved" in filled.text
    await round_.over()
    everything = [*round_.thread.everything, *there.ana.direct]
    assert sum("is saved" in seen.text for seen in everything) == 1


async def test_every_answer_to_what_was_written_arrives_once_though_answers_are_lost(
    there: Class,
) -> None:
    there.discord.loses("POST", POST, 2)
    await there.ana.writes_directly("/leaderboard show")
    await there.until(lambda: _answers(there), "an answer")
    await there.ana.writes_directly("/my sides")
    await there.until(lambda: len(_answers(there)) > 1, "the next answer")
    texts = [seen.text for seen in _answers(there)]
    assert len(set(texts)) == len(texts) == 2


def _answers(there: Class) -> list[Seen]:
    return [seen for seen in there.ana.direct if seen.author == there.discord.bot.name]


# ── the store is slow ────────────────────────────────────────────────────────────────────────────


async def test_who_has_to_wait_is_told_within_three_seconds_and_then_answered(
    there: Class,
) -> None:
    with locked(there.bot):
        answer = await there.ana.types(there.room, "/debate start", **DRILL)
        assert answer.seconds < 3
        assert answer.deferred
        assert answer.message is not None
        assert answer.message.ephemeral
    await answer.settled()
    assert answer.text == "Done. It goes on in the round's thread."
    assert len(answer.edits) == 1
    assert not answer.follow_ups


async def test_who_pressed_and_has_to_wait_is_answered_in_the_same_place(there: Class) -> None:
    round_ = await there.drill()
    await there.until(lambda: round_.threads, "the thread")
    pressed = await there.ana.presses(await there.called(there.ana, round_.thread), "Speak")
    with locked(there.bot):
        filled = await there.ana.fills(pressed.modal, text=ANSWER)
        assert filled.deferred
    assert "is saved" in (await filled.settled()).text
    assert not filled.follow_ups


@pytest.mark.parametrize("expired", ["the first answer", "the answer that was put off"])
async def test_an_answer_that_comes_too_late_arrives_directly(there: Class, expired: str) -> None:
    round_ = await there.drill()
    await there.until(lambda: round_.threads, "the thread")
    pressed = await there.ana.presses(await there.called(there.ana, round_.thread), "Speak")
    with locked(there.bot):
        if expired == "the first answer":
            there.discord.settings.patience = 0.5
        filled = await there.ana.fills(pressed.modal, text=ANSWER)
        assert filled.failed == (expired == "the first answer")
        there.discord.settings.token_life = 0.0
        if filled.failed:  # else it knows already that the answer is awaited
            path = f"/interactions/{filled.interaction.id}/"
            await there.until(lambda: _asked(there, path), "the answer that is too late")
    await round_.over()
    mine = [
        seen for seen in (*round_.thread.messages, *there.ana.direct) if "is saved" in seen.text
    ]
    assert len(mine) == 1
    assert speeches(round_.thread).count(ANSWER) == 1


def _asked(there: Class, path: str) -> bool:
    return any(path in asked.path for asked in there.discord.requests)


# ── SIGTERM ──────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_being_sent_is_finished_and_the_rest_goes_out_at_the_next_start(
    there: Class,
) -> None:
    held = there.discord.holds("POST", POST)
    round_ = await there.drill()
    await there.until(lambda: held.met, "the message under way")
    there.bot.send(signal.SIGTERM)
    held.release()
    assert await there.bot.ended(10) == 0
    assert len(round_.thread.messages) == 1
    assert there.bot.rows("SELECT count(*) > 0 FROM outbox") == [(1,)]
    await there.bot.start()
    await round_.spoken()
    texts = [seen.text for seen in await round_.over()]
    assert len(set(texts)) == len(texts)
    assert len(speeches(round_.thread)) == 2


async def test_it_ends_in_time_though_discord_hangs(there: Class) -> None:
    held = there.discord.holds("POST", r"/messages$|/callback$", times=9)
    asked = there.ana.begins(there.room, "/debate start", **DRILL)
    await there.until(lambda: held.met == 2, "an answer and a message that hang")
    there.discord.stalls_gateway()
    there.bot.send(signal.SIGTERM)
    assert await there.bot.ended(10) == 0
    held.release()
    there.discord.settings.patience = PATIENCE
    assert asked.failed or asked.first
    there.discord.unstalls_gateway()
    await there.bot.start()
    [thread] = await _threads(there)
    await there.until(lambda: prompts(thread, there.ana), "the call")


async def _threads(there: Class) -> list[Room]:
    await there.until(lambda: there.room.threads, "the thread")
    return there.room.threads
