"""Written messages: what is a speech, what is left alone, and that hostile text does nothing."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.platforms.discord.hall import SPEECH, Class, Hall, called, opened
from tests.platforms.discord.playing import speeches
from tests.platforms.discord.serving import speak
from tests.standins.discord.people import Person
from tests.standins.discord.rooms import Room
from tests.standins.discord.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARK = "✅"
ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")
CLOCK = re.compile(r"<t:\d+:[a-zA-Z]>")
MARKDOWN = re.compile(r"[*_~`|<>@#\[\]]")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reading_hall(
    prompts_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Hall]:
    """A hall whose bot may read plain messages."""
    async with opened(tmp_path_factory.mktemp("reading"), prompts_folder, content=True) as hall:
        yield hall


async def a_slot(school: Class, *others: Person) -> tuple[Room, Person, Person]:
    """A begun round; its thread, whose slot it is, and somebody else."""
    ana = school.people[0]
    thread = await school.begins("pair" if others else "alone", *others)
    await school.accept(thread, ana, *others)
    await school.until(lambda: any(called(p, thread) for p in school.people), "a slot")
    mine = next(p for p in school.people if called(p, thread))
    return thread, mine, next(p for p in school.people if p != mine)


def marked(hall: Hall, message: Seen) -> bool:
    """Whether the bot put its mark under a message."""
    wanted = f"/messages/{message.id}/reactions/{MARK}"
    return any(wanted in asked.path and asked.status == 204 for asked in hall.discord.requests)


@pytest.mark.parametrize("way", ["mention", "reply", "direct", "forced", "pasted"])
async def test_a_message_to_the_bot_is_the_speech_of_whose_slot_it_is(hall: Hall, way: str) -> None:
    school = hall.school("Ana", "Ben")
    thread, ana, _ = await a_slot(school)
    bot = hall.discord.bot.mention
    if way == "mention":
        said = await ana.says(thread, f"{bot} {SPEECH}")
    elif way == "forced":
        said = await ana.says(thread, f"{bot} speak {SPEECH}")
    elif way == "reply":
        said = await ana.says(thread, SPEECH, reply_to=called(ana, thread)[0])
    elif way == "pasted":
        said = await ana.says(thread, bot, files=[("message.txt", SPEECH.encode())])
    else:
        said = await ana.writes_directly(SPEECH)
    await school.until(lambda: len(speeches(thread)) == 2, "both speeches")
    shown = next(m for m in thread.messages if m.embeds and "· Ana ·" in m.text)
    assert shown.embeds[0]["description"] == SPEECH
    if way != "direct":
        await school.until(lambda: marked(hall, said), "the mark under it")
    confirmed = await school.until(
        lambda: next((m for m in ana.direct if "Your opening is saved" in m.text), None),
        "a confirmation",
    )
    assert isinstance(confirmed, Seen)
    assert confirmed.silent


async def test_without_the_intent_plain_messages_are_left_alone(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, ana, _ = await a_slot(school)
    plain = await ana.says(thread, SPEECH)
    quiet = await ana.says(thread, SPEECH, reply_to=called(ana, thread)[0], ping=False)
    await ana.says(thread, f"{hall.discord.bot.mention} status")
    await school.until(lambda: [m for m in thread.messages if "(round " in m.text], "the status")
    assert speeches(thread) == []
    assert not marked(hall, plain)
    assert not marked(hall, quiet)


async def test_a_bare_mention_opens_the_panel_for_everybody_without_a_ping(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, ana, _ = await a_slot(school)
    asked = await ana.says(thread, hall.discord.bot.mention)
    panel = await school.until(
        lambda: next((m for m in thread.messages if "(round " in m.text), None), "the panel"
    )
    assert isinstance(panel, Seen)
    assert panel.reply_to == asked
    assert panel.silent
    assert panel.pings == frozenset()
    assert panel.buttons[0] == "Speak"


async def test_out_of_turn_a_remark_is_told_whose_slot_it_is(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, mine, other = await a_slot(school, school.people[1])
    await other.says(thread, f"{hall.discord.bot.mention} hello")
    found = await hall.discord.until_message(thread, f"Speaking now: {mine.name}.")
    assert found.silent


async def test_with_the_intent_a_plain_message_is_a_speech_only_of_whose_slot_it_is(
    reading_hall: Hall,
) -> None:
    school = reading_hall.school("Ana", "Ben", "Cleo")
    cleo = school.people[2]
    thread, mine, other = await a_slot(school, school.people[1])
    left_alone = [
        await other.says(thread, "I am not ready yet, are you?"),
        await cleo.says(thread, "Good luck to both of you, this will be fun to watch."),
        await mine.says(school.room, "We debate in the thread, in case somebody looks for us."),
        await mine.says(thread, "/shrug"),
    ]
    said = await mine.says(thread, SPEECH)
    await school.until(lambda: marked(reading_hall, said), "the mark under it")
    await school.until(lambda: called(other, thread), "the other's slot")
    answer = await other.says(thread, SPEECH)
    await school.until(lambda: marked(reading_hall, answer), "the mark under it")
    await school.until(lambda: len(speeches(thread)) == 2, "both speeches")
    assert [found.who for found in speeches(thread)] == [mine.name, other.name]
    assert not any(marked(reading_hall, message) for message in left_alone)
    assert [m for m in school.room.messages if m.author == "debate-bot"][1:] == []
    assert not [m for m in thread.messages if m.reply_to in left_alone]


# ── hostile text ────────────────────────────────────────────────────────────────────────────────

HOSTILE = {
    "everyone": "@everyone @here look at me, this is about phones in class and nothing else",
    "mentions": "<@{user}> and <@!{user}> and <@&{role}> and <#{room}> think that phones distract",
    "links": "see https://example.com/cat.png and <https://example.com> and discord.gg/abc today",
    "markdown": "# big\n> quote\n- list\n1. one\n**bold** _it_ ~~no~~ ||spoiler|| `code` [a](b)",
    "fence": "```py\nprint('phones')\n``` and then ```",
    "emoji": "👍🏽 <:smile:123456789012345678> :smile: 👨‍👩‍👧 phones distract many pupils 🇺🇦",
    "turned": "phones \u202egnihtyreve\u202c distract \u2066us\u2069 all in every class today",
    "escapes": r"\*not bold\* \\ \@everyone \`x\` and phones distract pupils in the class",
    "clock": "<t:1700000000:R> </debate start:123456789012345678> phones distract many pupils",
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_what_is_read_is_what_was_written_and_it_does_nothing(hall: Hall, kind: str) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    role = school.server.role("Everybody", mentionable=True)
    for person in school.people:
        school.server.gives(person, role)
    thread, _, _ = await a_slot(school)
    text = HOSTILE[kind].replace("{user}", ben.id).replace("{role}", role.id)
    text = text.replace("{room}", school.room.id)
    await speak(ana, called(ana, thread)[0], text)
    await school.until(lambda: len(speeches(thread)) == 2, "both speeches")
    said = next(m for m in thread.messages if m.embeds and "· Ana ·" in m.text)
    assert said.content == ""
    written = re.sub("[\u202a-\u202e\u2066-\u2069]", "\N{REPLACEMENT CHARACTER}", text)
    assert ESCAPED.sub(r"\1", str(said.embeds[0]["description"])) == written
    harmless(school, thread)
    assert hall.discord.notifications(ben) == 0


async def test_four_thousand_stars_are_all_shown(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    thread, ana, _ = await a_slot(school)
    await speak(ana, called(ana, thread)[0], "*" * 4_000)
    await school.until(lambda: [m for m in thread.messages if "**" in plain(m)], "the speech")
    await school.until(lambda: sum(plain(m).count("*") for m in thread.messages) >= 4_000, "all")
    assert sum(plain(m).count("*") for m in thread.messages) == 4_000
    harmless(school, thread)


@pytest.mark.parametrize("name", ["@everyone", "**Bo** <@1>", "\u202eanA", "#1 [x](https://a.bc)"])
async def test_a_hostile_name_is_only_a_name(hall: Hall, name: str) -> None:
    school = hall.school("Ana", name)
    thread, _, _ = await a_slot(school, school.people[1])
    for person in school.people:
        panel = await person.types(thread, "/debate status")
        assert panel.message is not None
        text = CLOCK.sub("", panel.text)
        assert not MARKDOWN.search(ESCAPED.sub("", text)), panel.text
    harmless(school, thread)
    harmless(school, school.room)


def plain(message: Seen) -> str:
    """What of a message's embeds a reader sees as text."""
    return ESCAPED.sub(r"\1", "".join(str(e.get("description") or "") for e in message.embeds))


def harmless(school: Class, room: Room) -> None:
    """No message there notifies anybody but whose slot it is, unfolds, or is laid out."""
    for seen in room.messages:
        if seen.author != "debate-bot":
            continue
        assert not seen.unfurls, seen
        assert seen.pings <= {person.name for person in called_there(school, seen)}, seen
        if "Assigned role" in seen.text:
            text = ESCAPED.sub("", str(seen.embeds[0].get("description") or ""))
            assert not MARKDOWN.search(text), seen


def called_there(school: Class, seen: Seen) -> list[Person]:
    """Whom a message calls to speak."""
    called_on = seen.content.partition(" ")[0]
    return [p for p in school.people if p.mention == called_on and "Speak" in seen.buttons]
