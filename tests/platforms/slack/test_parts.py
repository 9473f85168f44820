"""Parts go together in as few messages as hold them, in order."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.visible import units
from bot.platforms.slack.parts import Part, header, own, picture, plain, together, words

PARTS = st.builds(
    lambda said, long: Part(block={"type": "divider", "x": "&" * long}, said=said),
    st.text(alphabet="ab\n", max_size=3_000),
    st.integers(0, 9_000),
)


@given(st.lists(PARTS, min_size=1, max_size=12))
def test_each_message_holds_what_slack_takes_and_none_is_lost(parts: list[Part]) -> None:
    groups = together(parts)
    assert [part for group in groups for part in group] == parts
    for group in groups:
        blocks = [part.block for part in group]
        assert units(words(group)) <= 4_000
        assert len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) <= 13_002


def test_no_message_has_more_blocks_than_slack_takes() -> None:
    parts = [Part(block={"type": "divider"})] * 120
    assert [len(group) for group in together(parts)] == [50, 50, 20]


def test_no_message_is_begun_without_need() -> None:
    parts = [Part(block={"type": "divider"}, said="x" * 1_300)] * 7
    assert [len(group) for group in together(parts)] == [3, 3, 1]


def test_buttons_and_pictures_are_told_only_where_nothing_else_is() -> None:
    buttons = Part(block={"type": "actions"}, instead="Join, Leave")
    radar = picture("radar.png", "Clash < Reasons")
    assert words([header("🟧", "A & B"), radar, buttons]) == "A &amp; B"
    assert words([radar, buttons]) == "Clash &lt; Reasons\nJoin, Leave"


def test_words_of_ours_are_read_as_slack_s_notation_and_others_are_not() -> None:
    line = "<@U0ANA> due"
    assert own(line).block["text"] == {"type": "mrkdwn", "text": line, "verbatim": True}
    assert own(line, small=True).block["type"] == "context"
    assert plain(line) == {"type": "plain_text", "text": "&lt;@U0ANA&gt; due", "emoji": True}


@pytest.mark.parametrize("name", ["radar.png", "flow.png"])
def test_a_picture_waits_for_its_file(name: str) -> None:
    block = picture(name, "It shows <this>.").block
    assert block["slack_file"] == {"id": f"attachment://{name}"}
    assert block["alt_text"] == "It shows <this>."
