"""Each person's own page in Slack is there when they open it, and as things stand after that."""

import logging
from pathlib import Path

import pytest

from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack.serving import WITHIN, Hall, opened, with_button
from tests.standins.slack.forms import Form
from tests.standins.slack.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")


def published(hall: Hall, person: Person) -> int:
    """How often somebody's page was published."""
    return sum(body["user_id"] == person.id for body in hall.slack.asked("views.publish"))


async def shows(hall: Hall, person: Person, text: str) -> Form:
    """Somebody's page, once it says that or has such a button."""

    def there() -> Form | None:
        page = person.home
        return page if page is not None and (text in page.text or text in page.buttons) else None

    found = await hall.slack.until(there, WITHIN, f"{text!r} on the page")
    assert found is not None
    return found


async def test_a_stranger_sees_how_to_begin_and_is_not_met_by_looking(hall: Hall) -> None:
    [ana] = hall.school("Ana").people
    people = hall.bot.rows("SELECT count(*) FROM people")
    ana.opens_home()
    page = await shows(hall, ana, "You have no open round.")
    assert {"Start", "Practise", "Stats", "Board", "Privacy", "Help"} <= set(page.buttons)
    assert "Figures" not in page.text
    assert hall.bot.rows("SELECT count(*) FROM people") == people
    assert hall.bot.rows("SELECT count(*) FROM events WHERE payload LIKE '%app_home%'") == [(0,)]


async def test_several_openings_in_a_row_are_one_publish(hall: Hall) -> None:
    [ana] = hall.school("Ana").people
    for _ in range(5):
        ana.opens_home()
    ana.opens_home(tab="messages")
    await shows(hall, ana, "You have no open round.")
    await hall.slack.until_quiet()
    assert published(hall, ana) == 1


async def test_the_other_tab_is_no_page(hall: Hall) -> None:
    ana, ben = hall.school("Ana", "Ben").people
    ana.opens_home(tab="messages")
    ben.opens_home()
    await shows(hall, ben, "You have no open round.")
    assert ana.home is None


async def test_what_is_done_on_the_page_is_on_it_and_answered_directly(hall: Hall) -> None:
    [ana] = hall.school("Ana").people
    ana.opens_home()
    page = await shows(hall, ana, "You have no open round.")
    form = await (await ana.presses(page, "Start")).opens()
    await ana.fills(form, format="alone")
    card = await hall.slack.until(lambda: with_button(ana.dm, ana, "OK"), WITHIN, "a card")
    before = published(hall, ana)
    await ana.presses(await shows(hall, ana, "OK"), "OK")
    await hall.slack.until(lambda: with_button(ana.dm, ana, "Speak"), WITHIN, "her slot")
    await hall.slack.until(lambda: published(hall, ana) > before, WITHIN, "the page anew")
    assert card is not None
    assert "OK" not in card.buttons  # who argues what took its place
    ana.opens_home()
    page = await shows(hall, ana, "Speak")
    form = await (await ana.presses(page, "Speak")).opens()
    await ana.fills(form, text=SPEECH)
    await hall.slack.until(
        lambda: next((m for m in ana.direct if "Your ballot" in m.text), None), WITHIN, "a ballot"
    )
    await ana.presses(await shows(hall, ana, ""), "Board")
    await hall.slack.until(
        lambda: [m for m in ana.direct if "board" in m.text.lower()], WITHIN, "the board"
    )


async def test_trouble_in_publishing_is_logged_and_harmless(
    small: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(tmp_path, small) as hall:
        [ana] = hall.school("Ana").people
        hall.slack.refuses("views.publish", "internal_error", 1)
        with caplog.at_level(logging.WARNING):
            ana.opens_home()
            await hall.slack.until(
                lambda: [a for a in hall.slack.requests if a.method == "views.publish" and a.error],
                WITHIN,
                "a refusal",
            )
            ana.opens_home()
            await shows(hall, ana, "You have no open round.")
        assert "slack_no_page" in caplog.text
