"""An appeal is recorded, and those who can give a second look are told of it: once."""

import pytest

from bot.app.messages import MessageKind, to_person
from tests.app.house import House, buttons, fields, spoken

REASON = "My rude reason was not quoted."


@pytest.fixture
async def debate(home: House) -> str:
    """The id of a finished duel that Ana opened against Ben; Ida and Max teach."""
    home.instructors.update({"Ida", "Max"})
    for name in sorted(home.instructors):
        await home.type(name, "/debate help")
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", spoken(30))
    return debate.id


async def test_the_host_and_each_instructor_are_told_and_only_they_learn_why(
    home: House, debate: str
) -> None:
    heard = await home.type("Ben", f"/debate appeal {REASON}")
    mine, host, *instructors = heard.all
    title = home.kit.packs.topic("school-phones").title
    assert (mine.kind, mine.text) == (MessageKind.CONFIRMATION, home.say("appeal.recorded"))
    assert mine.to == to_person(await home.id("Ben"), debate)
    assert host.to == to_person(await home.id("Ana"), debate)
    assert host.text == home.say("appeal.to_host", title=title, id=debate)
    assert (host.private, host.fields, "Ben" in host.text) == (True, (), False)
    assert [m.to for m in instructors] == [
        to_person(await home.id(name), debate) for name in ("Ida", "Max")
    ]
    for message in instructors:
        assert (message.kind, message.private) == (MessageKind.NOTICE, True)
        assert message.text == home.say("appeal.to_instructor", name="Ben", title=title, id=debate)
        seemly = home.kit.seemly(REASON)
        assert seemly != REASON
        assert fields(message) == {home.say("appeal.reason"): seemly}
        assert message.owner == await home.id("Ben")
        assert buttons(message) == {"Flow": "/debate flow"}


async def test_nobody_is_told_of_their_own_appeal(home: House, debate: str) -> None:
    heard = await home.type("Ana", "/debate appeal")
    assert [message.to.id for message in heard.all] == [
        await home.id(name) for name in ("Ana", "Ida", "Max")
    ]
    assert fields(heard.all[1]) == {home.say("appeal.reason"): home.say("appeal.no_reason")}
    assert debate


async def test_an_instructor_who_is_the_host_is_told_once(home: House) -> None:
    home.instructors.add("Ida")
    await home.seat("Ida", "Ben", sides=("ban", "limit"))
    await home.play_on("Ida", spoken(30))
    heard = await home.type("Ben", "/debate appeal")
    assert [message.to.id for message in heard.all] == [
        await home.id(name) for name in ("Ben", "Ida")
    ]


async def test_what_is_added_later_is_recorded_and_nobody_is_told_twice(
    home: House, debate: str
) -> None:
    await home.type("Ben", "/debate appeal First.")
    heard = await home.type("Ben", "/debate appeal Second.")
    assert heard.texts == [home.say("appeal.again")]
    ben = await home.id("Ben")
    stored = await home.kit.store.read(lambda tx: tx.privacy.export(ben))
    assert "First." in str(stored["appeals"])
    assert "Second." in str(stored["appeals"])
    other = await home.type("Ana", f"/debate appeal round:{debate}")
    assert other.texts[0] == home.say("appeal.recorded")


async def test_an_instructor_sees_who_appealed_and_since_when(home: House, debate: str) -> None:
    assert (await home.type("Ida", "/class list")).one(MessageKind.STATUS).fields == ()
    await home.type("Ben", "/debate appeal First.", here=debate)
    await home.wait(600)
    await home.type("Ben", "/debate appeal Second.", here=debate)
    shown = fields((await home.type("Ida", "/class list")).one(MessageKind.STATUS))
    title = home.kit.packs.topic("school-phones").title
    line = home.say("class.appeal", name="Ben", title=title, id=debate, time="10 minutes")
    how = home.say("class.appeals_text")
    assert shown == {home.say("class.appeals"): f"{line}\n“First.”\n{how}"}


async def test_an_instructor_reads_a_finished_round_of_the_class(home: House, debate: str) -> None:
    heard = await home.type("Ida", f"/debate transcript round:{debate}")
    file = heard.one(MessageKind.FILE)
    assert file.to == to_person(await home.id("Ida"), debate)
    assert file.file is not None
    assert spoken(30) in file.file.text
    ballots = (await home.type("Ida", f"/debate ballot round:{debate}")).all
    assert [b.title for b in ballots] == [
        home.say("ballot.of", name=name) for name in ("Ana", "Ben")
    ]
    for ballot in ballots:
        assert ballot.private
        assert ballot.to == to_person(await home.id("Ida"), debate)
        assert ballot.buttons == ()
        assert home.kit.seemly(ballot.text) == ballot.text


@pytest.mark.parametrize("sheet", ["transcript", "ballot"])
async def test_nobody_else_does_and_no_instructor_before_it_is_over(
    home: House, debate: str, sheet: str
) -> None:
    refused = await home.type("Cleo", f"/debate {sheet} round:{debate}")
    assert refused.error == home.say("error.not_in")
    running = await home.seat("Cleo", "Dora", sides=("ban", "limit"))
    refused = await home.type("Ida", f"/debate {sheet} round:{running.id}")
    assert refused.error == home.say("error.not_in")
    refused = await home.type("Ida", f"/debate {sheet} round:{debate}", classroom="other")
    assert refused.error == home.say("error.no_such_round", id=debate)


async def test_an_instructor_who_argued_in_it_sees_their_own_ballot_alone(home: House) -> None:
    home.instructors.add("Ida")
    await home.seat("Ida", "Ben", sides=("ban", "limit"))
    await home.play_on("Ida", spoken(30))
    ballot = (await home.type("Ida", "/debate ballot")).one(MessageKind.BALLOT)
    assert ballot.title == home.say("ballot.title")
