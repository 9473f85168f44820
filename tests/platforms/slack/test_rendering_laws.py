"""Whatever is in a message: Slack takes its payloads, shows all of it, and reads none of it."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.messages import Bar, Button, Field, Message, MessageKind, Table
from bot.app.messages import to_round as everybody
from bot.app.visible import in_chat, units
from bot.platforms.slack.rendering import View
from tests.platforms.slack import reading
from tests.platforms.slack.test_rendering import ANA, CLOCK, ROUND, bodies, kinds, said, shown
from tests.platforms.slack.test_safe import TEXTS, is_seen
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.blocks import check_message, check_metadata

SENDING = "5x6gbv58qjf42"
LONG = st.tuples(TEXTS, st.integers(1, 120)).map(lambda given: f"{given[0]} " * given[1])
FIELDS = st.lists(st.builds(Field, name=LONG, value=LONG), max_size=8).map(tuple)
TABLES = st.lists(st.tuples(TEXTS, TEXTS, LONG, TEXTS), min_size=1, max_size=60).map(
    lambda rows: Table(headings=("A", "B", "C", "D"), rows=tuple(rows))
)
BARS = st.lists(st.builds(Bar, name=TEXTS, points=st.integers(0, 100), band=TEXTS), max_size=9).map(
    tuple
)
BUTTONS = st.lists(
    st.builds(Button, label=TEXTS.filter(str.strip), command=TEXTS.map("/{}".format)), max_size=40
).map(tuple)
MESSAGES = st.builds(
    Message,
    kind=st.sampled_from(MessageKind),
    to=st.just(everybody(ROUND)),
    text=LONG,
    title=LONG,
    side=st.none() | st.just("side"),
    fields=FIELDS,
    table=st.none() | TABLES,
    bars=BARS,
    buttons=BUTTONS,
    deadline=st.none() | st.just(1_790_000_000_123),
)
VIEWS = st.builds(
    View,
    sending=st.just(SENDING) | st.just(""),
    mention=st.just(ANA) | st.just(""),
    ping=st.booleans(),
    hue=st.none() | st.integers(0, 9),
)


@settings(max_examples=60)
@given(MESSAGES, VIEWS)
def test_every_payload_keeps_within_what_slack_takes(message: Message, view: View) -> None:
    for number, made in enumerate(bodies(message, view)):
        check_message(made)
        check_metadata(made.get("metadata"))
        assert 1 <= len(made["blocks"]) <= 50
        assert 1 <= units(made["text"]) <= 4_000
        assert units(json.dumps(made["blocks"], ensure_ascii=False)) <= 13_200 * 1.1  # spaces
        assert bool(view.sending) == ("metadata" in made)
        if view.sending:
            assert made["metadata"]["event_payload"] == {"id": SENDING, "part": number}


@settings(max_examples=60)
@given(MESSAGES, VIEWS)
def test_no_words_notify_anybody(message: Message, view: View) -> None:
    whom = {f"@{ANA}"} if view.mention and view.ping else set()
    for number, made in enumerate(bodies(message, view)):
        assert reading.notified(made) == (whom if number == 0 else set())
        assert (made["link_names"], made["parse"], made["mrkdwn"]) == (False, "none", False)
        assert (made["unfurl_links"], made["unfurl_media"]) == (False, False)


def mrkdwn(block: Mapping[str, Any]) -> list[str]:
    """Texts of a block that Slack reads as layout."""
    texts = [block.get("text"), *block.get("elements", [])]
    return [text["text"] for text in texts if text and text.get("type") == "mrkdwn"]


@settings(max_examples=60)
@given(MESSAGES)
def test_only_our_own_lines_are_read_as_layout(message: Message) -> None:
    for made in bodies(message, View(mention=ANA, ping=True)):
        ours = [text for block in made["blocks"] for text in mrkdwn(block)]
        assert len(ours) <= 3
        for text in ours:
            left = text.replace(f"<@{ANA}>", "").replace(CLOCK, "")
            assert left in ("", " · ", say("slack.how"))


@settings(max_examples=60)
@given(LONG, FIELDS)
def test_nothing_is_cut_off(text: str, fields: tuple[Field, ...]) -> None:
    made = bodies(said(MessageKind.SPEECH, text, title="A speech", fields=fields))
    parts = [text, *(part for field in fields for part in (field.name, field.value))]
    letters = [c for part in parts for c in in_chat(part)]
    for seen in ("".join(map(shown, made)), reading.read("".join(each["text"] for each in made))):
        for letter in {c for c in letters if c.isalnum()}:
            assert seen.count(letter) >= letters.count(letter)


@settings(max_examples=60)
@given(MESSAGES)
def test_what_cannot_be_seen_is_never_sent(message: Message) -> None:
    for made in bodies(message):
        assert is_seen(made["text"].replace("\u2068", "").replace("\u2069", ""))
        assert is_seen(shown(made).replace("\u2068", "").replace("\u2069", ""))


def test_a_very_long_message_comes_in_parts_with_its_ends_in_the_right_ones() -> None:
    button = Button(label="Flow", command=f"/debate flow round:{ROUND}")
    message = said(MessageKind.SPEECH, "**So.** " * 1500, title="Assigned role", buttons=(button,))
    view = View(mention=ANA, ping=True, sending=SENDING)
    first, *middle, last = bodies(message, view)
    assert kinds(first)[:2] == ["section", "header"]
    assert [kind for made in (*middle, last) for kind in kinds(made)].count("header") == 0
    assert kinds(last)[-1] == "actions"
    assert [kind for made in (first, *middle) for kind in kinds(made)].count("actions") == 0
    assert "".join(map(shown, (first, *middle, last))).count("**So.**") == 1500
    assert [made["metadata"]["event_payload"]["part"] for made in (first, *middle, last)] == list(
        range(len(middle) + 2)
    )
