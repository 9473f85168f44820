"""Parts of a message in the frame of an embed: fields, bars, tables, as a phone can show them."""

from typing import Any

import pytest

from bot.app.messages import Bar, Field, Message, MessageKind, Table, to_round
from bot.platforms.discord.rendering import View, payloads
from tests.platforms.discord.snapshots import say

ROUND = "5x6gbv5800007"


def said(kind: MessageKind, text: str, **parts: object) -> Message:
    """A message to the round."""
    return Message(kind=kind, to=to_round(ROUND), text=text, **parts)  # type: ignore[arg-type]  # parts of a message


def embeds(message: Message) -> list[dict[str, Any]]:
    """The embeds of the only payload."""
    [only] = payloads(message, View(), say)
    found: Any = only.body["embeds"]
    return list(found)


def embed(message: Message) -> dict[str, Any]:
    """The only embed."""
    [only] = embeds(message)
    return only


@pytest.mark.parametrize(
    ("values", "beside"),
    [(("Ban, Free", "Ana"), [True, True]), (("Ana", "x" * 25), [False, False]),
     (("Ana", "a\nb"), [False, False])],
)  # fmt: skip
def test_brief_fields_stand_beside_each_other(values: tuple[str, ...], beside: list[bool]) -> None:
    fields = tuple(Field(name="Who", value=value) for value in values)
    made = embed(said(MessageKind.LOBBY, "Come.", fields=fields))["fields"]
    assert [field["inline"] for field in made] == beside


def test_bars_are_cells_and_words_never_numbers() -> None:
    bars = (Bar(name="Reasons", points=72, band="strong"), Bar(name="Clash", points=2, band="low"))
    made = embed(said(MessageKind.BALLOT, "Overall: strong.", title="Your ballot", bars=bars))
    assert made["description"] == (
        "Overall: strong.\n\n`███████░░░` **Reasons** – strong\n`█░░░░░░░░░` **Clash** – low"
    )


def test_quoted_words_in_details_stand_apart() -> None:
    value = "You answer *it*.\n“Phones *break* it.”\n“So ban them.”\nNext: say why."
    parts = {"title": "In detail", "fields": (Field(name="Clash: strong", value=value),)}
    [field] = embed(said(MessageKind.DETAILS, "Overall: strong.", **parts))["fields"]
    assert field["value"] == (
        "You answer \\*it\\*.\n> “Phones \\*break\\* it.”\n> “So ban them.”\nNext: say why."
    )
    [same] = embed(said(MessageKind.BALLOT, "Overall: strong.", **parts))["fields"]
    assert ">" not in same["value"]


def test_a_status_tells_the_hour_beside_what_is_left_of_ones_own_slot() -> None:
    fields = (
        Field(name="Now: opening", value="the bot is speaking"),
        Field(name="Now: rebuttal", value="Ana, 6 minutes left"),
    )
    message = said(
        MessageKind.STATUS, "Running.", title="A round", fields=fields, deadline=1_790_000_000_999
    )
    [only] = payloads(message, View(), say)
    assert "content" not in only.body
    assert [field["value"] for field in embed(message)["fields"]] == [
        "the bot is speaking",
        "Ana, 6 minutes left (due <t:1790000000:t>)",
    ]


def test_arguments_of_a_speech_stand_under_one_name() -> None:
    table = Table(
        headings=("Side", "Raised in", "Argument", "Where it stands"),
        rows=(
            ("Ban", "opening", "Lessons are quieter.", "answered by Free"),
            ("Ban", "opening", "Pupils talk more.", "dropped by Free; open for All"),
            ("Free", "opening", "Pupils must *learn* to choose.", "dropped by Ban"),
        ),
    )
    made = embed(said(MessageKind.FLOW, "3 arguments so far.", title="Flow sheet", table=table))
    assert [(field["name"], field["value"]) for field in made["fields"]] == [
        (
            "Ban · opening",
            (
                "Lessons are quieter.\n*answered by Free*\n\n"
                "Pupils talk more.\n**dropped by Free** · *open for All*"
            ),
        ),
        ("Free · opening", "Pupils must \\*learn\\* to choose.\n**dropped by Ban**"),
    ]


def test_a_row_of_a_board_is_a_place_with_a_name_and_its_figures_below() -> None:
    table = Table(
        headings=("Place", "Name", "Rating", "Rounds"),
        rows=(("1", "عمر", "25–36", "14"), ("2", "A_b", "", "3")),
    )
    made = embed(said(MessageKind.BOARD, "You are number 2 of 9.", table=table))
    assert [(field["name"], field["value"]) for field in made["fields"]] == [
        ("1\\. \u2068عمر\u2069", "Rating: 25–36 · Rounds: 14"),
        ("2\\. A\\_b", "Rating: – · Rounds: 3"),
    ]


def test_a_word_stands_over_its_meaning() -> None:
    table = Table(headings=("Word", "Meaning"), rows=(("claim", "what is *said*"), ("clash", "")))
    made = embed(said(MessageKind.BRIEF, "Words.", table=table))
    assert [(field["name"], field["value"]) for field in made["fields"]] == [
        ("claim", "what is \\*said\\*"),
        ("clash", "–"),
    ]


def test_a_round_in_a_list_is_named_by_its_topic_and_its_id_is_last() -> None:
    headings = ("Round", "Topic", "Format", "Status")
    table = Table(headings=headings, rows=((ROUND, "Phones", "duel", "x" * 50),))
    [field] = embed(said(MessageKind.STATUS, "You have 1 round.", table=table))["fields"]
    assert field["name"] == "Phones"
    assert field["value"] == f"Format: duel\nStatus: {'x' * 50}\nRound: {ROUND}"


def test_a_name_that_is_too_long_goes_on_below_it() -> None:
    name = "word " * 60 + "end."
    [field] = embed(said(MessageKind.DEBRIEF, "", fields=(Field(name=name, value="So."),)))[
        "fields"
    ]
    assert field["name"].endswith("word…")
    assert field["value"].startswith("…word")
    assert field["value"].endswith("end.\nSo.")


def test_an_empty_message_is_shown_as_one() -> None:
    assert embed(said(MessageKind.SPEECH, " "))["description"] == "–"
    assert embed(said(MessageKind.SPEECH, "", fields=(Field(name="", value=""),)))["fields"] == [
        {"name": "…", "value": "–", "inline": True}
    ]


def test_more_fields_than_one_embed_takes_go_on_in_the_next_of_the_same_message() -> None:
    rows = tuple((f"word {number}", "what it means") for number in range(60))
    table = Table(headings=("Word", "Meaning"), rows=rows)
    made = embeds(said(MessageKind.BRIEF, "Words.", title="Words to know", table=table))
    assert [len(each["fields"]) for each in made] == [25, 25, 10]
    assert ["title" in each for each in made] == [True, False, False]
    assert [each["color"] for each in made] == [made[0]["color"]] * 3
