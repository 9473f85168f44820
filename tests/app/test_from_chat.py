"""Events from a chat platform: which classroom and round they mean, whom they name, and what of the
answer is kept until it has arrived.
"""

from dataclasses import replace

import pytest

from bot.app import front, work
from bot.app.front import Answered, Incoming
from bot.app.messages import MessageKind, Scope
from bot.app.ports import Account, Person, Place, Sending
from tests.app.house import House, spoken

ON = "chat"
CHANNEL, THREAD = "C7", "T9"
GUILD, OTHER = "chat:G1", "chat:G2"
ANA = Account(platform=ON, external="11", name="Ana")
BEN = Account(platform=ON, external="22", name="Ben")
SIDE = "/debate start side:ban"


async def hear(
    home: House, text: str, account: Account = ANA, *, thread: str = "", **changes: object
) -> Answered:
    """Somebody writes in a channel, or in a thread of it; `changes` to what was heard."""
    incoming = Incoming(
        event=f"chat-{next(home.events)}",
        account=account,
        classroom=GUILD,
        text=text,
        place=Place(platform=ON, channel=CHANNEL, thread=thread),
    )
    changed = replace(incoming, **changes)  # type: ignore[arg-type]  # replace checks
    return await front.answer(home.kit, changed)


async def from_home(home: House, text: str, account: Account = ANA) -> Answered:
    """Somebody writes a direct message: from no classroom in particular."""
    place = Place(platform=ON, channel=f"@{account.external}")
    return await hear(home, text, account, place=place, classroom="")


async def taken(home: House) -> list[Sending]:
    """What waits to be sent on the platform."""
    await work.work_off(home.kit)
    return await home.kit.store.write(lambda tx: tx.outbox.take(ON, 100))


async def met(home: House, account: Account, classroom: str = GUILD) -> Person:
    return await home.kit.store.write(
        lambda tx: tx.people.known(account, classroom, home.kit.new_id())
    )


async def rounds(home: House, account: Account = ANA) -> list[str]:
    """Ids of somebody's rounds, newest first."""
    person = await met(home, account)
    held = await home.kit.store.read(lambda tx: tx.listings.of_person(person.id, open_only=False))
    return [debate.id for debate in held]


# ── which round ─────────────────────────────────────────────────────────────────────────────────


async def test_a_round_is_talked_about_where_it_was_started(home: House) -> None:
    await hear(home, SIDE, thread="an older thread")
    [debate] = await rounds(home)
    found = await home.kit.store.read(lambda tx: tx.places.of_round(debate, ON))
    assert found == [Place(platform=ON, channel=CHANNEL)]


async def test_in_a_rounds_thread_commands_mean_that_round(home: House) -> None:
    await hear(home, SIDE)
    await hear(home, SIDE)
    second, first = await rounds(home)
    thread = Place(platform=ON, channel=CHANNEL, thread=THREAD)
    await home.kit.store.write(lambda tx: tx.places.put(first, ON, [thread]))
    [status] = (await hear(home, "", thread=THREAD)).messages
    assert status.to.round == first
    [status] = (await hear(home, f"/debate status round:{second}", thread=THREAD)).messages
    assert status.to.round == second
    for elsewhere in ("", "another"):
        [asked] = (await hear(home, "/debate status", thread=elsewhere)).messages
        assert asked.text == home.say("error.which_round", ids=f"{second}, {first}")


async def test_a_direct_message_finds_a_round_in_whatever_classroom(home: House) -> None:
    await hear(home, SIDE, classroom=OTHER)
    [debate] = await rounds(home)
    for line in ("/debate status", f"/debate status round:{debate}"):
        [status] = (await from_home(home, line)).messages
        assert (status.kind, status.to.round) == (MessageKind.STATUS, debate)
    [refused] = (await from_home(home, f"/debate status round:{debate}", BEN)).messages
    assert refused.text == home.say("error.no_such_round", id=debate)


async def test_who_writes_from_nowhere_is_in_the_classroom_they_were_in_last(home: House) -> None:
    await hear(home, SIDE, classroom=OTHER)
    home.clock.pass_seconds(60)
    await hear(home, SIDE, classroom=GUILD)
    await from_home(home, SIDE)
    newest = (await rounds(home))[0]
    debate = await home.kit.store.read(lambda tx: tx.rounds.get(newest))
    assert debate.terms.classroom == GUILD


