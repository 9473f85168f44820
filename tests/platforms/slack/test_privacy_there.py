"""A press means what its presser may do: the store decides, never the id of a button."""

import pytest

from tests.platforms.slack.serving import Hall, School, calls, with_button
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_ROUND, NO_SEAT, TEACHERS = "There is no round", "You have no seat", "That is for instructors."
# Of a round, with what a stranger to it is told: that they are not in it, or nothing of it.
OF_OTHERS = {
    "debate leave": NO_SEAT,
    "debate transcript": NO_SEAT,
    "debate ballot details:true": NO_SEAT,
    "debate speak text: Not mine": NO_SEAT,
    "debate move": NO_SEAT,
    "class cancel": TEACHERS,
    "class move": TEACHERS,
    "debate speak": "",
    "debate draft": "",
    "debate pass": "",
    "debate end": "",
    "debate concede": "",
    "debate undo": "",
    "debate agree": "",
}


async def a_call(school: School) -> tuple[Room, Seen, Person]:
    """A begun round of the first two: its thread, the first call and whose it is."""
    ana, ben = school.people[:2]
    thread = await school.begins("pair", ben)
    await school.accept(ana, ben)
    call = await school.until(lambda: with_button(thread, ana, "Speak"), "a slot")
    return thread, call, next(person for person in (ana, ben) if person.name in call.pings)


def about(seen: Seen, label: str) -> str:
    """Which round a button is about."""
    return str(seen.button(label)[1]["action_id"]).split("round:")[1]


async def test_a_stranger_to_a_round_presses_nothing_of_it(hall: Hall) -> None:
    school = hall.school("Ana", "Ben", "Mallory")
    mallory = school.people[2]
    _, call, _ = await a_call(school)
    of = about(call, "Speak")
    stands = "SELECT version, state FROM rounds WHERE id = ?"
    before = hall.bot.rows(stands, of)
    for command, told in OF_OTHERS.items():
        words, text, rest = command.partition(" text:")
        answer = await mallory.forges(call, f"c:0:{words} round:{of}{text}{rest}")
        said = await answer.replies()
        assert said.ephemeral, command
        assert told in said.text, (command, said.text)
        assert answer.modal is None, command
    assert hall.bot.rows(stands, of) == before


async def test_what_somebody_does_alone_with_the_bot_is_nobody_elses(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    await ana.writes_directly("/debate start format:alone")
    card = await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    of = about(card, "OK")
    for command in ("flow", "status", "brief", "transcript", "ballot", "speak"):
        said = await (await ben.types(school.room, f"/debate {command} round:{of}")).replies()
        assert NO_ROUND in said.text, command
    await ana.types(school.room, f"/debate status round:{of}")
    await school.until(
        lambda: next((m for m in ana.sees(school.room) if of in m.text and m.ephemeral), None),
        "her own status",
    )


async def test_a_form_fills_only_what_is_its_senders(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, call, mine = await a_call(school)
    other = next(person for person in school.people if person != mine)
    form = await (await mine.presses(call, "Speak")).opens()
    assert (await other.fills(form, text="Words in another's mouth, not mine.")).acknowledged
    await hall.worked_off()
    assert calls(other, thread) == []  # it is still the other's slot: these are their own draft
    assert not [m for m in thread.messages if "another's mouth" in m.text]


@pytest.mark.parametrize(
    "action_id",
    ["x", "c:", "c:0:", "c:zero:debate flow", "c:0:rm -rf /", "c:0:debate start format:no"],
)
async def test_a_forged_button_is_answered_and_does_no_harm(hall: Hall, action_id: str) -> None:
    school = hall.school("Ana")
    [ana] = school.people
    helped = await (await ana.types(school.room, "/debate help")).replies()
    answer = await ana.forges(helped, action_id)
    assert answer.acknowledged
    assert (await answer.replies()).ephemeral
