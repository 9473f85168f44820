"""The front door: each event once, the right round, an answer to everything that is typed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.app import front
from bot.app.front import Incoming
from bot.app.messages import MessageKind, to_person
from bot.app.ports import Tx
from bot.core.errors import Conflict
from bot.core.round import Status
from tests.app.house import CLASS, DUEL, SOLO, House, account, fields, spoken

T = TypeVar("T")

OPENING = spoken(20)


async def test_the_same_event_changes_and_says_nothing_again(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", OPENING, event="one")
    before = await home.round("Ana")
    assert (await home.type("Ana", OPENING, event="one")).all == ()
    assert await home.round("Ana") == before


@pytest.mark.parametrize("line", ["/debate status", "/debate help", "/debate flwo"])
async def test_an_answer_is_given_once(home: House, line: str) -> None:
    first = await home.type("Ana", line, event="one")
    again = await home.type("Ana", line, event="one")
    assert len(first.all) == 1
    assert again.all == ()


async def test_an_event_that_was_refused_stays_without_effect(home: House) -> None:
    refused = await home.type("Ben", "/debate join", event="early")
    assert refused.error == home.say("error.no_table")
    await home.type("Ana", DUEL)
    assert (await home.type("Ben", "/debate join", event="early")).all == ()
    assert await home.rounds("Ben") == []


async def test_two_arrivals_at_once_are_answered_once(home: House) -> None:
    """The second is waiting already while the first is refused."""
    event = Incoming(event="one", account=account("Ana"), classroom=CLASS, text="/debate begin")
    answers = await asyncio.gather(*(front.handle(home.kit, event) for _ in range(3)))
    assert sorted(len(answer) for answer in answers) == [0, 0, 1]


@pytest.mark.parametrize("line", ["/debate start side:ban", "/debate help", "/debate flwo"])
async def test_an_event_that_was_stored_before_is_acted_on_once(home: House, line: str) -> None:
    await home.kit.store.write(lambda tx: tx.inbox.arrive("one", "its payload", 1))
    event = Incoming(event="one", account=account("Ana"), classroom=CLASS, text=line, recorded=True)
    answers = await asyncio.gather(*(front.handle(home.kit, event) for _ in range(3)))
    assert len([answer for answer in answers if answer]) == (0 if "start" in line else 1)
    assert len(await home.rounds("Ana")) == (1 if "start" in line else 0)
    assert await home.kit.store.read(lambda tx: tx.inbox.unfinished()) == []


async def test_an_error_is_private_and_says_what_to_do(home: House) -> None:
    heard = await home.type("Ana", "/debate flwo")
    [message] = heard.direct
    assert message.kind is MessageKind.ERROR
    assert message.private
    assert message.to == to_person(await home.id("Ana"))
    assert message.text == home.say(
        "error.unknown_command_near", word="debate flwo", near="debate flow"
    )


class Contested:
    """The house's store, in which somebody else moves the round first, so many times."""

    def __init__(self, home: House, times: int) -> None:
        self._store, self.left = home.kit.store, times

    async def write(self, unit: Callable[[Tx], Awaitable[T]]) -> T:
        async def work(tx: Tx) -> T:
            done = await unit(tx)
            if self.left:
                self.left -= 1
                raise Conflict("moved")
            return done

        return await self._store.write(work)

    async def read(self, unit: Callable[[Tx], Awaitable[T]]) -> T:
        return await self._store.read(unit)

    async def close(self) -> None:
        """The house closes it."""


async def test_a_conflict_is_tried_again_with_one_effect(home: House) -> None:
    event = Incoming(event="one", account=account("Ana"), classroom=CLASS, text=SOLO)
    contested = replace(home.kit, store=Contested(home, front.TRIES - 1))
    assert await front.handle(contested, event) == []
    assert len(await home.rounds("Ana")) == 1
    assert len((await home.work()).of(MessageKind.CARD)) == 1


async def test_after_many_conflicts_the_event_is_new_again(home: House) -> None:
    event = Incoming(event="one", account=account("Ana"), classroom=CLASS, text=SOLO)
    with pytest.raises(Conflict):
        await front.handle(replace(home.kit, store=Contested(home, front.TRIES)), event)
    await front.handle(home.kit, event)
    assert len(await home.rounds("Ana")) == 1


async def test_steps_are_named_as_they_are_passed(home: House) -> None:
    steps: list[str] = []
    home.kit = replace(home.kit, step=steps.append)
    await home.type("Ana", SOLO, idle=True)
    assert steps == ["received", "moved", "committed"]


# ── which round ─────────────────────────────────────────────────────────────────────────────────


async def test_without_a_round_one_is_told_how_to_start(home: House) -> None:
    for line in ("/debate flow", "/debate ballot", "pass", "", "Phones are loud."):
        assert (await home.type("Ana", line)).error == home.say("error.no_round")


