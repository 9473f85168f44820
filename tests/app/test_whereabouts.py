"""A round is brought to where somebody asks for it, and goes on there."""

import pytest

from bot.app import front
from bot.app.front import Incoming
from bot.app.messages import Message, MessageKind
from bot.app.ports import Place
from bot.core.round import Status
from tests.app.house import CLASS, DUEL, House, account, buttons, spoken, to_all

HERE = Place(platform="console", channel="elsewhere")
DIRECT = Place(platform="console", channel="@ana")


async def typed_at(home: House, name: str, line: str, place: Place | None) -> list[Message]:
    """What a line brings about that is typed in a place."""
    incoming = Incoming(
        event=f"moving-{next(home.events)}",
        account=account(name),
        classroom=CLASS,
        text=line,
        place=place,
        instructor=name in home.instructors,
    )
    direct = await front.handle(home.kit, incoming)
    return [*direct, *(await home.work()).all]


async def places(home: House, debate: str, platform: str = "console") -> list[Place]:
    return await home.kit.store.read(lambda tx: tx.places.of_round(debate, platform))


async def put(home: House, debate: str, now: list[Place]) -> None:
    await home.kit.store.write(lambda tx: tx.places.put(debate, "console", now))


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


async def test_a_round_goes_on_where_it_was_brought_to(home: House) -> None:
    debate = await duel(home)
    notice, prompt = await typed_at(home, "Ana", "/debate move", HERE)
    assert await places(home, debate) == [HERE]
    assert (notice.kind, to_all(notice)) == (MessageKind.NOTICE, True)
    assert notice.text == home.say("notice.goes_on_here", title="Phones at school")
    assert buttons(notice) == {"Flow": "/debate flow", "Status": "/debate status"}
    assert prompt.kind is MessageKind.PROMPT
    assert prompt.to.id == await home.id("Ana")
    assert (await home.type("Ana", spoken(20))).of(MessageKind.SPEECH)


async def test_a_thread_is_made_anew_and_places_elsewhere_stay(home: House) -> None:
    debate = await duel(home)
    there = Place(platform="slack", channel="C1", thread="1.2")
    await home.kit.store.write(lambda tx: tx.places.put(debate, "slack", [there]))
    thread = Place(platform="console", channel="elsewhere", thread="T1")
    await typed_at(home, "Ana", f"/debate move round:{debate}", thread)
    assert await places(home, debate) == [HERE]
    assert await places(home, debate, "slack") == [there]


async def test_what_can_be_taken_back_still_can(home: House) -> None:
    await duel(home)
    await home.type("Ana", spoken(20))
    await typed_at(home, "Ana", "/debate move", HERE)
    heard = await home.type("Ana", "/debate undo")
    taken = home.say("notice.undone", name="Ana", action=home.say("action.speak"))
    assert heard.texts[0] == taken


async def test_a_table_that_is_moved_can_be_joined_there(home: House) -> None:
    await home.type("Ana", DUEL)
    [notice] = await typed_at(home, "Ana", "/debate move", HERE)
    assert list(buttons(notice)) == ["Join", "Begin", "Status"]


@pytest.mark.parametrize(
    ("name", "place", "phrase"),
    [
        ("Cleo", HERE, "error.not_in"),
        ("Ana", None, "error.no_place"),
        ("Ana", DIRECT, "error.move_direct"),
        ("Ana", Place(platform="console", channel="c", thread="own"), "error.here_already"),
    ],
)
async def test_a_round_cannot_be_moved_by_others_or_to_where_it_cannot_go_on(
    home: House, name: str, place: Place | None, phrase: str
) -> None:
    debate = await duel(home)
    own = Place(platform="console", channel="c", thread="own")
    await home.kit.store.write(lambda tx: tx.places.put(debate, "console", [own]))
    [refused] = await typed_at(home, name, f"/debate move round:{debate}", place)
    assert refused.text == home.say(phrase)
    assert await places(home, debate) == [own]


async def test_a_round_for_oneself_goes_on_in_a_direct_message(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await typed_at(home, "Ana", "/debate move", DIRECT)
    assert await places(home, (await home.round("Ana")).id) == [DIRECT]


async def test_an_instructor_moves_any_round_of_the_class(home: House) -> None:
    home.instructors.add("Ida")
    debate = await duel(home)
    for line in (f"/debate move round:{debate}", "/class move"):
        notice, prompt = await typed_at(home, "Ida", line, HERE)
        assert (notice.kind, prompt.kind) == (MessageKind.NOTICE, MessageKind.PROMPT)
        assert await places(home, debate) == [HERE]
    [refused] = await typed_at(
        home, "Ida", f"/class move round:{debate}", Place(platform="console", channel="@ida")
    )
    assert refused.text == home.say("error.move_direct")


async def test_a_round_that_is_over_stays_where_it_is(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    debate = await home.round("Ana")
    assert debate.status is Status.DONE
    [refused] = await typed_at(home, "Ana", f"/debate move round:{debate.id}", HERE)
    assert refused.text == home.say("error.illegal.done")


async def test_a_guest_moves_a_round_only_where_its_place_is_lost(home: House) -> None:
    debate = await duel(home)
    own = Place(platform="console", channel="c", thread="own")
    await home.kit.store.write(lambda tx: tx.places.put(debate, "console", [own]))
    [refused] = await typed_at(home, "Ben", "/debate move", HERE)
    assert refused.text == home.say("error.move_host")
    assert await places(home, debate) == [own]
    directly = [Place(platform="console", channel=f"@{name}") for name in ("ana", "ben")]
    for lost in (directly, []):
        await put(home, debate, lost)
        await typed_at(home, "Ben", "/debate move", HERE)
        assert await places(home, debate) == [HERE]


async def test_who_reads_the_old_thread_is_told_there_that_the_round_is_gone(home: House) -> None:
    debate = await duel(home)
    own = Place(platform="console", channel="c", thread="own")
    await home.kit.store.write(lambda tx: tx.places.put(debate, "console", [own]))
    goodbye, notice, _ = await typed_at(home, "Ana", "/debate move", HERE)
    assert goodbye.text == home.say("notice.goes_on_elsewhere")
    assert goodbye.said_in == ("c", "own")
    assert notice.said_in is None
