"""Which messages have pictures, how large they are, and what they show."""

import subprocess
import sys
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.app.messages import Message, MessageKind, to_person
from bot.drawing import Drawn, pictures
from bot.drawing.palette import CARD, ORANGE, TINT, Colour
from tests.drawing.messages import ARGUMENT, PHRASES, ballot, flow, marked, stands

LARGEST_FILE = 120_000  # bytes


def picture(message: Message) -> Drawn:
    [drawn] = pictures(message, PHRASES.say)
    return drawn


def opened(drawn: Drawn) -> Image.Image:
    image = Image.open(BytesIO(drawn.png))
    assert image.format == "PNG"
    return image.convert("RGBA")


def pixels(drawn: Drawn, colour: Colour) -> int:
    """How many pixels are of a colour; reducing a file's colours may move one by a step or two."""
    counted = opened(drawn).getcolors(1_000_000) or []
    near = [
        count
        for count, found in counted
        if isinstance(found, tuple)
        and all(abs(a - b) <= 2 for a, b in zip(found, colour, strict=False))
    ]
    return sum(near)


def many_rows(count: int) -> Message:
    both = "; ".join((stands("answered", "Limit"), stands("dropped", "Free")))
    return flow(
        *(("Ban", "answer to the follow-up", f"{n} {ARGUMENT}", both) for n in range(count))
    )


def test_a_message_without_bars_or_flow_has_no_picture() -> None:
    for kind in MessageKind:
        assert pictures(Message(kind=kind, to=to_person("ana"), text="Hello")) == ()
    assert pictures(flow()) == ()


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (marked(1), "marks.png"),
        (marked(2), "marks.png"),
        (marked(3), "marks.png"),
        (marked(9), "marks.png"),
        (marked(60), "marks.png"),
        (many_rows(1), "flow.png"),
        (many_rows(9), "flow.png"),
        (many_rows(400), "flow.png"),
    ],
)
def test_a_picture_is_fit_for_a_phone_and_small(message: Message, name: str) -> None:
    drawn = picture(message)
    width, height = opened(drawn).size
    assert drawn.name == name
    assert 800 <= width <= 1200
    assert 100 <= height <= 3000
    assert len(drawn.png) < LARGEST_FILE
    assert 0 < len(drawn.alt) <= 1000


