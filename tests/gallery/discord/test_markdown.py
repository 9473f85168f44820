"""What Discord makes of a text is what the pictures show."""

import pytest

from tests.gallery.discord.markdown import Seen, to_html, to_text

UL, OL, LI = "discord-unordered-list", "discord-ordered-list", "discord-list-item"
NOW = Seen(now=1_800_000_000)

LINES = [
    ("plain words", "plain words"),
    ("a < b & c", "a &lt; b &amp; c"),
    (r"\*not bold\* \\ \<@1\>", "*not bold* \\ &lt;@1&gt;"),
    (r"a\b stays, a\.b does not", r"a\b stays, a.b does not"),
    (
        "**bold** *it* _it_ __u__ ~~s~~",
        "<strong>bold</strong> <em>it</em> <em>it</em> <u>u</u> <s>s</s>",
    ),
    (r"**a \** b**", r"<strong>a ** b</strong>"),
    ("snake_case_word, 2 * 3 * 4", "snake_case_word, 2 * 3 * 4"),
    ("**bold *and it***", "<strong>bold <em>and it</em></strong>"),
    ("`a*b*`", "<discord-code>a*b*</discord-code>"),
    ("```\na *b*\n```", "<discord-code multiline>a *b*</discord-code>"),
    ("<@0> hi", '<discord-mention type="user">Ana</discord-mention> hi'),
    ("</debate start:12>", '<discord-mention type="slash">debate start</discord-mention>'),
    ("one\n\ntwo", "one<br><br>two"),
    ("a  b\n c", "a\N{NO-BREAK SPACE} b<br>\N{NO-BREAK SPACE}c"),
    ("> q\n> r\nafter", "<discord-quote>q<br>r</discord-quote>after"),
    (
        "## H\n-# s",
        '<discord-header level="2">H</discord-header><discord-subscript>s</discord-subscript>',
    ),
    ("- a\n- **b**", f"<{UL}><{LI}>a</{LI}><{LI}><strong>b</strong></{LI}></{UL}>"),
    ("3. a", f'<{OL} start="3"><{LI}>a</{LI}></{OL}>'),
    (r"3\. a", "3. a"),
    ("https://a.org/x", '<a class="link" href="https://a.org/x">https://a.org/x</a>'),
    ("[b](https://a.org)", '<a class="link" href="https://a.org">b</a>'),
]


@pytest.mark.parametrize(("text", "html"), LINES)
def test_a_text_is_shown_as_discord_shows_it(text: str, html: str) -> None:
    assert to_html(text, NOW) == html


MOMENTS = [
    (1_800_000_000 + 300, "in 5 minutes"),
    (1_800_000_000 + 60, "in 1 minute"),
    (1_800_000_000 + 45, "in 45 seconds"),
    (1_800_000_000 - 2 * 86_400, "2 days ago"),
]


@pytest.mark.parametrize(("unix", "words"), MOMENTS)
def test_a_moment_is_told_as_time_left(unix: int, words: str) -> None:
    assert to_html(f"<t:{unix}:R>", NOW) == f"<discord-time>{words}</discord-time>"


def test_without_a_time_of_its_own_every_moment_is_as_far_away_as_said() -> None:
    assert to_html("<t:5:R>", Seen(left=360)) == "<discord-time>in 6 minutes</discord-time>"


def test_an_hour_is_told_as_a_clock_does() -> None:
    assert to_html("<t:5:t>", Seen(left=360)) == "<discord-time>10:08</discord-time>"
    assert to_html("<t:1800000300:t>", NOW) == "<discord-time>08:05</discord-time>"


def test_a_title_is_shown_without_marks() -> None:
    assert to_text(r"**Ana** \*said\* a < b") == "Ana *said* a < b"
