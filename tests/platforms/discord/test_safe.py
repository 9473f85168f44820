"""Nothing a student writes does anything but be read, and it is read as it was written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.visible import apart, in_chat, units
from bot.platforms.discord.safe import escaped, line, opening
from tests.platforms.discord.reading import marks, read

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MISCHIEF = st.lists(
    st.sampled_from(
        (
            "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</x:1>", "<t:1:R>", "<:e:1>",
            "<a:e:1>", "<id:guide>", "https://a.b/c_d", "discord.gg/abc", "discord.com/invite/a",
            ":smile:", "a:b:c", "[a](b)", "# ", "-# ", "- ", "+ ", "* ", "1. ", "12) ", "> ",
            ">>> ", "**", "__", "~~", "||", "```py\n", "`", "\\", "\\*", "\n", " ", "\t", "word",
            "é", "👍🏽", "\u0301", "٣. ",
        )
    ),
    max_size=12,
).map("".join)  # fmt: skip
TEXTS = MISCHIEF | st.text(max_size=60)


def is_seen(text: str) -> bool:
    """Whether it holds only what is shown as it is."""
    return not any(
        (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char != "\n") or char in TURNING
        for char in text
    )


@given(TEXTS)
def test_no_mark_is_left_that_means_anything(text: str) -> None:
    assert marks(escaped(text)) == []


@given(TEXTS)
def test_what_is_read_is_what_was_written(text: str) -> None:
    assert read(escaped(text)) == in_chat(text)
    if is_seen(text):
        assert in_chat(text) == text


@given(TEXTS)
def test_escaping_at_most_doubles_a_text(text: str) -> None:
    assert units(escaped(text)) <= 2 * units(text)


@given(TEXTS)
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text())
def test_what_cannot_be_seen_is_never_there(text: str) -> None:
    assert is_seen(in_chat(text))


@given(TEXTS)
def test_a_beginning_is_escaped_once(text: str) -> None:
    assert opening(escaped(text)) == escaped(text)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Plain words, even (these): 3.5 % – it's fine.",) * 2,
        ("@everyone", r"\@everyone"),
        ("<@&12>", r"\<\@&12\>"),
        ("<t:0:R>", r"\<t\:0:R\>"),
        ("# Loud", r"\# Loud"),
        ("-# small", r"\-\# small"),
        ("one - two", "one - two"),
        ("one\n  - two", "one\n  \\- two"),
        ("1. one\n2) two", "1\\. one\n2\\) two"),
        ("a * b_c", r"a \* b\_c"),
        ("https://a.org/b", r"https\://a\.org/b"),
        ("see discord.gg/abc", r"see discord\.gg/abc"),
        (":smile:", r"\:smile:"),
        ("at 10:30", "at 10:30"),
        (r"¯\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
    ],
)
def test_only_what_would_mean_something_is_escaped(written: str, sent: str) -> None:
    assert escaped(written) == sent


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a\x00b\x1b[0m\x7f", "a␀b␛[0m␡"),
        ("safe \u202eexe.txt", "safe \ufffdexe.txt"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb\x85", "a b\ufffd"),
        ("\ud800", "\ufffd"),
        ("سلام\u200fعليكم 👩‍👩‍👧", "سلام\u200fعليكم 👩‍👩‍👧"),
    ],
)
def test_a_sign_stands_for_what_cannot_be_seen(written: str, sent: str) -> None:
    assert in_chat(written) == sent


def test_a_line_has_no_second_one() -> None:
    assert line(" Ana\n\n*B*\u2028c ") == r"Ana \*B\* c"


@pytest.mark.parametrize(
    ("name", "sent"),
    [("Ana", "Ana"), ("Олена", "Олена"), ("عمر", "\u2068عمر\u2069"), ("דנה", "\u2068דנה\u2069")],
)
def test_only_a_name_that_runs_from_right_to_left_is_kept_apart(name: str, sent: str) -> None:
    assert apart(name) == sent
