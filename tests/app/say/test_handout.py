"""The handout, page by page, as `/debate brief about:…` shows it."""

from collections.abc import Awaitable, Callable

import pytest

from bot.app.messages import Message, MessageKind
from tests.app.house import DUEL, HOMEWORK, SOLO, House, buttons, fields

PAGES = {
    "Background": "/debate brief about:background",
    "Timeline": "/debate brief about:timeline",
    "Words": "/debate brief about:words",
    "Reading": "/debate brief about:reading",
}
BRIEF = {"Brief": "/debate brief"}

Ask = Callable[[str], Awaitable[Message]]


@pytest.fixture
def ask(home: House) -> Ask:
    """Ana asks for something; she is given one private message."""

    async def asked(line: str) -> Message:
        message = (await home.type("Ana", line)).one(MessageKind.BRIEF)
        assert message.private
        return message

    return asked


async def test_a_brief_leads_to_every_page_and_each_page_to_the_others(
    home: House, ask: Ask
) -> None:
    await home.type("Ana", SOLO)
    assert buttons(await ask("/debate brief")) == PAGES
    assert buttons(await ask("/debate brief about:side")) == PAGES
    for label, command in PAGES.items():
        others = {name: page for name, page in PAGES.items() if name != label}
        assert buttons(await ask(command)) == BRIEF | others


async def test_before_sides_are_drawn_the_pages_can_be_read_too(home: House, ask: Ask) -> None:
    await home.type("Ana", DUEL)
    assert buttons(await ask("/debate brief")) == PAGES
    assert (await ask("/debate brief about:timeline")).table is not None


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("plain", None),
        ("sharp", None),
        ("expert", "Bans on phones have been studied in several countries.\n\nResults differ."),
    ],
)
async def test_the_background_is_that_of_the_rounds_level(
    home: House, ask: Ask, level: str, text: str | None
) -> None:
    await home.type("Ana", f"{SOLO} level:{level}")
    page = await ask("/debate brief about:background")
    topic = home.kit.packs.topic("school-phones")
    assert page.title == home.say("handout.background_title", title=topic.title)
    assert page.text == (text or topic.background)


async def test_without_a_version_for_experts_they_get_the_newcomers(home: House, ask: Ask) -> None:
    await home.type("Ana", f"{SOLO} topic:{HOMEWORK} level:expert")
    background = home.kit.packs.topic(HOMEWORK).background
    assert (await ask("/debate brief about:background")).text == background


async def test_the_timeline_is_a_table_of_dates(home: House, ask: Ask) -> None:
    await home.type("Ana", SOLO)
    page = await ask("/debate brief about:timeline")
    assert page.title == home.say("handout.timeline_title")
    assert page.text == home.say("handout.timeline_text", date="2024-01-15")
    assert page.table is not None
    assert page.table.headings == (home.say("handout.date"), home.say("handout.event"))
    assert page.table.rows == (
        ("2007", "Phones with touch screens go on sale."),
        ("2024-01-15", "The article is published."),
    )


async def test_words_are_those_of_the_motion_and_those_of_the_glossary(
    home: House, ask: Ask
) -> None:
    await home.type("Ana", SOLO)
    page = await ask("/debate brief about:words")
    assert page.table is not None
    assert page.table.rows == (
        ("ban", "Phones may not be seen, heard or used."),
        ("screen time", "The hours that somebody looks at a screen."),
    )


async def test_reading_begins_with_the_article_itself(home: House, ask: Ask) -> None:
    await home.type("Ana", SOLO)
    page = await ask("/debate brief about:reading")
    assert fields(page) == {
        "Phones and pupils": "The Example Review, 2024-01-15",
        "Small screens": "Example Press, 2020. A short book on habits.",
    }


async def test_what_a_topic_has_not_is_not_offered_and_said_when_asked_for(
    home: House, ask: Ask
) -> None:
    await home.type("Ana", f"{SOLO} topic:{HOMEWORK}")
    assert list(buttons(await ask("/debate brief"))) == ["Background", "Reading"]
    for about in ("timeline", "words"):
        page = await ask(f"/debate brief about:{about}")
        assert (page.text, page.table) == (home.say("handout.none"), None)


async def test_notes_for_instructors_are_not_shown_to_students(home: House, ask: Ask) -> None:
    await home.type("Ana", SOLO)
    note = home.kit.packs.topic("school-phones").handout.content_note
    assert note
    for command in (*PAGES.values(), "/debate brief"):
        page = await ask(command)
        assert note not in f"{page.text} {page.fields} {page.table}"


async def test_an_unknown_page_is_refused_with_those_there_are(home: House) -> None:
    await home.type("Ana", SOLO)
    refused = (await home.type("Ana", "/debate brief about:weather")).error
    assert "side, background, timeline, words, reading" in refused
