"""Speeches, drafts and readings."""

from dataclasses import replace

from bot.app.ports import Speech, SpeechState, Tx
from bot.core.reading import (
    ClaimHeard,
    FactHeard,
    FactStatus,
    Flag,
    Moves,
    Reading,
    Stance,
    Warned,
)
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import NOW, debate, speech

R1 = debate("r1", "ana", "ben")
READING = Reading(
    reader="offline-1", words=12, quality=0.625, answers=("c2",), answer_spans=((3, 9),),
    claims=(
        ClaimHeard(claim="c1", side="hawk", stance=Stance.ASSERTS, confidence=0.5, span=(0, 4)),
    ),
    facts=(FactHeard(fact="f1", status=FactStatus.WRONG, span=(4, 8), correction="It is 30."),),
    flags=(Warned(flag=Flag.PADDING, span=(1, 2)),), moves=Moves(sentences=((0, 12),)),
)  # fmt: skip


async def put(store: SqlStore, *speeches: Speech) -> None:
    async def work(tx: Tx) -> None:
        for each in speeches:
            await tx.speeches.put(each)

    await store.write(work)


async def of_round(store: SqlStore, round_id: str = "r1") -> list[Speech]:
    return await store.read(lambda tx: tx.speeches.of_round(round_id))


async def test_texts_come_in_order_of_slot_without_those_taken_back(
    store: SqlStore, add: Add
) -> None:
    await add(R1)
    second, first, third = (speech(f"s{n}", R1, n) for n in (1, 0, 2))
    gone = replace(speech("s4", R1, 1), state=SpeechState.WITHDRAWN)
    draft = replace(speech("s5", R1, 3), state=SpeechState.DRAFT)
    await put(store, second, draft, first, gone, third)
    assert await of_round(store) == [first, second, third, draft]


async def test_a_speech_with_the_same_id_takes_the_place_of_the_first(
    store: SqlStore, add: Add
) -> None:
    await add(R1)
    first = speech("s1", R1, 0)
    text = "Новий текст 🙂\n\x07"
    edited = replace(first, text=text, heard=3, state=SpeechState.DRAFT, at=NOW + 9)
    await put(store, first, edited)
    assert await of_round(store) == [edited]


async def test_the_bots_lines_are_kept(store: SqlStore, add: Add) -> None:
    alone = debate("r1", "ana")
    await add(alone)
    said = replace(speech("s1", alone, 1), lines=("l1", "l2"))
    await put(store, said)
    assert await of_round(store) == [said]
    assert said.person is None


async def test_a_draft_is_found_by_seat_and_slot(store: SqlStore, add: Add) -> None:
    await add(R1)
    draft = replace(speech("s1", R1, 2), state=SpeechState.DRAFT)
    await put(store, draft, speech("s2", R1, 0))
    assert await store.read(lambda tx: tx.speeches.draft("r1", "r1-0", 2)) == draft
    assert await store.read(lambda tx: tx.speeches.draft("r1", "r1-0", 0)) is None
    assert await store.read(lambda tx: tx.speeches.draft("r1", "r1-1", 2)) is None


async def test_parts_of_a_speech_to_come_are_found_as_drafts_are(store: SqlStore, add: Add) -> None:
    await add(R1)
    parts = replace(speech("s1", R1, 2), state=SpeechState.PARTS)
    await put(store, parts)
    assert await store.read(lambda tx: tx.speeches.draft("r1", "r1-0", 2)) == parts


async def test_a_reading_is_kept_once_per_key(store: SqlStore, add: Add) -> None:
    await add(R1)
    await put(store, speech("s1", R1, 0), speech("s2", R1, 1))
    later = replace(READING, reader="offline-2", words=3)

    async def work(tx: Tx) -> None:
        await tx.speeches.put_reading("s1", "k1", READING)
        await tx.speeches.put_reading("s1", "k1", later)
        await tx.speeches.put_reading("s1", "k2", later)
        await tx.speeches.put_reading("s2", "k1", later)

    await store.write(work)
    readings = await store.read(lambda tx: tx.speeches.readings("r1"))
    assert readings == {("s1", "k1"): READING, ("s1", "k2"): later, ("s2", "k1"): later}
    assert await store.read(lambda tx: tx.speeches.readings("r2")) == {}


async def test_lines_met_are_those_the_bot_delivered_in_ones_rounds(
    store: SqlStore, add: Add
) -> None:
    ours, theirs, bens = debate("r1", "ana"), debate("r2", "cem"), debate("r3", "ben")
    await add(ours, theirs, bens)
    taken_back = replace(speech("s2", ours, 3), lines=("l2",), state=SpeechState.WITHDRAWN)
    await put(
        store,
        replace(speech("s1", ours, 1), lines=("l1", "l9")), taken_back,
        replace(speech("s3", theirs, 1), lines=("l3",)),
        replace(speech("s4", bens, 1), lines=("l4", "l1")),
    )  # fmt: skip
    met = await store.read(lambda tx: tx.speeches.lines_met(["ana", "ben"]))
    assert met == {"l1", "l4", "l9"}
    assert await store.read(lambda tx: tx.speeches.lines_met([])) == frozenset()
