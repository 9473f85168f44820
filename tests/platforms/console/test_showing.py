"""Messages of every kind are shown as `expected/*.txt` has them, and no text can break out."""

import json
import re
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.app.messages import (
    Bar,
    Button,
    Field,
    File,
    Message,
    MessageKind,
    Picture,
    Table,
    to_person,
)
from bot.platforms.console.plain import plain
from bot.platforms.console.posting import Posting
from bot.platforms.console.pretty import WIDEST, Page, pretty
from bot.platforms.console.screens import JsonScreen, TextScreen
from bot.platforms.console.shape import json_line, shape
from tests.platforms.console.samples import (
    EXPECTED,
    SAMPLES,
    WIDTHS,
    buttons,
    drawn,
    posted,
    say,
    shown,
    texts,
    to_ana,
)

COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # all that rich may write to a terminal here

# What students paste: markup, escape sequences, control characters, any letters at all.
NASTY = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn"))),
    st.sampled_from(
        [
            "[red]not red[/red]",
            "[/]",
            "\x1b[2J\x1b[H",
            "\x1b]0;title\x07",
            "\x9b31m",
            "\u202eevil\u202c",
            "a\rb",
            "\ud800",
            ":smile: [link=mailto:x]x[/link]",
        ]
    ),
    st.lists(st.sampled_from(["wide 漢字", "👩‍👩‍👧", "x" * 300, "\n\n", "\t", "{name}", "%s"])).map(
        "".join
    ),
)


def everything(text: str) -> Posting:
    """A text in every place of a message that can hold somebody's words."""
    message = Message(
        kind=MessageKind.SPEECH,
        to=to_person("p"),
        text=text,
        private=True,
        title=text,
        fields=(Field(name=text, value=text),),
        buttons=(Button(label=text, command=f"/debate speak {text}"),),
        pictures=(Picture(name="x", alt=text),),
        table=Table(headings=(text, "b"), rows=((text, text),)),
        bars=(Bar(name=text, points=50, band=text),),
        file=File(name=text, text=text),
    )
    return Posting(message=message, to=text, only_for=text, hue=0)


@pytest.mark.parametrize("name", texts())
def test_every_kind_of_message_is_shown_as_expected(name: str) -> None:
    assert shown(texts()[name]) == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def test_there_is_a_sample_of_every_kind() -> None:
    assert {sample.message.kind for sample in SAMPLES} == set(MessageKind)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = [line for sample in SAMPLES for line in drawn(sample, width).split("\n")]
    assert max(map(len, lines)) <= width


def test_lines_stay_readable_in_a_very_wide_terminal() -> None:
    assert max(len(line) for line in drawn(SAMPLES[4], 300).split("\n")) == WIDEST


def test_a_terminal_that_knows_only_ascii_gets_nothing_else() -> None:
    bars = to_ana(MessageKind.STATS, "Yours", bars=(Bar(name="Clash", points=40, band="solid"),))
    assert drawn(bars, 60, signs=False) == (
        "+- (only for Ana) -----------------------------------------+\n"
        "| Yours                                                    |\n"
        "|                                                          |\n"
        "| Clash ####------ solid                                   |\n"
        "+----------------------------------------------------------+\n\n"
    )


def test_the_number_behind_a_bar_is_never_shown() -> None:
    ballot = next(s for s in SAMPLES if s.message.kind is MessageKind.BALLOT)
    for name, show in texts().items():
        assert "72" not in show(ballot), name


def test_a_side_is_told_in_words_where_there_are_no_colours() -> None:
    for name, show in texts().items():
        for sample in SAMPLES:
            if sample.message.side and not sample.message.private:
                assert re.search(r"ban|free", show(sample), re.IGNORECASE), name


def test_commands_name_their_round_where_several_could_be_meant() -> None:
    offer = Message(
        kind=MessageKind.NOTICE, to=to_person("p"), text="?", buttons=buttons(Flow="flow")
    )
    assert plain(posted(offer), say) == "?\nYou can type: Flow (/debate flow)\n"
    assert plain(posted(offer, short=False), say) == (
        "?\nYou can type: Flow (/debate flow round:ab12)\n"
    )


def test_json_has_exactly_the_published_keys() -> None:
    keys = ["kind", "to", "private", "text", "fields", "buttons", "pictures"]
    for sample in SAMPLES:
        assert list(json.loads(json_line(sample))) == keys


def test_the_text_of_json_says_everything() -> None:
    flow = next(s for s in SAMPLES if s.message.kind is MessageKind.FLOW)
    assert shape(flow)["text"] == (
        "Flow sheet\n\n2 arguments so far.\n\n"
        "Side | Raised in | Argument | Where it stands\n"
        "Ban | opening | Lessons are quieter without phones. | answered by Free\n"
        "Free | opening | Pupils must learn to choose. | open for Ban"
    )


def harmless(text: str) -> bool:
    """Whether a terminal can only write it."""
    return not any(
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in "\u202e\u202c\u2066"
        for char in text.replace("\n", "")
    )


@given(NASTY)
def test_plain_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert harmless(plain(everything(text), say))


@given(NASTY, st.sampled_from(WIDTHS))
def test_a_drawing_holds_nothing_that_a_terminal_obeys_but_colours(text: str, width: int) -> None:
    stream = StringIO()
    console = Console(
        file=stream, width=width, force_terminal=True, color_system="256", highlight=False
    )
    console.print(pretty(everything(text), Page(width=width, say=say)))
    assert harmless(COLOURS.sub("", stream.getvalue()))


@given(st.text(alphabet="[]/redbol#x@: "))
def test_markup_is_words_like_any_other(text: str) -> None:
    message = Message(kind=MessageKind.NOTICE, to=to_person("p"), text=f"<{text}>")
    assert "".join(drawn(posted(message), 100).split()) == "".join(f"·<{text}>".split())


@given(NASTY)
def test_json_gives_every_text_back_and_stays_on_one_line(text: str) -> None:
    line = json_line(everything(text))
    assert line.isascii()
    assert "\n" not in line
    as_json = json.loads(json.dumps(text))  # two halves of a pair become one character
    assert json.loads(line)["fields"][0] == {"name": as_json, "value": as_json}


async def test_screens_write_messages_in_order_and_nothing_else() -> None:
    stream = StringIO()
    await TextScreen(stream, say).show(SAMPLES[5:6] + SAMPLES[7:8])
    assert stream.getvalue() == (
        "(only for Ana) 30 seconds left.\n\n(only for Ana) Your opening is saved: 121 words.\n\n"
    )
    stream = StringIO()
    await JsonScreen(stream).show(SAMPLES)
    assert [json.loads(line)["kind"] for line in stream.getvalue().splitlines()] == [
        sample.message.kind.value for sample in SAMPLES
    ]
