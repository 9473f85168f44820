"""Messages go out in the order in which they were put there, each once."""

from dataclasses import replace

from bot.app.messages import (
    Bar,
    Button,
    Field,
    File,
    Message,
    MessageKind,
    Picture,
    Table,
    to_person,
    to_seat,
)
from bot.app.ports import Sending
from bot.store.store import SqlStore
from tests.store.sample import NOW, sending


async def put(store: SqlStore, *messages: Sending) -> None:
    await store.write(lambda tx: tx.outbox.add(messages, NOW))


async def take(store: SqlStore, limit: int = 10) -> list[str]:
    return [each.id for each in await store.write(lambda tx: tx.outbox.take("console", limit))]


async def interrupted(store: SqlStore, platform: str = "console") -> list[Sending]:
    return await store.read(lambda tx: tx.outbox.interrupted(platform))


async def held(store: SqlStore, whose: str, platform: str = "console") -> list[Sending]:
    return await store.write(lambda tx: tx.outbox.held(platform, whose))


async def test_messages_are_taken_in_order(store: SqlStore) -> None:
    await put(store, sending("m9", "one"), sending("m1", "two"))
    await put(store, sending("m5", "three"))
    assert await take(store, 2) == ["m9", "m1"]
    assert await take(store, 2) == ["m5"]
    assert await take(store, 2) == []


async def test_what_arrived_is_gone(store: SqlStore) -> None:
    await put(store, sending("m1", "one"), sending("m2", "two"))
    await take(store)
    await store.write(lambda tx: tx.outbox.sent(["m1"]))
    assert await store.read(lambda tx: tx.outbox.interrupted("console")) == [sending("m2", "two")]


async def test_a_crash_leaves_what_was_being_sent_to_be_seen_to(store: SqlStore) -> None:
    await put(store, *(sending(f"m{n}", str(n)) for n in (3, 1, 2)))
    await take(store, 2)
    interrupted = await store.read(lambda tx: tx.outbox.interrupted("console"))
    assert interrupted == [sending("m3", "3"), sending("m1", "1")]
    assert await take(store) == ["m2"]


async def test_a_step_that_runs_again_says_nothing_twice(store: SqlStore) -> None:
    await put(store, sending("m1", "one"))
    await put(store, sending("m1", "one"), sending("m2", "two"))
    assert await take(store) == ["m1", "m2"]


async def test_a_message_comes_back_with_everything_on_it(store: SqlStore) -> None:
    full = Sending(
        id="m1", platform="console", at=NOW,
        message=Message(
            kind=MessageKind.BALLOT, to=to_seat("r1-0", "r1"), text="Good.", private=True,
            title="Ballot", side="hawk", fields=(Field(name="Clash", value="Held"),),
            buttons=(Button(label="Flow", command="/debate flow round:r1"),),
            pictures=(Picture(name="card", alt="A card"),),
            table=Table(headings=("Said", "Answered"), rows=(("a", "b"), ("c", ""))),
            bars=(Bar(name="Clarity", points=70, band="strong"),),
            file=File(name="transcript.md", text="…"), deadline=NOW, owner="ana",
        ),
    )  # fmt: skip
    plain = Sending(
        id="m2", platform="console", at=NOW,
        message=Message(kind=MessageKind.HELP, to=to_person("ben"), text="Ask «me» \\ 🙂"),
    )  # fmt: skip
    await put(store, full, plain)
    assert await store.write(lambda tx: tx.outbox.take("console", 10)) == [full, plain]


async def test_nothing_to_say_is_no_mistake(store: SqlStore) -> None:
    await put(store)
    await store.write(lambda tx: tx.outbox.sent([]))
    assert await take(store) == []


async def test_each_platform_takes_its_own(store: SqlStore) -> None:
    await put(store, sending("m1", "one"), replace(sending("m2", "two"), platform="chat"))
    assert await take(store) == ["m1"]
    there = await store.write(lambda tx: tx.outbox.take("chat", 10))
    assert [(s.id, s.platform) for s in there] == [("m2", "chat")]
    for platform, left in (("console", ["m1"]), ("chat", ["m2"])):
        assert [s.id for s in await interrupted(store, platform)] == left


async def test_what_is_answered_at_once_is_sent_again_only_after_a_crash(store: SqlStore) -> None:
    await store.write(lambda tx: tx.outbox.add([sending("m1", "one")], NOW, at_once=True))
    await put(store, sending("m2", "two"))
    assert await take(store) == ["m2"]
    assert [s.id for s in await interrupted(store)] == ["m1", "m2"]
    await store.write(lambda tx: tx.outbox.sent(["m1"]))
    assert [s.id for s in await interrupted(store)] == ["m2"]


async def test_what_cannot_arrive_is_kept_until_somebody_asks(store: SqlStore) -> None:
    await put(store, sending("m2", "two"), sending("m1", "one"), sending("m3", "three", to="r2"))
    await take(store)
    await store.write(lambda tx: tx.outbox.hold(["m1", "m2", "m3"]))
    assert await take(store) == []
    assert await interrupted(store) == []
    assert [s.id for s in await held(store, "r1")] == ["m2", "m1"]
    assert [s.id for s in await interrupted(store)] == ["m2", "m1"]  # it is being sent now
    assert await held(store, "r1") == []


async def test_what_is_kept_is_asked_for_by_whom_it_is_for_and_where(store: SqlStore) -> None:
    private = Message(kind=MessageKind.BALLOT, to=to_person("ana", "r1"), text="Good.")
    await put(store, Sending(id="m1", message=private, platform="console"), sending("m2", "two"))
    await take(store)
    await store.write(lambda tx: tx.outbox.hold(["m1", "m2"]))
    assert await held(store, "ana", "chat") == []
    assert [s.id for s in await held(store, "ana")] == ["m1"]
    assert [s.id for s in await held(store, "r1")] == ["m2"]
