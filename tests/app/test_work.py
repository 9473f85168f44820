"""Jobs: what happens because time passes, done once however often they are run."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.app import work
from bot.app.messages import MessageKind, to_person
from bot.app.ports import Claimed, Tx
from bot.core.errors import Conflict, Fault
from bot.core.jobs import Job, JobKind
from bot.core.round import How, Status
from tests.app.house import DUEL, House, buttons, spoken
from tests.fakes import START

T = TypeVar("T")

OPENING = spoken(20, "[ban-attention]")


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


# ── time ────────────────────────────────────────────────────────────────────────────────────────


async def test_the_prompt_says_what_to_do_how_long_and_what_to_answer(home: House) -> None:
    debate = await duel(home)
    heard = await home.type("Ana", OPENING)
    prompt = heard.one(MessageKind.PROMPT)
    assert prompt.to == to_person(await home.id("Ben"), debate)
    assert prompt.text == home.say(
        "prompt.opening", name="Ben", role="Class council", side="", words=220, time="6 minutes"
    )
    assert prompt.deadline == START + 360_000
    assert list(buttons(prompt)) == ["Speak", "Save draft", "Hint", "Flow", "Pass"]
    [field] = prompt.fields
    claims = home.kit.packs.topic("school-phones").claim_by_id
    assert field.name == home.say("prompt.to_answer", side="Ban")
    assert field.value == f"1. {claims['ban-attention'].statement}"


async def test_one_prompt_and_one_warning_for_each_slot(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    early = await home.wait(299)
    assert early.all == ()
    warned = await home.wait(1)
    assert warned.texts == [home.say("notice.warning", time=home.say("time.minutes", count=1))]
    assert warned.all[0].to.id == await home.id("Ben")
    await home.type("Ana", "/debate status")
    await home.type("Ben", "/debate draft text: x")
    rest = await home.wait(59)
    assert rest.all == ()


async def test_nobody_is_warned_of_time_that_ran_out_while_nothing_ran(home: House) -> None:
    await duel(home)
    home.clock.pass_seconds(360)
    heard = await home.work()
    assert heard.of(MessageKind.WARNING) == []
    assert heard.texts[0] == home.say("notice.missed", name="Ana", slot="opening")


async def test_a_draft_is_delivered_when_time_runs_out(home: House) -> None:
    await duel(home)
    await home.type("Ana", f"/debate draft text: {OPENING}")
    heard = await home.wait(360)
    assert heard.of(MessageKind.CONFIRMATION)[0].text == home.say("draft.delivered", slot="opening")
    assert heard.one(MessageKind.SPEECH).text == OPENING
    assert (await home.round("Ana")).delivered[0].how is How.SPOKEN
    debate = await home.round("Ana")
    marks = await home.kit.store.read(lambda tx: tx.ballots.marks_of(debate.id))
    assert [m.words for m in marks] == [21]


async def test_parts_are_delivered_when_time_runs_out(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate speak more:true text: Phones ring.")
    heard = await home.wait(360)
    assert heard.one(MessageKind.SPEECH).text == "Phones ring."


async def test_a_missed_slot_is_taken_by_the_bot_and_its_person_goes_on(home: House) -> None:
    await duel(home)
    heard = (await home.wait(360)).all
    missed = next(m for m in heard if m.kind is MessageKind.NOTICE)
    assert missed.text == home.say("notice.missed", name="Ana", slot="opening")
    said = next(m for m in heard if m.kind is MessageKind.SPEECH)
    assert said.title == home.say(
        "speech.title_stand_in", role="Head teacher", missing="Ana", slot="opening"
    )
    assert said.owner is None
    await home.type("Ben", spoken(20))
    assert (await home.round("Ana")).delivered[0].how is How.STOOD_IN
    assert [who for who, _ in await home.waiting("Ana")] == ["Ana"]
    await home.type("Ana", spoken(20))
    assert (await home.round("Ana")).delivered[2].how is How.SPOKEN


async def test_the_bot_is_shown_what_was_said_and_what_these_people_have_met(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    await home.type("Ana", "/debate start side:ban level:plain")
    await home.type("Ana", OPENING)
    met, occasion = home.opponent.occasions[0], home.opponent.occasions[-1]
    assert [heard.text for heard in occasion.speeches] == [OPENING]
    assert occasion.level.value == "plain"
    assert (met.met, met.used) == (frozenset(), frozenset())
    lines = {f"line:{o.slot.number}" for o in home.opponent.occasions[:-1]}
    assert occasion.met == lines
    later = home.opponent.occasions[1]
    assert later.used == {f"line:{met.slot.number}"}


async def test_a_slot_that_ran_out_while_nothing_ran_gets_a_little_time_once(home: House) -> None:
    await duel(home)
    home.clock.pass_seconds(3600)
    await work.recover(home.kit)
    assert (await home.wait(59)).of(MessageKind.NOTICE) == []
    await work.recover(home.kit)
    missed = await home.wait(1)
    assert missed.texts[0] == home.say("notice.missed", name="Ana", slot="opening")


async def test_a_slot_in_time_gets_no_grace(home: House) -> None:
    await duel(home)
    before = await home.round("Ana")
    await work.recover(home.kit)
    assert await home.round("Ana") == before


# ── once ────────────────────────────────────────────────────────────────────────────────────────


async def claimed(home: House) -> Claimed:
    """The next job, taken by a worker that then stands still."""
    found = await work.claim(home.kit)
    assert found is not None
    return found


async def test_a_job_that_two_workers_hold_has_its_effect_once(home: House) -> None:
    """Every job of a whole round is run by one worker and again by another that was asleep."""
    await home.type("Ana", f"{DUEL} side:ban")
    home.clock.pass_seconds(300)
    kinds = set()
    for line in (*["/debate begin"], *[OPENING] * 8, ""):
        while (job := await work.claim(home.kit)) is not None:
            kinds.add(job.job.kind)
            await work.run(home.kit, job)
            first = await home.sent()
            after = await home.rounds("Ana")
            await work.run(home.kit, job)
            assert await home.sent() == (), job.job.key
            assert await home.rounds("Ana") == after, job.job.key
            assert first or job.job.kind is JobKind.READ
        await home.type("Ana", line, idle=True)
        if len(kinds) > 2 and JobKind.WARNING not in kinds:
            home.clock.pass_seconds(300)
    assert kinds == set(JobKind) - {JobKind.CLOSE, JobKind.DEADLINE}


async def test_a_job_claimed_before_a_crash_is_done_after_its_lease(home: House) -> None:
    await home.type("Ana", "/debate start side:ban", idle=True)
    job = await claimed(home)
    assert (await home.work()).all == ()
    assert await work.next_due(home.kit) == START + home.kit.habits.lease
    home.clock.pass_seconds(30)
    heard = await home.work()
    assert heard.of(MessageKind.PROMPT)
    await work.run(home.kit, job)
    assert await home.sent() == ()


async def test_after_a_restart_what_was_claimed_is_done_at_once(home: House) -> None:
    await home.type("Ana", "/debate start side:ban", idle=True)
    await claimed(home)
    await work.recover(home.kit)
    assert (await home.work()).of(MessageKind.PROMPT)


async def test_a_table_that_somebody_joins_meanwhile_is_not_closed(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.wait(24 * 3600 + 299)
    home.clock.pass_seconds(1)
    job = await claimed(home)
    assert job.job.kind is JobKind.CLOSE
    await home.type("Ben", "/debate join", idle=True)
    await work.run(home.kit, job)
    assert (await home.round("Ana")).status is Status.LOBBY
    assert (await home.wait(24 * 3600 + 300)).texts[-1] == home.say("over.cancelled")


async def test_a_deadline_that_was_moved_meanwhile_is_not_forgotten(home: House) -> None:
    await duel(home)
    await home.wait(359)
    home.clock.pass_seconds(1)
    job = await claimed(home)
    assert job.job.kind is JobKind.DEADLINE
    await home.type("Ana", "/debate extend", idle=True)
    await work.run(home.kit, job)
    assert [who for who, _ in await home.waiting("Ana")] == ["Ana"]
    heard = await home.wait(120)
    assert home.say("notice.missed", name="Ana", slot="opening") in heard.texts


async def test_a_round_that_moves_while_the_bot_thinks_is_thought_about_again(home: House) -> None:
    """Ana takes her speech back and gives another while the bot answers the first."""
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", OPENING, idle=True)
    job = await claimed(home)
    assert job.job.kind is JobKind.SPEAK
    other = spoken(15, "[ban-bullying]")
    moved: list[bool] = []

    async def move_once() -> None:
        if not moved:
            moved.append(True)
            await home.type("Ana", "/debate undo", idle=True)
            await home.type("Ana", other, idle=True)

    steps: list[str] = []
    home.kit = replace(home.kit, step=steps.append)
    original = home.kit.store.write

    async def write(unit: Callable[[Tx], Awaitable[T]]) -> T:
        await move_once()
        return await original(unit)

    slow = replace(home.kit, store=_Store(home, write))
    await work.run(slow, job)
    assert steps.count("computed:speak") == 2
    assert [h.text for h in home.opponent.occasions[-1].speeches] == [other]
    await home.work()
    assert len(await home.speeches("Ana")) == 2


class _Store:
    """The house's store with another way to write."""

    def __init__(
        self, home: House, write: Callable[[Callable[[Tx], Awaitable[T]]], Awaitable[T]]
    ) -> None:
        self._home, self._write = home, write

    async def write(self, unit: Callable[[Tx], Awaitable[T]]) -> T:
        return await self._write(unit)  # type: ignore[arg-type, return-value]  # as generic as it

    async def read(self, unit: Callable[[Tx], Awaitable[T]]) -> T:
        return await self._home.kit.store.read(unit)

    async def close(self) -> None:
        """The house closes it."""