async def test_a_stranger_has_a_classroom_of_their_own(home: House) -> None:
    await from_home(home, SIDE)
    [debate] = await rounds(home)
    found = await home.kit.store.read(lambda tx: tx.rounds.get(debate))
    assert found.terms.classroom == "chat:@11"


# ── who is an instructor ────────────────────────────────────────────────────────────────────────


async def test_who_is_an_instructor_is_as_the_platform_says(home: House) -> None:
    async def listed(instructor: bool | None) -> MessageKind:
        answered = await hear(home, "/class list", instructor=instructor)
        return answered.messages[0].kind

    assert await listed(instructor=None) is MessageKind.ERROR
    assert await listed(instructor=True) is MessageKind.STATUS
    assert await listed(instructor=None) is MessageKind.STATUS  # nothing was said, so it stands
    assert await listed(instructor=False) is MessageKind.ERROR
    assert await listed(instructor=None) is MessageKind.ERROR


async def test_an_instructor_here_is_none_in_another_classroom(home: House) -> None:
    await hear(home, "/debate help", classroom=OTHER)
    await hear(home, "/debate start with:Ana", BEN, classroom=OTHER)
    [debate] = await rounds(home, BEN)
    home.clock.pass_seconds(60)
    await hear(home, SIDE, instructor=True)  # so that she is at home there
    [refused] = (await from_home(home, f"/debate move round:{debate}")).messages
    assert refused.text == home.say("error.not_in")


@pytest.mark.parametrize("line", ["/class list", "/class cancel", "/class move", "/class welcome"])
async def test_who_was_an_instructor_once_does_nothing_as_one_from_elsewhere(
    home: House, line: str
) -> None:
    """They may have lost their role since: where no class is, no platform says so."""
    await hear(home, SIDE, BEN)
    [debate] = await rounds(home, BEN)
    await hear(home, "/class list", instructor=True)
    [refused] = (await from_home(home, line)).messages
    assert refused.text == home.say("error.instructors_here")
    [refused] = (await from_home(home, f"/debate transcript round:{debate}")).messages
    assert refused.text == home.say("error.no_such_round", id=debate)


# ── whom it names ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("written", ["<@22>", "@<@22>"])
async def test_an_account_that_is_named_is_invited_even_if_nobody_met_it_before(
    home: House, written: str
) -> None:
    await hear(home, f"/debate start with:{written}", named={"<@22>": BEN})
    [debate] = await rounds(home)
    found = await home.kit.store.read(lambda tx: tx.rounds.get(debate))
    assert found.terms.invited == ((await met(home, BEN)).id,)
    invitation = next(s for s in await taken(home) if s.message.to.scope is Scope.PERSON)
    assert invitation.message.text.startswith("Ana")


async def test_to_be_invited_enrols_nobody_until_they_come(home: House) -> None:
    async def belongs() -> list[str]:
        found = await home.kit.store.read(lambda tx: tx.people.named(GUILD, "Ben"))
        return [person.name for person in found]

    await hear(home, "/debate start with:<@22>", named={"<@22>": BEN})
    [debate] = await rounds(home)
    assert await home.kit.store.read(lambda tx: tx.classrooms.at_home(BEN)) is None
    assert await belongs() == []
    await from_home(home, f"/debate join round:{debate}", BEN)
    assert await belongs() == ["Ben"]
    found = await home.kit.store.read(lambda tx: tx.rounds.get(debate))
    assert len(found.people) == 2


async def test_nobody_is_invited_over_and_over(home: House) -> None:
    async def invite() -> list[str]:
        answered = await hear(home, "/debate start with:<@22>", named={"<@22>": BEN})
        await hear(home, "/debate cancel")
        return [message.text for message in answered.messages]

    often = home.say("error.invited_often", most=3)
    assert [await invite() for _ in range(4)] == [[], [], [], [often]]
    cleo = replace(BEN, external="33", name="Cleo")
    answered = await hear(home, "/debate start with:<@33>", named={"<@33>": cleo})
    assert answered.messages == ()
    await hear(home, "/debate cancel")
    home.clock.pass_seconds(10 * 60 + 1)
    assert await invite() == []


