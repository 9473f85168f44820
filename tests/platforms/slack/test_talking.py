"""What is said to the bot in messages is shown as it was written, and does nothing else."""

import pytest

from tests.platforms.slack.serving import Hall, School, calls, with_button
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

MORE = "phones distract many pupils in every class today"
HOSTILE = {
    "broadcasts": f"@here @channel @everyone <!channel> <!subteam^S1> {MORE}",
    "people": f"@{{other}} and <@{{id}}> think that {MORE}",
    "links": f"see https://example.com/a?b=1&c=2 and <https://example.org>: {MORE}",
    "layout": f"*bold* _it_ ~no~ `code` > quote & < > &amp; &lt; {MORE}",
    "emoji": f"👍🏽 :tada: :+1: {MORE}",
    "clock": f"<!date^1700000000^{{{{date}}}}|now> {MORE}",
}


async def a_slot(school: School) -> tuple[Room, Person, Person]:
    """A begun round of two: its thread, whose slot it is, and the other."""
    ana, ben = school.people
    thread = await school.begins("pair", ben)
    await school.accept()
    call = await school.until(lambda: with_button(thread, ana, "Speak"), "a slot")
    return (thread, ana, ben) if ana.name in call.pings else (thread, ben, ana)


def spoken(thread: Room, name: str) -> Seen | None:
    """Somebody's speech as the bot shows it."""
    mine = (m for m in thread.messages if m.author == "debate-bot")
    return next((m for m in mine if "Assigned role" in m.text and f"· {name} ·" in m.text), None)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_what_is_read_is_what_was_written_and_it_does_nothing(hall: Hall, kind: str) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, other = await a_slot(school)
    text = HOSTILE[kind].format(other=other.name, id=other.id)
    written = await mine.mentions(thread, text)
    shown = await school.until(lambda: spoken(thread, mine.name), "the speech")
    assert shown.text.replace("\u2060", "").endswith(text)
    assert shown.pings == frozenset()
    assert shown.broadcasts == frozenset()
    await school.until(lambda: next(iter(calls(other, thread)), None), "the other's slot")
    by_bot = [m for m in other.notifications() if m != written and m.message.channel == thread.id]
    assert by_bot == calls(other, thread)


async def test_out_of_turn_a_remark_is_told_whose_slot_it_is(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, other = await a_slot(school)
    await other.mentions(thread, "hello")
    told = await school.until(
        lambda: next((m for m in other.sees(thread) if "Speaking now" in m.text), None), "whose"
    )
    assert mine.name in told.text
    assert told.ephemeral


async def test_what_is_changed_afterwards_is_not_said_again(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, _ = await a_slot(school)
    written = await mine.mentions(thread, f"First: {MORE}.")
    await school.until(lambda: spoken(thread, mine.name), "the speech")
    mine.edits(written, f"@debate-bot Second: {MORE}.")
    await hall.slack.until_quiet()
    await hall.worked_off()
    assert not [m for m in thread.messages if m != written and "Second" in m.text]
