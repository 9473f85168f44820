"""Messages become payloads that Slack takes and that show all they say, part by part."""

from typing import Any

import pytest

from bot.app.messages import Bar, Button, Field, File, Message, MessageKind, Picture, Table
from bot.app.messages import to_person as person
from bot.app.messages import to_round as everybody
from bot.drawing import Drawn
from bot.platforms.slack.rendering import Payload, View, payloads, placed
from tests.platforms.slack import reading
from tests.platforms.slack.test_snapshots import say

ROUND, ANA = "5x6gbv5800007", "U0ANA00001"
NOBODY = View()


def said(kind: MessageKind, text: str, **parts: object) -> Message:
    """A message to the round."""
    return Message(kind=kind, to=everybody(ROUND), text=text, **parts)  # type: ignore[arg-type]  # parts of a message


def bodies(message: Message, view: View = NOBODY) -> list[dict[str, Any]]:
    """The JSON of each payload."""
    return [payload.body for payload in payloads(message, view, say)]


def body(message: Message, view: View = NOBODY) -> dict[str, Any]:
    """The JSON of the only payload."""
    [only] = bodies(message, view)
    return only


def kinds(made: dict[str, Any]) -> list[str]:
    """The types of a payload's blocks."""
    return [block["type"] for block in made["blocks"]]


def shown(made: dict[str, Any]) -> str:
    """What a person reads in its blocks."""
    return "\n".join(reading.shown(made["blocks"]))


def rich(text: str) -> dict[str, Any]:
    """A rich text of one run."""
    run = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [run]}]}


# ── parts ───────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_is_one_block_and_the_same_words() -> None:
    made = body(said(MessageKind.NOTICE, "A *b* <c>."))
    assert made["text"] == "A *b* &lt;c&gt;."
    assert made["blocks"] == [rich("A *b* <c>.")]


def test_an_empty_message_is_still_one() -> None:
    assert body(said(MessageKind.NOTICE, ""))["blocks"] == [rich("–")]


CLOCK = "due <!date^1790000000^{date_short_pretty} {time}|2026-09-21 14:13 UTC>"


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(mention=ANA, ping=True), f"<@{ANA}> · {CLOCK}"),
        (View(mention=ANA), CLOCK),
        (NOBODY, CLOCK),
    ],
)
def test_a_prompt_names_whom_it_may_notify_and_shows_the_clock(view: View, expected: str) -> None:
    message = said(MessageKind.PROMPT, "Go.", title="Your *slot*", deadline=1_790_000_000_999)
    made = body(message, view)
    head, title, text, *how = made["blocks"]
    assert head["text"] == {"type": "mrkdwn", "text": expected, "verbatim": True}
    assert title["text"] == {"type": "plain_text", "text": "Your *slot*", "emoji": True}
    assert text == rich("Go.")
    assert len(how) == (1 if view.mention and view.ping else 0)  # how to speak in a thread
    assert made["text"].startswith(f"{expected}\nYour *slot*\nGo.")


def test_what_is_left_of_the_time_stands_below_where_a_round_stands() -> None:
    fields = (Field(name="Now: opening", value="Ana, 6 minutes left"),)
    made = body(said(MessageKind.STATUS, "Running.", fields=fields, deadline=1_790_000_000_000))
    assert kinds(made) == ["rich_text", "context"]
    assert made["blocks"][-1]["elements"][0]["text"] == CLOCK


@pytest.mark.parametrize(
    ("side", "hue", "title"),
    [("a", 0, "🟧 Speech"), ("a", 7, "🟦 Speech"), ("a", None, "Speech"), (None, 0, "Speech")],
)
def test_a_side_has_its_sign_which_is_not_told(
    side: str | None, hue: int | None, title: str
) -> None:
    made = body(said(MessageKind.SPEECH, "So.", title="Speech", side=side), View(hue=hue))
    assert made["blocks"][0]["text"]["text"] == title
    assert made["text"] == "Speech\nSo."


@pytest.mark.parametrize("title", ["Loud :smile: title", "x" * 151, "&" * 40])
def test_a_title_that_is_no_header_is_a_bold_line(title: str) -> None:
    made = body(said(MessageKind.SPEECH, "So.", title=title, side="a"), View(hue=0))
    assert "header" not in kinds(made)
    sign, words = made["blocks"][0]["elements"][0]["elements"]
    assert sign["text"] == "🟧 "
    assert words == {"type": "text", "text": title, "style": {"bold": True}}