async def test_whom_the_platform_does_not_tell_of_cannot_be_invited(home: House) -> None:
    [refused] = (await hear(home, "/debate start with:<@99>")).messages
    assert refused.text == home.say("error.cannot_invite")


@pytest.mark.parametrize("options", ["format:duel", "with:<@22>", "opponent:people", "three-way"])
async def test_a_table_is_not_opened_where_nobody_can_come_to_it(home: House, options: str) -> None:
    [refused] = (await from_home(home, f"/debate start {options}")).messages
    assert refused.text == home.say("error.table_direct", format="solo")
    assert await rounds(home) == []


async def test_to_name_oneself_is_to_name_nobody(home: House) -> None:
    [refused] = (await hear(home, "/debate start with:<@11>", named={"<@11>": ANA})).messages
    assert refused.text == home.say("error.no_such_person", name="<@11>")


@pytest.mark.parametrize(
    "name", ["\u3164", "🙂", "The Bot", "Тhе bоt", "https://x.org", "cheap.xyz"]
)
async def test_a_name_that_misleads_or_shows_nothing_is_not_shown(home: House, name: str) -> None:
    person = await met(home, ANA)
    assert person.name == "Ana"
    await hear(home, SIDE, replace(BEN, name=name))
    assert (await met(home, BEN)).name == home.say("name.unnamed")


# ── what is kept of the answer ──────────────────────────────────────────────────────────────────


async def test_what_is_for_the_person_alone_is_answered_at_once_and_kept_until_it_arrived(
    home: House,
) -> None:
    await hear(home, SIDE)
    await taken(home)
    answered = await hear(home, spoken(20), direct=True)
    [saved] = answered.messages
    assert saved.kind is MessageKind.CONFIRMATION
    half = await home.kit.store.read(lambda tx: tx.outbox.interrupted(ON))
    assert [s.message for s in half if s.id in answered.kept] == [saved]
    others = await taken(home)
    assert MessageKind.SPEECH in [s.message.kind for s in others]
    assert saved not in [s.message for s in others]
    await home.kit.store.write(lambda tx: tx.outbox.sent(answered.kept))
    left = await home.kit.store.read(lambda tx: tx.outbox.interrupted(ON))
    assert saved not in [s.message for s in left]


async def test_what_was_wrong_is_harmless_only_if_it_tells_nothing_of_somebody(home: House) -> None:
    asked = [
        ("/debate flwo", True),
        ("/debate flow", True),
        ("/debate begin round:nowhere", False),
        ("/my sides exclude:ban,limit,free", False),
        ("/my name @", False),
    ]
    for line, harmless in asked:
        answered = await hear(home, line)
        assert answered.messages[0].kind is MessageKind.ERROR, line
        assert answered.harmless is harmless, line


async def test_otherwise_all_of_it_waits_in_the_outbox(home: House) -> None:
    await hear(home, SIDE)
    await taken(home)
    assert await hear(home, spoken(20)) == Answered()
    kinds = [s.message.kind for s in await taken(home)]
    assert kinds[:2] == [MessageKind.CONFIRMATION, MessageKind.SPEECH]


async def test_a_message_goes_to_the_platform_of_the_round(home: House) -> None:
    await hear(home, SIDE)
    sent = await taken(home)
    assert {s.platform for s in sent} == {ON}
    assert await home.sent() == ()
    here = Place(platform="console", channel="c")
    [debate] = await rounds(home)
    await home.kit.store.write(lambda tx: tx.places.put(debate, "console", [here]))
    await hear(home, spoken(20))
    assert MessageKind.SPEECH in [s.message.kind for s in await taken(home)]
    assert MessageKind.SPEECH in [m.kind for m in await home.sent()]


async def test_an_event_that_was_recorded_before_is_acted_on_once(home: House) -> None:
    await home.kit.store.write(lambda tx: tx.inbox.arrive("stored", "{}", home.clock.at))
    for _ in range(2):
        await hear(home, SIDE, event="stored", recorded=True)
    assert await home.kit.store.read(lambda tx: tx.inbox.unfinished()) == []
    opened = await home.kit.store.read(lambda tx: tx.listings.open_in(GUILD))
    assert len(opened) == 1
