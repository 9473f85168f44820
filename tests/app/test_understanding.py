"""From stored speeches to readings and the flow: read once, in context, hidden ones left out."""

from bot.app import understanding
from bot.app.ports import Said
from bot.core.format import Kind
from bot.core.reading import Reading
from bot.core.topic import Topic
from tests.app.house import DUEL, House, spoken
from tests.fakes import FakeReader

OPENING = spoken(20, "[ban-attention]")


class Curious(FakeReader):
    """A reader that remembers everything it was told about a speech."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Said] = []

    def read(self, topic: Topic, said: Said) -> Reading:
        self.told.append(said)
        return super().read(topic, said)


async def understood(home: House, name: str) -> understanding.Understood:
    debate = await home.round(name)
    material = await home.kit.store.read(lambda tx: understanding.load(home.kit, tx, debate))
    return await understanding.understand(home.kit, material)


async def test_a_speech_is_read_once(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    for line in ("flow", "hint", "ballot", "ballot details"):
        await home.type("Ana", f"/debate {line}")
    debate = await home.round("Ana")
    assert len(home.reader.read_texts) == len(debate.delivered)


async def test_another_version_of_the_reader_reads_anew(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", OPENING)
    before = len(home.reader.read_texts)
    home.reader.version = "newer"
    again = await understood(home, "Ana")
    assert [fresh.reading.reader for fresh in again.fresh] == ["newer"]
    assert len(home.reader.read_texts) == before + 1


async def test_the_reader_is_told_side_kind_and_what_the_opponents_said_before(
    home: House,
) -> None:
    curious = Curious()
    home.use(reader=curious)
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", OPENING)
    await home.type("Ben", "Schools must teach.")
    await home.type("Ana", "Why?")
    first, second, third = curious.told
    assert (first.side, first.kind, first.opponents) == ("ban", Kind.OPENING, ())
    assert (second.side, second.opponents) == ("limit", (("ban", OPENING),))
    assert (third.kind, third.opponents) == (
        Kind.QUESTION,
        (("limit", "Schools must teach."),),
    )


async def test_everything_the_opponents_said_is_answerable_but_questions_only_by_answers(
    home: House,
) -> None:
    curious = Curious()
    home.use(reader=curious)
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    debate = (await understood(home, "Ana")).debate
    asked = [slot for slot in debate.slots if slot.kind is Kind.QUESTION]
    for slot, told in zip(debate.slots, curious.told, strict=True):
        before = [s for s in debate.slots[: slot.number] if s.side != slot.side]
        counted = before if slot.kind is Kind.ANSWER else [s for s in before if s not in asked]
        assert len(told.opponents) == len(counted), slot


async def test_a_passed_slot_is_heard_in_silence(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", "/debate pass")
    await home.type("Ben", spoken(20))
    heard = (await understood(home, "Ana")).heard
    assert [(h.slot.number, h.text, h.reading.words) for h in heard] == [
        (0, "", 0),
        (1, spoken(20), 20),
    ]


async def test_what_is_void_is_not_heard_at_all(home: House) -> None:
    """A question that was passed has no answer, and nobody's silence in it counts."""
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", slots=2)
    await home.type("Ana", "/debate pass")
    heard = (await understood(home, "Ana")).heard
    assert [h.slot.number for h in heard] == [0, 1, 2]


async def test_speeches_of_one_phase_do_not_hear_each_other(home: House) -> None:
    curious = Curious()
    home.use(reader=curious)
    line = f"{DUEL.replace('pace:standard', 'pace:relaxed')} sides:ban,limit"
    await home.seat("Ana", "Ben", line=line, sides=("ban", "limit"))
    await home.type("Ana", OPENING)
    await home.type("Ben", spoken(20))
    assert [said.opponents for said in curious.told] == [(), ()]


async def test_a_loss_is_nothing_that_others_could_answer(home: House) -> None:
    curious = Curious()
    home.use(reader=curious)
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", "my loss")
    await home.type("Ana", "/debate agree")
    await home.type("Ben", spoken(20))
    assert curious.told[-1].opponents == ()


async def test_marks_of_one_speech_are_those_it_gets_among_all(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana", slots=4)
    whole = await understood(home, "Ana")
    every = understanding.marked(home.kit, whole)
    assert len(every) == 4
    for mark in every:
        assert understanding.marked(home.kit, whole, only=mark.speech) == [mark]
    assert understanding.marked(home.kit, whole, only="nothing") == []


async def test_a_stand_ins_speech_is_not_marked(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.wait(360)
    whole = await understood(home, "Ana")
    assert whole.heard[0].text
    assert understanding.marked(home.kit, whole) == []


async def test_a_round_keeps_the_pack_it_began_with(home: House) -> None:
    """A teacher edits the topic while a round runs and another waits in its lobby."""
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ben", DUEL)
    before = home.kit.packs.topic("school-phones")
    file = home.prompts / "topics" / "school-phones" / "topic.yaml"
    file.write_text(file.read_text().replace("from the first bell", "from the second bell"))
    assert home.kit.packs.topic("school-phones").motion != before.motion
    for name in ("Ana", "Ben"):
        status = await home.type(name, "/debate status")
        assert before.motion in str(status.all[0].fields)
    begun = await home.type("Ben", "/debate begin")
    assert before.motion in begun.texts[0]
    assert (await understood(home, "Ana")).topic.motion == before.motion