def test_brief_fields_are_a_line_each_and_others_stand_below_their_names() -> None:
    pace = Field(name="Pace", value="Standard")
    brief = body(said(MessageKind.LOBBY, "", fields=(pace, Field(name="Format", value=""))))
    assert shown(brief) == "Pace: Standard\nFormat: –"
    long = Field(name="Motion", value="This is a longer sentence than that one.")
    mixed = body(said(MessageKind.LOBBY, "", fields=(pace, long)))
    assert shown(mixed) == "Pace: Standard\n\nMotion\nThis is a longer sentence than that one."


def test_a_long_field_begins_below_its_name() -> None:
    field = Field(name="Background", value="Because it is so. " * 250)
    first, *rest = body_parts(said(MessageKind.BRIEF, "", fields=(field,)))
    assert first.startswith("Background\nBecause it is so. Because")
    assert [len(each) > 1_000 for each in (first, *rest)] == [True, True]


def body_parts(message: Message) -> list[str]:
    """What a person reads, block by block, in all payloads."""
    return [text for made in bodies(message) for text in reading.shown(made["blocks"])]


def test_somebody_s_own_words_are_quoted_in_details() -> None:
    first = Field(name="Reasons: strong", value="Good.\n“Because it rains.”\nNext: go on.")
    second = Field(name="Evidence: sound", value="Well said that it is so.\n“In 1990.”")
    third = Field(name="Impact: sound", value="You say what is won or lost here.")
    [made] = body(said(MessageKind.DETAILS, "", fields=(first, second, third)))["blocks"]
    stretches = [
        (one["type"], "".join(run["text"] for run in one["elements"])) for one in made["elements"]
    ]
    assert stretches == [
        ("rich_text_section", "Reasons: strong\nGood."),
        ("rich_text_quote", "“Because it rains.”"),
        ("rich_text_section", "Next: go on.\n\nEvidence: sound\nWell said that it is so."),
        ("rich_text_quote", "“In 1990.”"),
        ("rich_text_section", "\nImpact: sound\nYou say what is won or lost here."),
    ]


def test_a_dropped_argument_stands_out_on_the_flow() -> None:
    rows = (("Hawk", "opening", "So.", "answered by A; dropped by B"), ("Hawk", "opening", "Yes.",
            "open for A"))  # fmt: skip
    table = Table(headings=("Side", "Raised", "Argument", "Stands"), rows=rows)
    [made] = body(said(MessageKind.FLOW, "", table=table))["blocks"]
    runs = made["elements"][0]["elements"]
    styles = {run["text"]: run["style"] for run in runs if "style" in run}
    assert styles == {
        "Hawk · opening": {"bold": True},
        "answered by A": {"italic": True},
        "dropped by B": {"bold": True},
        "open for A": {"italic": True},
    }
    assert shown(body(said(MessageKind.FLOW, "", table=table))) == (
        "Hawk · opening\nSo.\nanswered by A · dropped by B\n\nYes.\nopen for A"
    )


def test_a_board_is_an_entry_to_a_row() -> None:
    headings = ("Place", "Name", "Rating", "Rounds")
    table = Table(headings=headings, rows=(("1", "عمر", "25–36", "14"), ("2", "Ana", "1–2", "")))
    made = body(said(MessageKind.BOARD, "", table=table))
    assert shown(made) == (
        "1. \u2068عمر\u2069\nRating: 25–36 · Rounds: 14\n2. Ana\nRating: 1–2 · Rounds: –"
    )


def test_a_word_shares_its_line_with_what_it_means_and_a_long_one_does_not() -> None:
    long = "A word of more than thirty-two letters"
    table = Table(headings=("Word", "Meaning"), rows=(("war", "Armed fighting."), (long, "So.")))
    made = body(said(MessageKind.BRIEF, "", table=table))
    first = made["blocks"][0]["elements"][0]["elements"][0]
    assert first == {"type": "text", "text": "war", "style": {"bold": True}}
    assert shown(made) == f"war – Armed fighting.\n\n{long}\nSo."


