"""What Slack is sent is set out with what Slack itself adds; its blocks the page's script draws."""

import json
import re
from html import unescape
from typing import Any

import pytest

from tests.gallery.slack.payload import Stage, clock, home, message, modal

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1>", "verbatim": True}}
TITLE = {"type": "plain_text", "text": "A &amp; B", "emoji": True}


def blocks(html: str) -> list[dict[str, Any]]:
    """The blocks that the page's script is given."""
    [found] = re.findall(r'data-blocks="([^"]*)"', html)
    return list(json.loads(unescape(found)))


def test_a_message_says_who_wrote_it_and_a_second_one_does_not() -> None:
    first, second = (
        message({"blocks": [SECTION]}, [], Stage(again=again)) for again in (False, True)
    )
    assert "debate-bot" in first
    assert "debate-bot" not in second


def test_an_answer_for_one_person_is_marked() -> None:
    assert "Only visible to you" in message({"blocks": []}, [], Stage(ephemeral=True))
    assert "Only visible to you" not in message({"blocks": []}, [], Stage())


def test_a_picture_has_the_address_of_the_drawn_one() -> None:
    waiting = {"type": "image", "slack_file": {"id": "attachment://m.png"}, "alt_text": "Marks"}
    html = message({"blocks": [waiting]}, [], Stage(pictures={"m.png": "drawn/slack/x.png"}))
    assert blocks(html) == [
        {"type": "image", "image_url": "drawn/slack/x.png", "alt_text": "Marks"}
    ]


def test_a_file_that_no_block_shows_stands_below_the_message() -> None:
    files = [{"name": "m.png", "alt": "Marks"}, {"name": "round.md", "alt": ""}]
    html = message({"blocks": []}, files, Stage(sizes={"round.md": 2048}))
    assert html.count('class="file"') == 1
    assert "<b>round.md</b><span>Markdown · 2 KB</span>" in html


def test_what_would_be_drawn_otherwise_than_by_slack_is_changed() -> None:
    chosen = {"text": TITLE, "value": "a"}
    select = {"type": "static_select", "placeholder": TITLE | {"text": "Any"}}
    asked = {"type": "input", "label": TITLE, "optional": True}
    shown = blocks(
        message(
            {"blocks": [SECTION, asked | {"element": select | {"initial_option": chosen}}]},
            [], Stage(),
        )
    )  # fmt: skip
    assert shown[0]["text"] == {"type": "mrkdwn", "text": "<@U1>"}
    assert shown[1]["label"]["text"] == "A & B (optional)"
    assert shown[1]["element"]["placeholder"]["text"] == "A & B"


def test_a_form_has_its_title_and_buttons() -> None:
    view = {"title": TITLE, "submit": TITLE | {"text": "Speak"}, "blocks": [SECTION]}
    html = modal(view, Stage(theme="dark"))
    assert "<b>A &amp;amp; B</b>" not in html
    assert "<b>A &amp; B</b>" in html
    assert html.count(">Speak<") == 2  # the phone has it at the top
    assert 'data-theme="dark"' in html


def test_a_page_stands_below_its_tabs() -> None:
    html = home({"blocks": [SECTION]}, Stage())
    assert '<span class="chosen">Home</span>' in html
    assert len(blocks(html)) == 1


@pytest.mark.parametrize(
    ("seconds", "told"), [(36_120, "10:02 AM"), (43_200, "12:00 PM"), (0, "12:00 AM")]
)
def test_an_hour_is_told_as_a_clock_does(seconds: int, told: str) -> None:
    assert clock(seconds) == told
