"""Nothing a student writes does anything but be read, and it is stored and read as it was typed."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.visible import apart, in_chat, one_line, units
from bot.platforms.slack.safe import emoji_in, escaped, literal, names_emoji, people_in, size, typed
from tests.platforms.slack.reading import JOINER, TOKEN

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MISCHIEF = st.lists(
    st.sampled_from(
        (
            "<!channel>", "<!here>", "<!everyone>", "<@U0ANA>", "<@U0ANA|ana>", "<#C0ROOM|room>",
            "<!subteam^S1|@all>", "<!date^0^{date}|x>", "<https://a.b|c>", "&lt;!channel&gt;",
            "&amp;", "&amp;lt;", "&", "<", ">", "@channel", "@here", "https://a.b/c_d", ":smile:",
            "*b*", "_i_", "~s~", "`c`", "```", "> ", "• ", "1. ", "\n", " ", "\t", "word", "é",
            "👍🏽", "\u0301", "|",
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


# ── out ─────────────────────────────────────────────────────────────────────────────────────────


@given(TEXTS)
def test_no_words_are_read_as_anything_by_slack(text: str) -> None:
    made = escaped(text)
    assert not set(made) & set("<>")
    assert re.sub(r"&(amp|lt|gt);", "", made).count("&") == 0
    assert TOKEN.findall(made) == []


@given(TEXTS)
def test_rich_text_holds_what_was_written_and_no_whole_mention(text: str) -> None:
    seen = in_chat(text)
    made = literal(seen)
    assert made.replace(JOINER, "") == seen.replace(JOINER, "")
    assert not re.search(r"<[@#!]", made)
    if not re.search(r"<[@#!]", seen):
        assert made == seen


@given(TEXTS)
def test_what_is_typed_comes_back_as_it_was_through_slack(text: str) -> None:
    seen = in_chat(text)
    assert typed(escaped(text)) == seen
    if is_seen(text):
        assert seen == text


@given(TEXTS)
def test_a_text_is_counted_as_it_will_be(text: str) -> None:
    assert size(in_chat(text)) == units(escaped(text)) <= 5 * max(units(text), len(escaped("")))
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text())
def test_what_cannot_be_seen_is_never_there(text: str) -> None:
    assert is_seen(in_chat(text))
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Plain words, even *these*: 3.5 % – it's fine.",) * 2,
        ("R&D < war > peace", "R&amp;D &lt; war &gt; peace"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("&lt;", "&amp;lt;"),
        ("a\x00b\x1b[0m\x7f", "a␀b␛[0m␡"),
        ("safe \u202eexe.txt", "safe \ufffdexe.txt"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("سلام\u200fعليكم 👩‍👩‍👧", "سلام\u200fعليكم 👩‍👩‍👧"),
    ],
)
def test_only_what_would_mean_something_is_changed(written: str, sent: str) -> None:
    assert escaped(written) == sent


@pytest.mark.parametrize(
    ("name", "sent"),
    [("Ana", "Ana"), ("Олена", "Олена"), ("عمر", "\u2068عمر\u2069"), ("דנה", "\u2068דנה\u2069")],
)
def test_only_a_name_that_runs_from_right_to_left_is_kept_apart(name: str, sent: str) -> None:
    assert apart(name) == sent


@pytest.mark.parametrize(
    ("text", "named"),
    [(":smile:", True), ("at 10:30:45", True), ("at 10:30", False), ("a: b:", False)],
)
def test_an_emoji_s_name_is_seen(text: str, *, named: bool) -> None:
    assert names_emoji(text) is named


# ── in ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("<!channel> <!here|here> <!everyone>", "@channel @here @everyone"),
        ("<!subteam^S012|@teachers>", "@teachers"),
        ("ask <@U012|ana> or <@U034>", "ask @ana or @U034"),
        ("in <#C012|debates>, <#C034>", "in #debates, #C034"),
        ("<https://a.org/?x=1&amp;y=2>", "https://a.org/?x=1&y=2"),
        ("<http://a.org|a.org> <http://a.org/|a.org>", "a.org a.org"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<https://a.org|the source>", "the source (https://a.org)"),
        ("<!date^0^{date}|1970>", "1970"),
        ("3 &lt; 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("a quote:\n&gt; so", "a quote:\n> so"),
    ],
)
def test_what_is_stored_is_what_was_typed(sent: str, stored: str) -> None:
    assert typed(sent) == stored


def test_a_person_is_found_as_they_stand_in_what_was_typed() -> None:
    sent = "duel with:<@U012|ana> <@W034>, &lt;@U056&gt;"
    assert people_in(sent) == {"@ana": "U012", "@W034": "W034"}
    assert all(name in typed(sent) for name in people_in(sent))


def test_an_emoji_that_slack_has_named_is_stored_as_the_character_it_is() -> None:
    emoji = [
        {"type": "text", "text": "Good "},
        {"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fd", "skin_tone": 4},
        {"type": "emoji", "name": "flag-ua", "unicode": "1f1fa-1f1e6"},
        {"type": "emoji", "name": "our-school"},
    ]
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": emoji}]}]
    known = emoji_in(blocks)
    assert known == {":+1::skin-tone-4:": "👍🏽", ":flag-ua:": "🇺🇦"}
    sent = "Good :+1::skin-tone-4::flag-ua: :our-school: at 10:30:45"
    assert typed(sent, known) == "Good 👍🏽🇺🇦 :our-school: at 10:30:45"


@pytest.mark.parametrize("odd", [None, "x", [1], [{"elements": "x"}], [{"type": "emoji"}],
                                 [{"type": "emoji", "name": "a", "unicode": "zz"}]])  # fmt: skip
def test_odd_blocks_have_no_emoji(odd: object) -> None:
    assert not any(emoji_in(odd).values())
