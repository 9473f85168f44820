"""A click means what its presser may do: the store decides, never the id of a button."""

import pytest

from tests.platforms.discord.hall import SPEECH, Class, Hall, called, round_of
from tests.platforms.discord.playing import ballots, play
from tests.platforms.discord.serving import speak
from tests.standins.discord.people import Person
from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_ROUND = "There is no round"
NO_SEAT = "You have no seat in this round."
TEACHERS = "That is for instructors."


async def a_pair(school: Class) -> tuple[Room, Person, Person]:
    """A begun round of the first two; its thread, whose slot it is, and the other."""
    ana, ben = school.people[:2]
    thread = await school.begins("pair", ben)
    await school.accept(thread, ana, ben)
    await school.until(lambda: called(ana, thread) or called(ben, thread), "a slot")
    return (thread, ana, ben) if called(ana, thread) else (thread, ben, ana)


async def refused(person: Person, seen: Seen, command: str, answer: str) -> None:
    """A forged press is answered in time, to the person alone, with no more than this."""
    got = await person.forges(seen, f"c::0:{command}")
    assert answer in got.text, (command, got.text)
    assert got.message is not None
    assert got.message.ephemeral


async def test_a_stranger_to_a_round_presses_nothing_of_it(hall: Hall) -> None:
    school = hall.school("Ana", "Ben", "Mallory")
    mallory = school.people[2]
    thread, mine, _ = await a_pair(school)
    call = called(mine, thread)[0]
    about = f"round:{round_of(call, 'Speak')}"
    before = hall.bot.rows("SELECT version, state FROM rounds WHERE id = ?", about[6:])
    for command in (
        "speak",
        "draft",
        "pass",
        "extend",
        "end",
        "concede",
        "undo",
        "agree",
        "decline",
    ):
        got = await mallory.forges(call, f"c::0:debate {command} {about}")
        assert got.modal is None, command
        assert got.message is not None, command
        assert got.message.ephemeral, command
    await refused(mallory, call, f"debate leave {about}", NO_SEAT)
    await refused(mallory, call, f"debate transcript {about}", NO_SEAT)
    await refused(mallory, call, f"debate ballot details:true {about}", NO_SEAT)
    await refused(mallory, call, f"debate speak {about} text: I am {mine.name}", NO_SEAT)
    await refused(mallory, call, f"class cancel {about}", TEACHERS)
    await refused(mallory, call, f"class move {about}", TEACHERS)
    await refused(mallory, call, f"debate move {about}", NO_SEAT)
    assert hall.bot.rows("SELECT version, state FROM rounds WHERE id = ?", about[6:]) == before


async def test_a_round_of_another_class_is_none(hall: Hall) -> None:
    school, other = hall.school("Ana", "Ben"), hall.school("Mallory")
    [mallory] = other.people
    thread, mine, _ = await a_pair(school)
    about = f"round:{round_of(called(mine, thread)[0], 'Speak')}"
    own = await mallory.types(other.room, "/debate help")
    assert own.message is not None
    for command in ("speak", "join", "flow", "status", "brief", "transcript", "ballot", "cancel"):
        await refused(mallory, own.message, f"debate {command} {about}", NO_ROUND)
    other.server.owner.manages = True
    listed = await other.server.owner.types(other.room, "/class list")
    assert "No round is open" in listed.text
    told = await other.server.owner.types(other.room, "/class cancel", round=about[6:])
    assert NO_ROUND in told.text