async def test_with_several_open_rounds_one_must_be_named(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", "/debate start side:ban")
    second, first = await home.rounds("Ana")
    ids = f"{second.id}, {first.id}"
    refused = await home.type("Ana", "/debate flow")
    assert refused.error == home.say("error.which_round", ids=ids)
    [asked] = refused.all
    state = home.say("status.running")
    assert fields(asked) == {
        f"{number}. Phones at school": f"Ana · solo · {state} · {debate.id}"
        for number, debate in enumerate((second, first), start=1)
    }
    assert [button.command for button in asked.buttons] == [
        f"/debate flow round:{debate.id}" for debate in (second, first)
    ]
    named = await home.type("Ana", f"/debate flow round:{first.id}")
    assert named.kinds == ["flow"]
    assert named.all[0].to.round == first.id
    assert (await home.type("Ana", "flow", here=second.id)).all[0].to.round == second.id


async def test_a_speech_that_may_be_for_several_rounds_is_asked_about(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", "/debate start side:ban")
    second, first = await home.rounds("Ana")
    refused = await home.type("Ana", OPENING)
    assert refused.error == home.say("error.which_round_speech", ids=f"{second.id}, {first.id}")
    assert {b.label: b.command for b in refused.all[0].buttons} == {
        "Speak 1": f"/debate speak round:{second.id}",
        "Speak 2": f"/debate speak round:{first.id}",
    }


async def test_a_named_round_wins_over_the_thread_it_is_typed_in(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", "/debate start side:ban")
    second, first = await home.rounds("Ana")
    heard = await home.type("Ana", f"/debate flow round:{first.id}", here=second.id)
    assert heard.all[0].to.round == first.id


async def test_a_round_that_is_over_is_still_shown(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    assert (await home.type("Ana", "/debate flow")).kinds == ["flow"]
    assert (await home.type("Ana", "/debate pass")).error == home.say("error.no_round")


async def test_a_ballot_is_that_of_the_latest_round_that_has_one(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    played = await home.round("Ana")
    await home.type("Ana", "/debate start side:ban")
    heard = await home.type("Ana", "/debate ballot")
    assert heard.one(MessageKind.BALLOT).to.round == played.id
    assert (await home.type("Ana", "/debate appeal")).all[0].to.round == played.id
    await home.type("Ana", "/debate rematch")
    assert (await home.round("Ana")).terms.rematch_of == played.id


async def test_an_open_round_has_no_ballot_yet(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    assert (await home.type("Ana", "/debate ballot")).error == home.say("error.no_ballot")


async def test_a_seat_that_one_left_is_meant_only_where_there_is_no_other(home: House) -> None:
    first = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", "/debate leave")
    assert (await home.type("Ana", "/debate status")).all[0].to.round == first.id
    await home.type("Ana", "/debate start side:ban")
    second = await home.round("Ana")
    assert (await home.type("Ana", "/debate status")).all[0].to.round == second.id


# ── classrooms never see each other ─────────────────────────────────────────────────────────────


async def test_a_round_of_another_classroom_is_not_found(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")
    for line in ("join", "status", "flow", "transcript", "ballot", "leave", "cancel"):
        refused = await home.type("Eve", f"/debate {line} round:{debate.id}", classroom="other")
        assert refused.error == home.say("error.no_such_round", id=debate.id)
    for typed, shown in (("Nowhere", "nowhere"), ("y" * 50, "y" * 40 + "…")):
        nowhere = await home.type("Eve", f"/debate status round:{typed}", classroom="other")
        assert nowhere.error == home.say("error.no_such_round", id=shown)


async def test_neither_tables_nor_names_of_another_classroom_are_known(home: House) -> None:
    await home.type("Ana", DUEL)
    refused = await home.type("Eve", "/debate join", classroom="other")
    assert refused.error == home.say("error.no_table")
    invited = await home.type("Eve", "/debate start with:Ana", classroom="other")
    assert invited.error == home.say("error.no_such_person", name="Ana")


async def test_in_another_classroom_ones_own_rounds_are_not_meant(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    elsewhere = await home.type("Ana", "/debate status", classroom="other")
    assert elsewhere.error == home.say("error.no_round")
    listed = await home.type("Ana", "/debate list", classroom="other")
    assert listed.texts == [home.say("list.text", count=0)]


async def test_three_open_rounds_are_counted_over_all_classrooms(home: House) -> None:
    for classroom in ("one", "two", "three"):
        await home.type("Ana", SOLO, classroom=classroom)
    refused = await home.type("Ana", SOLO)
    assert refused.error == home.say("error.too_many_rounds", most=3)


async def test_looking_leaves_a_round_as_it_is(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", OPENING)
    before = await home.round("Ana")
    lines = ("status", "brief", "hint", "flow", "transcript", "list", "help")
    for line in lines:
        heard = await home.type("Ana", f"/debate {line}")
        assert len(heard.direct) == 1
        assert heard.posted == ()
    assert await home.round("Ana") == before
    assert before.status is Status.RUNNING