@pytest.mark.parametrize("sides", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("count", [1, 9, 40])
def test_a_flow_is_as_wide_as_discord_shows_it(sides: int, count: int) -> None:
    rows = [(f"Side {n % sides}", "opening", f"{n} {ARGUMENT}", "") for n in range(count)]
    width, height = opened(picture(flow(*rows))).size
    assert width * 3 >= height * 4


def test_what_was_dropped_is_drawn_first_then_what_is_open() -> None:
    states = ("answered", "open", "dropped")
    rows = [("Ban", "opening", f"{state} {ARGUMENT}", stands(state, "Limit")) for state in states]
    shuffled = [rows[2], rows[1], rows[0]]
    assert picture(flow(*rows)).png == picture(flow(*shuffled)).png
    without = [pictures(flow(*given))[0].png for given in (rows, shuffled)]
    assert without[0] != without[1]


@pytest.mark.parametrize("message", [marked(1), marked(6), many_rows(5)])
def test_the_same_message_gives_the_same_picture(message: Message) -> None:
    assert pictures(message, PHRASES.say) == pictures(message, PHRASES.say)


@pytest.mark.parametrize("message", [marked(2), marked(6), many_rows(5)])
def test_a_card_is_opaque_with_see_through_corners(message: Message) -> None:
    image = opened(picture(message))
    right, bottom = image.width - 1, image.height - 1
    corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)]
    edges = [(right // 2, 0), (right // 2, bottom), (0, bottom // 2), (right, bottom // 2)]
    assert [image.getpixel(at)[3] < 10 for at in corners] == [True] * 4  # type: ignore[index]  # RGBA
    assert [image.getpixel(at)[3] > 250 for at in edges] == [True] * 4  # type: ignore[index]  # RGBA
    assert pixels(picture(message), CARD) > 10_000


@pytest.mark.parametrize("count", [1, 2, 3, 6, 12])
def test_other_points_give_another_picture(count: int) -> None:
    drawn = {picture(marked(count, points)).png for points in (0, 20, 40, 60, 80, 100)}
    assert len(drawn) == 6


def test_points_beyond_the_scale_stay_on_the_card() -> None:
    for count in (2, 5):
        assert picture(marked(count, 5000)).png == picture(marked(count, 100)).png
        assert picture(marked(count, -5)).png == picture(marked(count, 0)).png


def test_the_text_beside_a_chart_names_bands_and_no_points() -> None:
    bars = [
        ("Clear claim", 83, "excellent"),
        ("Reasons", 61, "strong"),
        ("Clash", 17, "developing"),
    ]
    assert picture(ballot(*bars)).alt == (
        "Your ballot. Clear claim: excellent. Reasons: strong. Clash: developing."
    )
    assert picture(ballot(*bars[:1])).alt == "Your ballot. Clear claim: excellent."


def test_the_text_beside_a_flow_has_each_row() -> None:
    rows = [
        ("Ban", "opening", "Phones distract.", stands("answered", "Limit")),
        ("Limit", "rebuttal", "Rules teach more.", stands("dropped", "Ban")),
    ]
    assert picture(flow(*rows)).alt == (
        "Flow sheet. Ban – opening – Phones distract. – answered by Limit."
        " Limit – rebuttal – Rules teach more. – dropped by Ban."
    )


def test_only_a_row_with_a_dropped_argument_is_lit() -> None:
    def lit(*states: str) -> tuple[bool, bool]:
        said = "; ".join(stands(state, side) for state, side in zip(states, "AB", strict=False))
        drawn = picture(flow(("Ban", "opening", ARGUMENT, said)))
        return pixels(drawn, TINT) > 10_000, pixels(drawn, ORANGE) > 500

    assert lit("dropped") == lit("answered", "dropped") == (True, True)
    assert lit("answered") == lit("open", "conceded") == (False, False)


def test_each_state_has_its_own_shape_not_its_own_colour_alone() -> None:
    from bot.drawing.flow_map import SIGNS
    from bot.drawing.signs import Sign, shape

    assert len(set(SIGNS.values())) == len(SIGNS)
    assert len({shape(sign).tobytes() for sign in Sign}) == len(Sign)


def test_without_phrases_a_flow_is_drawn_with_plain_signs() -> None:
    [drawn] = pictures(flow(("Ban", "opening", ARGUMENT, stands("dropped", "Limit"))))
    assert pixels(drawn, ORANGE) == 0


def test_rows_that_do_not_fit_are_counted() -> None:
    assert opened(picture(many_rows(41))).height == opened(picture(many_rows(40))).height
    assert picture(many_rows(41)).png != picture(many_rows(40)).png
    assert picture(many_rows(40)).alt.endswith(" + 30")


def any_text(most: int) -> st.SearchStrategy[str]:
    """Any characters at all, and those that are trouble for fonts."""
    trouble = "aé😀👩‍👩‍👧中文שלום عربي\u202e\u0301\u200d\ufe0f\n\t\x00�ﷺ𝔘ไทย"
    return st.one_of(st.text(max_size=most), st.text(alphabet=trouble, max_size=most))


@settings(max_examples=40, deadline=None)
@given(text=any_text(400), count=st.integers(1, 12), points=st.integers(-10, 200))
def test_bars_of_any_text_are_drawn(text: str, count: int, points: int) -> None:
    drawn = picture(ballot(*[(text, points, text)] * count, title=text))
    assert opened(drawn).height <= 3000
    assert len(drawn.alt) <= 1000


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(*[any_text(300)] * 4), min_size=1, max_size=8), title=any_text(200))
def test_a_flow_of_any_text_is_drawn(rows: list[tuple[str, str, str, str]], title: str) -> None:
    drawn = picture(flow(*rows, title=title))
    assert opened(drawn).height <= 3000
    assert len(drawn.alt) <= 1000


@pytest.mark.parametrize("long", ["word " * 3000, "w" * 9000, "中" * 9000, "é\u0301" * 5000])
def test_texts_far_too_long_are_drawn(long: str) -> None:
    for message in (ballot(*[(long, 50, long)] * 5, title=long), flow((long, long, long, long))):
        assert len(picture(message).png) < LARGEST_FILE
        assert len(picture(message).alt) <= 1000


def test_importing_drawing_does_not_import_pillow() -> None:
    code = "import sys, bot.drawing; print('PIL' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True)
    assert done.stdout.split() == [b"False"]