async def test_after_many_conflicts_a_job_waits_for_its_lease_to_end(home: House) -> None:
    await home.type("Ana", "/debate start side:ban", idle=True)
    job, tries = await claimed(home), []

    async def write(unit: Callable[[Tx], Awaitable[T]]) -> T:
        tries.append(unit)
        raise Conflict("moved")

    await work.run(replace(home.kit, store=_Store(home, write)), job)
    assert len(tries) == work.TRIES
    home.clock.pass_seconds(30)
    assert (await home.work()).of(MessageKind.PROMPT)


async def test_a_job_of_a_round_that_was_deleted_ends_quietly(home: House) -> None:
    await home.type("Ana", "/debate start side:ban", idle=True)
    job = await claimed(home)
    await home.type("Ana", "/my delete sure:yes", idle=True)
    await work.run(home.kit, job)
    assert await home.sent() == ()
    assert await work.next_due(home.kit) is None


async def test_a_job_about_a_slot_must_name_one(home: House) -> None:
    await duel(home)
    debate = await home.round("Ana")
    nameless = Job(kind=JobKind.WARNING, key="warning:0", due_at=START + 300_000)
    home.clock.pass_seconds(300)
    with pytest.raises(Fault):
        await work.run(home.kit, Claimed(job=nameless, round=debate.id, attempts=1))
