"""Messages become payloads that Discord takes, whatever is in them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.messages import (
    Button,
    Field,
    File,
    Message,
    MessageKind,
    Picture,
    Table,
    to_person,
    to_round,
)
from bot.app.visible import units
from bot.drawing import Drawn
from bot.platforms.discord.rendering import HUES, NEUTRAL, Payload, View, colour, payloads
from tests.platforms.discord.reading import marks, read, shown
from tests.platforms.discord.snapshots import say
from tests.platforms.discord.test_safe import TEXTS

ROUND = "5x6gbv5800007"
ANA = "312345678901234567"
NOBODY = View()
PLAIN: dict[str, object] = {"allowed_mentions": {"parse": []}}
LONG = st.tuples(TEXTS, st.integers(1, 120)).map(lambda given: f"{given[0]} " * given[1])
FIELDS = st.lists(st.builds(Field, name=LONG, value=LONG), max_size=8).map(tuple)
TABLES = st.lists(st.tuples(TEXTS, TEXTS, LONG, TEXTS), min_size=1, max_size=30).map(
    lambda rows: Table(headings=("A", "B", "C", "D"), rows=tuple(rows))
)
MESSAGES = st.builds(
    Message,
    kind=st.sampled_from(MessageKind),
    to=st.just(to_round(ROUND)),
    text=LONG,
    title=LONG,
    fields=FIELDS,
    table=st.none() | TABLES,
    deadline=st.none() | st.just(1_790_000_000_123),
    owner=st.none() | st.just("person"),
)


def said(kind: MessageKind, text: str, **parts: object) -> Message:
    """A message to the round."""
    return Message(kind=kind, to=to_round(ROUND), text=text, **parts)  # type: ignore[arg-type]  # parts of a message


def bodies(message: Message, view: View = NOBODY) -> list[dict[str, Any]]:
    """The JSON of each payload."""
    return [payload.body for payload in payloads(message, view, say)]


def body(message: Message, view: View = NOBODY) -> dict[str, Any]:
    """The JSON of the only payload."""
    [only] = bodies(message, view)
    return only


def embed(message: Message, view: View = NOBODY) -> dict[str, Any]:
    """The only embed."""
    [only] = body(message, view)["embeds"]
    return dict(only)


def size(made: dict[str, Any]) -> int:
    """What Discord counts of an embed."""
    fields = made.get("fields", [])
    written = [made.get("title", ""), made.get("description", "")]
    return sum(map(units, [*written, *(f["name"] + f["value"] for f in fields)]))


# ── limits ──────────────────────────────────────────────────────────────────────────────────────


def check(made: dict[str, Any]) -> None:
    """One embed keeps within the limits of platforms.md."""
    assert units(made.get("title", "")) <= 256
    assert units(made.get("description", "")) <= 4096
    assert made.get("title") or made.get("description", "").strip() or made.get("fields")
    assert len(made.get("fields", [])) <= 25
    for field in made.get("fields", []):
        assert 1 <= units(field["name"].strip()) <= 256
        assert 1 <= units(field["value"].strip()) <= 1024


@settings(max_examples=60)
@given(MESSAGES)
def test_every_payload_keeps_within_what_discord_takes(message: Message) -> None:
    for made in bodies(message, View(mention=ANA)):
        embeds = made.get("embeds", [])
        assert made.get("content") or embeds
        assert units(made.get("content", "")) <= 2000
        assert len(embeds) <= 10
        assert sum(map(size, embeds)) <= 6000
        for each in embeds:
            check(each)


@settings(max_examples=60)
@given(LONG, FIELDS)
def test_nothing_is_cut_off(text: str, fields: tuple[Field, ...]) -> None:
    message = said(MessageKind.SPEECH, text, title="A speech", fields=fields)
    seen = "".join(shown(each) for made in bodies(message) for each in made["embeds"])
    expected = said(MessageKind.SPEECH, text, fields=fields)
    letters = [c for part in (expected.text, *(f.name + f.value for f in fields)) for c in part]
    for letter in {c for c in letters if c.isalnum()}:
        assert seen.count(letter) >= letters.count(letter)


@settings(max_examples=60)
@given(MESSAGES)
def test_no_words_mean_anything_to_discord(message: Message) -> None:
    if message.table or message.kind is MessageKind.PROMPT:
        return  # there, our own bold and slanted parts stand around them
    for made in bodies(message):
        texts = [made.get("content", "").replace("<t:1790000000:R>", "")]
        for each in made.get("embeds", []):
            texts += [each.get("title", ""), each.get("description", "")]
            texts += [part for f in each.get("fields", []) for part in (f["name"], f["value"])]
        assert [marks(text) for text in texts if marks(text)] == []


def test_a_very_long_message_comes_in_parts_with_its_ends_in_the_right_ones() -> None:
    button = Button(label="Flow", command=f"/debate flow round:{ROUND}")
    message = said(MessageKind.SPEECH, "**So.** " * 1500, title="Assigned role", buttons=(button,))
    view = View(mention=ANA, ping=True, sending="5x6gbv58qjf42")
    first, *middle, last = bodies(message, view)
    assert first["content"] == f"<@{ANA}>"
    assert first["embeds"][0]["title"] == "Assigned role"
    assert first["allowed_mentions"] == {"parse": [], "users": [ANA]}
    assert "components" not in first
    assert [key for made in (*middle, last) for key in ("content",) if key in made] == []
    assert all(made["allowed_mentions"] == {"parse": []} for made in (*middle, last))
    assert all("title" not in made["embeds"][0] for made in (*middle, last))
    assert last["components"][0]["components"][0]["label"] == "Flow"
    seen = "".join(shown(each) for made in (first, *middle, last) for each in made["embeds"])
    assert seen.count("**So.**") == 1500


# ── content ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "kind",
    [
        MessageKind.NOTICE,
        MessageKind.CONFIRMATION,
        MessageKind.PROPOSAL,
        MessageKind.WARNING,
        MessageKind.LOBBY,
    ],
)
def test_a_sentence_stands_without_a_frame(kind: MessageKind) -> None:
    assert body(said(kind, "A_b passes.")) == {**PLAIN, "content": r"A\_b passes."}


@pytest.mark.parametrize(
    "message",
    [
        said(MessageKind.CONFIRMATION, "Your draft: So.", owner="ana"),  # their words
        said(MessageKind.NOTICE, "x " * 200),
        said(MessageKind.NOTICE, "Short.", title="Title"),
        said(MessageKind.NOTICE, "Short.", fields=(Field(name="A", value="B"),)),
        said(MessageKind.NOTICE, ""),
        said(MessageKind.ERROR, "Not now."),
    ],
)
def test_anything_else_is_framed(message: Message) -> None:
    assert "content" not in body(message)
    assert "embeds" in body(message)


@pytest.mark.parametrize(
    ("message", "view", "content"),
    [
        (said(MessageKind.PROMPT, "Go.", title="Your *turn*", deadline=1_790_000_000_999),
         View(mention=ANA), rf"<@{ANA}> **Your \*turn\*** · due <t:1790000000:R>"),
        (said(MessageKind.PROMPT, "Go.", title="Your opening"), NOBODY, "**Your opening**"),
        (said(MessageKind.WARNING, "30 seconds left.", deadline=1_790_000_000_000),
         View(mention=ANA), f"<@{ANA}> 30 seconds left. (due <t:1790000000:R>)"),
        (said(MessageKind.STATUS, "Running.", title="A round", deadline=1_790_000_000_000),
         NOBODY, "due <t:1790000000:R>"),
        (said(MessageKind.HINT, "Why?", title="A question"), View(mention=ANA), f"<@{ANA}>"),
    ],
)  # fmt: skip
def test_mention_title_and_clock_stand_where_they_work(
    message: Message, view: View, content: str
) -> None:
    assert body(message, view)["content"] == content


def test_only_a_ping_may_notify() -> None:
    message = said(MessageKind.WARNING, "Soon @everyone.")
    assert body(message, View(mention=ANA))["allowed_mentions"] == {"parse": []}
    pinged = body(message, View(mention=ANA, ping=True))
    assert pinged["allowed_mentions"] == {"parse": [], "users": [ANA]}
    assert body(message, View(ping=True))["allowed_mentions"] == {"parse": []}


# ── parts ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "side", "hue", "expected"),
    [
        (MessageKind.SPEECH, "a", 0, HUES[0]),
        (MessageKind.SPEECH, "a", 7, HUES[1]),
        (MessageKind.SPEECH, "a", None, NEUTRAL),
        (MessageKind.SPEECH, None, 0, NEUTRAL),
        (MessageKind.CARE, None, None, 0x7FA99B),
        (MessageKind.ERROR, None, None, 0xC2A14D),
    ],
)
def test_a_side_has_its_colour(
    kind: MessageKind, side: str | None, hue: int | None, expected: int
) -> None:
    assert colour(said(kind, "", side=side), hue) == expected


# ── files and pictures ──────────────────────────────────────────────────────────────────────────


def sent(message: Message, view: View = NOBODY) -> Payload:
    """The only payload."""
    [only] = payloads(message, view, say)
    return only


def test_a_file_goes_with_a_sentence() -> None:
    file = File(name="schüler round.md", text="# Ä\n")
    made = sent(said(MessageKind.FILE, "The transcript, 2 speeches.", file=file))
    assert made.body == {
        **PLAIN,
        "content": "The transcript, 2 speeches.",
        "attachments": [{"id": 0, "filename": "sch_ler_round.md"}],
    }
    assert [(each.name, each.data) for each in made.files] == [
        ("sch_ler_round.md", b"# \xc3\x84\n")
    ]


def test_pictures_stand_below_the_text_and_say_what_they_show() -> None:
    drawn = tuple(Drawn(name=f"{n}.png", alt="Reasons: strong. " * 80, png=b"x") for n in range(2))
    made = sent(said(MessageKind.STATS, "Marks.", title="You"), View(pictures=drawn))
    embeds: Any = made.body["embeds"]
    first, second = embeds
    assert first["image"] == {"url": "attachment://0.png"}
    assert second == {"color": NEUTRAL, "image": {"url": "attachment://1.png"}}
    assert [units(file.alt) <= 1024 and file.alt.endswith("…") for file in made.files] == [True] * 2
    assert made.body["attachments"] == [
        {"id": n, "filename": f"{n}.png", "description": made.files[n].alt} for n in range(2)
    ]


def test_a_picture_that_was_not_drawn_is_told() -> None:
    told = (Picture(name="radar.png", alt="Clash is your *weakest*."),)
    message = Message(
        kind=MessageKind.STATS, to=to_person("ana"), text="Marks.", title="You", pictures=told
    )
    assert embed(message)["description"] == "Marks.\n\nClash is your \\*weakest\\*."
    view = View(pictures=(Drawn(name="radar.png", alt="", png=b"x"),))
    assert read(embed(message, view)["description"]) == "Marks."