def test_the_help_says_what_to_do_in_a_thread_and_other_answers_do_not() -> None:
    field = Field(name="Look", value="/debate flow")
    assert "@debate-bot flow" in shown(body(said(MessageKind.HELP, "Help.", fields=(field,))))
    assert shown(body(said(MessageKind.HELP, "Stored."))) == "Stored."


def test_bars_are_seen_and_their_bands_are_told() -> None:
    bars = (
        Bar(name="Clear claim", points=72, band="strong"),
        Bar(name="Clash", points=0, band="–"),
    )
    made = body(said(MessageKind.BALLOT, "", bars=bars))
    assert shown(made) == "███████░░░  Clear claim – strong\n█░░░░░░░░░  Clash – –"
    assert made["text"] == "Clear claim – strong\nClash – –"


# ── files and pictures ──────────────────────────────────────────────────────────────────────────


def sent(message: Message, view: View = NOBODY) -> Payload:
    """The only payload."""
    [only] = payloads(message, view, say)
    return only


def test_a_file_goes_with_a_sentence() -> None:
    file = File(name="schüler round.md", text="# Ä\n")
    made = sent(said(MessageKind.FILE, "The transcript, 2 speeches.", file=file))
    assert made.body["blocks"] == [rich("The transcript, 2 speeches.")]
    assert [(each.name, each.data, each.alt) for each in made.files] == [
        ("sch_ler_round.md", b"# \xc3\x84\n", "")
    ]


DRAWN = tuple(Drawn(name=f"{n}.png", alt="Reasons: strong. " * 80, png=b"x") for n in range(2))


def test_pictures_stand_between_text_and_buttons_and_say_what_they_show() -> None:
    button = Button(label="Details", command="/debate ballot")
    message = said(MessageKind.STATS, "Marks.", title="You", buttons=(button,))
    made = sent(message, View(pictures=DRAWN))
    assert kinds(made.body) == ["header", "rich_text", "image", "image", "actions"]
    assert made.body["text"] == "You\nMarks."
    assert [len(file.alt) <= 1_000 and file.alt.endswith("…") for file in made.files] == [True] * 2


def test_an_uploaded_picture_is_put_in_and_one_that_is_not_is_told() -> None:
    made = sent(said(MessageKind.STATS, "Marks."), View(pictures=DRAWN))
    both = placed(made.body, {"0.png": "F0", "1.png": "F1"})
    blocks: Any = both["blocks"]
    assert [block.get("slack_file") for block in blocks] == [None, {"id": "F0"}, {"id": "F1"}]
    one = placed(made.body, {"1.png": "F1"})
    told: Any = one["blocks"]
    assert [block["type"] for block in told] == ["rich_text", "image", "rich_text"]
    assert told[1]["slack_file"] == {"id": "F1"}
    assert told[2] == rich(DRAWN[0].alt[:999].rpartition(".")[0] + ".…")
    assert {**one, "blocks": []} == {**made.body, "blocks": []}


def test_each_lost_picture_is_told() -> None:
    drawn = tuple(Drawn(name=f"{n}.png", alt=f"Picture {n}.", png=b"x") for n in range(2))
    made = sent(said(MessageKind.STATS, "Marks."), View(pictures=drawn))
    assert placed(made.body, {})["blocks"] == [rich("Marks."), rich("Picture 0.\nPicture 1.")]


def test_what_is_told_of_a_lost_picture_stands_before_the_buttons() -> None:
    button = Button(label="Details", command="/debate ballot")
    made = sent(said(MessageKind.STATS, "Marks.", buttons=(button,)), View(pictures=DRAWN[:1]))
    assert kinds(placed(made.body, {})) == ["rich_text", "rich_text", "actions"]


def test_a_picture_that_was_not_drawn_is_told() -> None:
    told = (Picture(name="radar.png", alt="Clash is your *weakest*."),)
    message = Message(
        kind=MessageKind.STATS, to=person("ana"), text="Marks.", title="You", pictures=told
    )
    assert shown(body(message)) == "You\nMarks.\n\nClash is your *weakest*."
    view = View(pictures=(Drawn(name="radar.png", alt="Seen.", png=b"x"),))
    assert shown(body(message, view)).startswith("You\nMarks.")
    assert "weakest" not in shown(body(message, view))