async def test_what_somebody_does_alone_with_the_bot_is_nobody_elses(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    thread = await school.begins("alone")
    await school.accept(thread, ana)
    call = await school.asked(thread, ana)
    round_id = round_of(call, "Speak")
    await speak(ana, call)
    await school.until(lambda: ballots(ana, thread), "Ana's ballot")
    for command in ("flow", "status", "brief", "transcript", "ballot"):
        answer = await ben.types(school.room, f"/debate {command}", round=round_id)
        assert NO_ROUND in answer.text, command
    assert "Flow sheet" in (await ana.types(school.room, "/debate flow", round=round_id)).text


async def test_a_forged_form_fills_only_what_is_the_senders(hall: Hall) -> None:
    school = hall.school("Ana", "Ben", "Mallory")
    thread, mine, other = await a_pair(school)
    form = (await mine.presses(called(mine, thread)[0], "Speak")).modal
    assert form is not None
    got = await other.fills(form, text="Words that are not mine, put into another's mouth now.")
    assert "It is not your slot yet" in got.text  # they are their own draft
    assert not [m for m in thread.messages if "another's mouth" in m.text]


@pytest.mark.parametrize(
    "custom_id", ["x", "c:", "c::0:", "c::zero:debate flow", "c::0:rm -rf /", "h:", "h:nothing",
                  "c::0:welcome 1", "c::0:/welcome", "c::0:debate start format:no",
                  "f:debate.speak::x", "c" * 100],
)  # fmt: skip
async def test_an_unknown_button_is_answered_kindly(hall: Hall, custom_id: str) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    helped = await ana.types(school.room, "/debate help")
    assert helped.message is not None
    answer = await ana.forges(helped.message, custom_id)
    assert answer.message is not None
    assert answer.message.ephemeral
    assert answer.text
    assert "went wrong" not in answer.text


async def test_buttons_of_a_slot_and_a_round_that_are_over_answer_kindly(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana = school.people[0]
    thread = await school.begins("pair", school.people[1])
    await play(school, thread, school.people)
    call = called(ana, thread)[0]
    table = next(m for m in school.room.messages if school.room.thread_of(m) == thread)
    about = f"round:{round_of(call, 'Speak')}"
    over = "This round is finished."
    late = {"Speak": over, "Save draft": over, "Pass": over,
            "Hint": "A hint comes when it is your slot."}  # fmt: skip
    for label, said in late.items():
        answer = await ana.presses(call, label)
        assert said in answer.text, (label, answer.text)
    assert "Flow sheet" in (await ana.presses(call, "Flow")).text
    for command in ("join", "begin", "leave", "agree"):
        answer = await ana.forges(table, f"c::2:debate {command} {about}")
        assert over in answer.text, (command, answer.text)


async def test_pressing_twice_acts_once(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, _ = await a_pair(school)
    call = called(mine, thread)[0]
    form = (await mine.presses(call, "Speak")).modal
    again = (await mine.presses(call, "Speak")).modal
    await mine.fills(form, text=SPEECH)
    second = await mine.fills(again, text=SPEECH)
    assert "It is not your slot. Speaking now:" in second.text or "kept as a draft" in second.text
    await school.until(lambda: [m for m in thread.messages if "· opening" in m.text], "a speech")
    assert len([m for m in thread.messages if f"{mine.name} · opening" in m.text]) == 1


# ── instructors ─────────────────────────────────────────────────────────────────────────────────


async def test_instructors_commands_are_hidden_from_students_and_refused(hall: Hall) -> None:
    school = hall.school("Ana")
    [ana], owner = school.people, school.server.owner
    assert not [one for one in ana.offered(school.room) if one.startswith("/class")]
    assert "/class list" in owner.offered(school.room)
    with pytest.raises(CannotDo):
        await ana.types(school.room, "/class list")
    await ana.says(school.room, f"{hall.discord.bot.mention} class list")
    await hall.discord.until_message(school.room, TEACHERS)
    ana.manages = True
    assert "No round is open in this class." in (await ana.types(school.room, "/class list")).text
    ana.manages = False
    helped = await ana.types(school.room, "/debate help")
    assert helped.message is not None
    await refused(ana, helped.message, "class list", TEACHERS)


async def test_a_role_named_in_the_config_makes_instructors(hall: Hall) -> None:
    school = hall.school("Ana", "Tina")
    _, tina = school.people
    tutors = school.server.role("Tutors")
    school.server.gives(tina, tutors)
    line = f"{hall.discord.bot.mention} class list"
    await tina.says(school.room, line)
    await school.until(
        lambda: [m for m in (*tina.direct, *school.room.messages) if "No round is open" in m.text],
        "the list",
    )
    school.server.takes(tina, tutors)
    await tina.says(school.room, line)
    await hall.discord.until_message(school.room, TEACHERS)


# ── figures ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_board_is_for_all_and_ones_own_place_for_oneself(hall: Hall) -> None:
    school = hall.school("Ana", "Ben", "Cleo")
    ana, ben, cleo = school.people
    thread = await school.begins("pair", ben)
    await play(school, thread, [ana, ben])
    await looks_at_the_board(school, ana, "of 2.")
    await looks_at_the_board(school, cleo, "You are not on the board yet.")
    stats = await ana.types(school.room, "/my stats")
    assert stats.message is not None
    assert stats.message.ephemeral
    [picture] = stats.message.files
    assert picture.data.startswith(b"\x89PNG")
    assert "developing" in picture.description or "sound" in picture.description


async def looks_at_the_board(school: Class, person: Person, own: str) -> None:
    """In the channel the board is for all and one's own place follows; directly both come."""
    answer = await person.types(school.room, "/leaderboard show")
    await school.until(lambda: answer.follow_ups, "one's own place")
    assert answer.message is not None
    assert not answer.message.ephemeral
    assert "Leaderboard" in answer.text
    [mine] = answer.follow_ups
    assert mine.ephemeral
    assert own in mine.text
    await person.writes_directly("leaderboard show")
    await school.until(lambda: [m for m in person.direct if own in m.text], own)
    assert [m for m in person.direct if "Leaderboard" in m.text]


async def test_help_is_one_screen_for_oneself(hall: Hall) -> None:
    school = hall.school("Ana")
    answer = await school.people[0].types(school.room, "/debate help")
    assert answer.message is not None
    assert answer.message.ephemeral
    assert answer.follow_ups == []
    assert len(answer.text) < 1_500
    assert "Sides are assigned roles" in answer.text
    assert "your ballot is for you and your instructor alone" in answer.text


# ── suggestions ─────────────────────────────────────────────────────────────────────────────────


async def test_values_are_suggested_while_they_are_typed(hall: Hall) -> None:
    school, other = hall.school("Ana", "Ben"), hall.school("Mallory")
    ana, ben = school.people
    topics = await ana.completes(school.room, "/debate start", "topic", "pho")
    assert topics[0] == {"name": "Phones at school", "value": "school-phones"}
    sides = await ana.completes(school.room, "/debate start", "side", "", topic="school-phones")
    assert sides == [{"name": n, "value": n.lower()} for n in ("Ban", "Limit", "Free")]
    two = await ana.completes(school.room, "/debate start", "sides", "ban,f")
    assert two == [{"name": "ban, Free", "value": "ban,free"}]
    kept_out = await ana.completes(school.room, "/my sides", "exclude", "no")
    assert kept_out == [{"name": "none", "value": "none"}]
    await school.begins("alone")
    await ben.types(school.room, "/debate start", format="pair")
    await school.until(lambda: len(school.room.threads) == 2, "both rounds")

    async def rounds(person: Person, room: Room, line: str = "/debate flow") -> set[str]:
        found = await person.completes(room, line, "round", "")
        return {str(one["name"]).rpartition(" · ")[0] for one in found}

    alone, pair = (
        "Homework · sides drawn · alone · Ana",
        "Homework · waiting for people · pair · Ben",
    )
    assert await rounds(ana, school.room) == {alone, pair}
    assert await rounds(ana, ana.dm) == {alone, pair}
    assert await rounds(ben, school.room) == {pair}
    assert await rounds(ana, school.room, "/debate ballot") == set()
    assert await rounds(ana, school.room, "/debate transcript") == {alone}
    owner = school.server.owner
    assert await rounds(owner, school.room, "/class cancel") == {alone, pair}
    assert await rounds(other.people[0], other.room) == set()
