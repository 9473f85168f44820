"""What instructors may do in their classroom, and nobody else."""

import pytest

from bot.app.messages import MessageKind, to_person
from bot.core.round import Status
from tests.app.house import DUEL, SOLO, House, buttons, fields, spoken, to_all

IDA = "Ida"


@pytest.fixture(autouse=True)
def ida(home: House) -> None:
    """Ida is an instructor."""
    home.instructors.add(IDA)


@pytest.mark.parametrize(
    "line",
    ["list", "cancel", "move", "welcome", "cancel round:nowhere", "appoint", "dismiss with:Ida"],
)
async def test_students_are_told_that_it_is_for_instructors(home: House, line: str) -> None:
    """And nothing of which rounds there are."""
    await home.type("Ana", DUEL)
    await home.type("Ben", DUEL)
    refused = await home.type("Ana", f"/class {line}")
    assert refused.error == home.say("error.instructors")


async def test_who_is_no_instructor_any_more_may_not_either(home: House) -> None:
    assert (await home.type(IDA, "/class list")).kinds == ["status"]
    home.instructors.clear()
    assert (await home.type(IDA, "/class list")).error == home.say("error.instructors")


async def test_the_list_shows_every_open_round_and_whose_slot_it_is(home: House) -> None:
    nothing = (await home.type(IDA, "/class list")).one(MessageKind.STATUS)
    assert (nothing.text, nothing.table) == (home.say("class.text", count=0), None)
    duel = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Cleo", DUEL)
    table = await home.round("Cleo")
    await home.type("Dora", "/debate start side:ban", classroom="other")
    listed = (await home.type(IDA, "/class list")).one(MessageKind.STATUS)
    assert listed.private
    assert listed.text == home.say("class.text", count=2)
    title = home.kit.packs.topic("school-phones").title
    assert listed.table is not None
    assert listed.table.headings == ("Round", "Topic", "Format", "Who", "Speaking now", "Status")
    assert sorted(listed.table.rows) == sorted(
        [
            (table.id, title, "duel", "Cleo", "–", home.say("status.lobby")),
            (duel.id, title, "duel", "Ana, Ben", "Ana", home.say("status.running")),
        ]
    )
    assert sorted(b.command for b in listed.buttons) == sorted(
        f"/class cancel round:{debate.id}" for debate in (duel, table)
    )


async def test_five_of_many_rounds_have_a_button(home: House) -> None:
    for name in ("Ana", "Ben"):
        for _ in range(3):
            await home.type(name, SOLO)
    listed = (await home.type(IDA, "/class list")).one(MessageKind.STATUS)
    assert listed.table is not None
    assert (len(listed.table.rows), len(listed.buttons)) == (6, 5)


async def test_a_round_that_an_instructor_ends_has_no_ballots_and_everybody_is_told(
    home: House,
) -> None:
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", spoken(20))
    heard = await home.type(IDA, "/class cancel")
    mine, theirs = heard.all
    title = home.kit.packs.topic("school-phones").title
    assert mine.to == to_person(await home.id(IDA), debate.id)
    assert mine.text == home.say("class.cancelled", title=title, id=debate.id)
    assert buttons(mine) == {"Undo": "/debate undo"}
    assert (theirs.text, to_all(theirs)) == (home.say("over.by_instructor"), True)
    assert (await home.round("Ana")).status is Status.CANCELLED
    assert await home.kit.store.read(lambda tx: tx.ballots.of_round(debate.id)) == []


async def test_what_an_instructor_ended_is_taken_back(home: House) -> None:
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    for _ in range(3):
        await home.type(IDA, SOLO)  # as many as one may have: this one is not theirs
    await home.type(IDA, f"/class cancel round:{debate.id}")
    await home.type(IDA, f"/debate undo round:{debate.id}")
    assert (await home.round("Ana")).status is Status.RUNNING


async def test_with_several_rounds_open_one_must_be_named(home: House) -> None:
    assert (await home.type(IDA, "/class cancel")).error == home.say("error.no_class_round")
    first = await home.seat("Ana", "Ben")
    second = await home.seat("Cleo", "Dora")
    refused = await home.type(IDA, "/class cancel")
    error = {home.say("error.which_class_round", ids=f"{a.id}, {b.id}")
             for a, b in ((first, second), (second, first))}  # fmt: skip
    assert refused.error in error
    await home.type(IDA, f"/class cancel round:{first.id}")
    assert (await home.round("Ana")).status is Status.CANCELLED
    assert (await home.round("Cleo")).status is not Status.CANCELLED


async def test_rounds_of_another_class_are_not_theirs_to_end(home: House) -> None:
    await home.type("Ana", DUEL, classroom="other")
    debate = await home.round("Ana")
    refused = await home.type(IDA, f"/class cancel round:{debate.id}")
    assert refused.error == home.say("error.no_such_round", id=debate.id)


async def test_a_round_that_is_over_is_not_ended_again(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    debate = await home.round("Ana")
    refused = await home.type(IDA, f"/class cancel round:{debate.id}")
    assert refused.error == home.say("error.illegal.done")


async def test_the_welcome_is_for_all_to_see(home: House) -> None:
    message = (await home.type(IDA, "/class welcome")).one(MessageKind.HELP)
    assert not message.private
    assert (message.title, message.text) == (home.say("welcome.title"), home.say("welcome.text"))
    assert fields(message) == {
        home.say(f"welcome.{part}"): home.say(f"welcome.{part}_text")
        for part in ("starting", "roles", "privacy")
    }
    assert buttons(message) == {"Start": "/debate start", "Help": "/debate help"}
