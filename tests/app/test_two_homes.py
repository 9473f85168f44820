"""One class on two platforms: what is opened on one is joined from the other, and read there."""

from dataclasses import dataclass

import pytest

from bot.app import front, work
from bot.app.front import Incoming
from bot.app.messages import Message, MessageKind, Scope
from bot.app.ports import Account, Place
from bot.core.round import Round, Status
from bot.store.bindings import bind, unbind
from tests.app.house import House, buttons

HERE, THERE = "discord", "slack"
GUILD, TEAM = "discord:811", "slack:T1"
DUEL = "/debate start format:duel pace:standard side:ban"


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """Somebody with an account on one platform and a channel of their class there."""

    account: Account
    home: str
    channel: str

    @property
    def direct(self) -> Place:
        return Place(platform=self.account.platform, channel=f"@{self.account.external}")

    @property
    def room(self) -> Place:
        return Place(platform=self.account.platform, channel=self.channel)


ANA = One(account=Account(platform=HERE, external="11", name="Ana"), home=GUILD, channel="500")
BEN = One(account=Account(platform=THERE, external="U22", name="Ben"), home=TEAM, channel="C1")
CLEO = One(account=Account(platform=THERE, external="U33", name="Cleo"), home=TEAM, channel="C1")
IDA = One(account=Account(platform=THERE, external="U9", name="Ida"), home=TEAM, channel="C1")


async def types(home: House, who: One, line: str, *, directly: bool = False) -> list[Message]:
    """Somebody types in their channel, or to the bot alone; what they are told at once."""
    incoming = Incoming(
        event=f"two-{next(home.events)}",
        account=who.account,
        classroom="" if directly else who.home,
        text=line,
        place=who.direct if directly else who.room,
        instructor=True if who is IDA else None,
        direct=True,
    )
    answered = await front.answer(home.kit, incoming)
    await home.kit.store.write(lambda tx: tx.outbox.sent(answered.kept))
    await work.work_off(home.kit)
    return list(answered.messages)


async def sent(home: House, platform: str) -> list[Message]:
    """What the outbox holds for a platform, sent."""
    waiting = await home.kit.store.write(lambda tx: tx.outbox.take(platform, 100))
    await home.kit.store.write(lambda tx: tx.outbox.sent([each.id for each in waiting]))
    return [each.message for each in waiting]


async def places(home: House, debate: Round, platform: str) -> list[Place]:
    return await home.kit.store.read(lambda tx: tx.places.of_round(debate.id, platform))


async def newest(home: House, who: One) -> Round:
    """The round that somebody was in last."""
    person = await home.kit.store.write(lambda tx: tx.people.known(who.account, "", "x"))
    held = await home.kit.store.read(lambda tx: tx.listings.of_person(person.id, open_only=False))
    return held[0]


@pytest.fixture
async def table(home: House) -> Round:
    """Everybody has written once, both homes are one class, Ana has opened a table in hers."""
    for each in (ANA, BEN, CLEO, IDA):
        await types(home, each, "/debate list")
    bind(home.database, TEAM, GUILD)
    await types(home, ANA, DUEL)
    for platform in (HERE, THERE):
        await sent(home, platform)
    return await newest(home, ANA)


async def test_instructors_and_boards_see_one_class(home: House, table: Round) -> None:
    [listed] = await types(home, IDA, "/class list")
    assert listed.table is not None
    assert [row[0] for row in listed.table.rows] == [table.id]
    people = await home.kit.store.read(lambda tx: tx.people.named(GUILD, "Ben"))
    assert len(people) == 1


async def test_before_they_are_bound_neither_sees_the_others_rounds(home: House) -> None:
    await types(home, ANA, DUEL)
    debate = await newest(home, ANA)
    [refused] = await types(home, BEN, f"/debate join round:{debate.id}")
    assert refused.text == home.say("error.no_such_round", id=debate.id)


async def test_a_table_is_joined_from_the_other_platform_and_read_there(
    home: House, table: Round
) -> None:
    await types(home, BEN, f"/debate join round:{table.id} side:limit")
    assert await places(home, table, THERE) == [BEN.room]
    assert await places(home, table, HERE) == [ANA.room]
    for platform in (HERE, THERE):
        [lobby] = await sent(home, platform)
        assert (lobby.kind, lobby.to.scope) == (MessageKind.LOBBY, Scope.ROUND)
        assert "Ana (Ban), Ben (Limit)" in {field.value for field in lobby.fields}


async def test_the_only_table_of_the_class_needs_no_id(home: House, table: Round) -> None:
    await types(home, BEN, "/debate join")
    assert (await newest(home, BEN)).id == table.id


async def test_both_platforms_get_the_round_and_each_their_own_calls(
    home: House, table: Round
) -> None:
    await types(home, BEN, f"/debate join round:{table.id} side:limit", directly=True)
    assert await places(home, table, THERE) == [BEN.direct]
    await types(home, ANA, f"/debate begin round:{table.id}")
    ana = await home.kit.store.write(lambda tx: tx.people.known(ANA.account, "", "x"))
    on_discord, on_slack = await sent(home, HERE), await sent(home, THERE)
    for seen in (on_discord, on_slack):
        assert MessageKind.SEATS in [m.kind for m in seen if m.to.scope is Scope.ROUND]
    called = [m.to.id for m in on_discord if m.kind is MessageKind.PROMPT]
    assert called == [ana.id]
    assert MessageKind.PROMPT not in [m.kind for m in on_slack]
    await types(home, ANA, "A phone in the bag pulls a pupil out of the lesson, for it may ring.")
    spoken = [m.text for m in await sent(home, THERE) if m.kind is MessageKind.SPEECH]
    assert [text for text in spoken if "pulls a pupil" in text]


async def test_a_channel_that_has_the_round_is_enough_for_all_who_read_it(
    home: House, table: Round
) -> None:
    await types(home, BEN, "/debate join", directly=True)
    await types(home, ANA, "/debate move")  # in the server: it changes nothing elsewhere
    assert await places(home, table, THERE) == [BEN.direct]
    await types(home, IDA, f"/class move round:{table.id}")
    assert await places(home, table, THERE) == [IDA.room]
    assert await places(home, table, HERE) == [ANA.room]


async def test_who_leaves_is_written_to_no_more_and_may_come_back(
    home: House, table: Round
) -> None:
    await types(home, BEN, "/debate join", directly=True)
    [left] = await types(home, BEN, "/debate leave", directly=True)
    assert left.text == home.say("notice.you_left", title="Phones at school")
    assert buttons(left) == {"Undo": "/debate undo"}
    assert await places(home, table, THERE) == []
    await sent(home, THERE)
    await types(home, ANA, "/debate cancel")
    assert await sent(home, THERE) == []
    [back] = left.buttons
    await types(home, ANA, "/debate undo")
    await types(home, BEN, f"/debate join round:{table.id}", directly=True)
    assert await places(home, table, THERE) == [BEN.direct]
    assert back.command == f"/debate undo round:{table.id}"


async def test_taking_it_back_brings_the_round_back_too(home: House, table: Round) -> None:
    await types(home, BEN, "/debate join", directly=True)
    [left] = await types(home, BEN, "/debate leave", directly=True)
    await types(home, BEN, left.buttons[0].command, directly=True)
    assert await places(home, table, THERE) == [BEN.direct]
    assert [s.person for s in (await newest(home, BEN)).people]
    await sent(home, THERE)
    await types(home, BEN, "/debate leave", directly=True)
    await types(home, BEN, f"/debate join round:{table.id}", directly=True)
    [gone] = [m for m in await types(home, BEN, "/debate undo", directly=True) if m.private]
    assert gone.text == home.say("notice.you_left", title="Phones at school")
    assert await places(home, table, THERE) == []


async def test_the_last_who_leaves_still_hears_how_it_ends(home: House) -> None:
    await types(home, BEN, "/debate start format:solo side:ban", directly=True)
    debate = await newest(home, BEN)
    await types(home, BEN, "/debate leave", directly=True)
    assert (await newest(home, BEN)).status is Status.CANCELLED
    assert await places(home, debate, THERE) == [BEN.direct]
    assert [m for m in await sent(home, THERE) if m.text == home.say("over.cancelled")]


async def test_a_rematch_is_talked_about_on_both_platforms(home: House, table: Round) -> None:
    """In channels: in direct messages with those who come."""
    await types(home, BEN, "/debate join", directly=True)
    thread = Place(platform=HERE, channel=ANA.channel, thread="T1")
    await home.kit.store.write(lambda tx: tx.places.put(table.id, HERE, [thread]))
    there = [CLEO.room, BEN.direct]
    await home.kit.store.write(lambda tx: tx.places.put(table.id, THERE, there))
    await types(home, ANA, "/debate begin")
    for each in (ANA, BEN):
        await types(home, each, "/debate agree")
    for _ in range(20):
        debate = await newest(home, ANA)
        for waiting in debate.open:
            person = debate.seat(waiting.seat).person
            people = await home.kit.store.read(lambda tx, p=str(person): tx.people.get([p]))  # type: ignore[misc]  # bound now
            who = ANA if people[str(person)].name == "Ana" else BEN
            await types(home, who, f"/debate pass round:{debate.id}")
    assert (await newest(home, ANA)).status is Status.DONE
    await types(home, ANA, "/debate rematch")
    again = await newest(home, ANA)
    assert again.terms.rematch_of == table.id
    assert await places(home, again, HERE) == [ANA.room]
    assert await places(home, again, THERE) == [CLEO.room]


async def test_unbound_they_are_two_classes_and_what_was_stays(home: House, table: Round) -> None:
    await types(home, BEN, "/debate join")
    unbind(home.database, TEAM)
    [listed] = await types(home, IDA, "/class list")
    assert listed.text == home.say("class.text", count=0)
    [status] = await types(home, BEN, "/debate status", directly=True)
    assert status.to.round == table.id
    await types(home, BEN, "/debate start format:solo")
    assert (await newest(home, BEN)).terms.classroom == TEAM
    assert (await newest(home, ANA)).terms.classroom == GUILD
