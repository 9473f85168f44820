"""Forms ask for a person's own words, and give them back just as they were written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.commands import COMMANDS
from bot.app.forms import Form
from bot.app.parse import Takes
from bot.app.visible import units
from bot.platforms.discord.forms import KINDS, Filled, Wanted, form, read, wanted
from tests.platforms.discord.snapshots import PHRASES, say

ROUND, FRESH = "5x6gbv5800007", "5x6gbv58qjf42"


def asks(
    path: str, *, round_id: str = ROUND, title: str = "Your rebuttal", prefill: str = ""
) -> Form:
    """A form as the core asks for it."""
    return Form(
        path=path,
        round=round_id or None,
        title=title,
        label="Your speech",
        prefill=prefill,
        most=20_000,
    )


def entry(made: dict[str, Any]) -> dict[str, Any]:
    """The only input of a form."""
    [label] = made["components"]
    assert label["type"] == 18
    component: dict[str, Any] = label["component"]
    return component


def label(made: dict[str, Any]) -> tuple[str, str]:
    """What stands above the input: its label, and what it is for."""
    [component] = made["components"]
    return component["label"], component["description"]


def submitted(made: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """What Discord sends of a filled form."""
    value = {"type": 4, "id": 2, "custom_id": entry(made)["custom_id"], "value": text}
    return [{"type": 18, "id": 1, "component": value}]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("debate speak",
         "Up to 4,000 characters. The word limit of your slot still counts."),
        ("debate draft",
         "Only you see it. It is delivered if your time runs out."),
        ("debate appeal",
         "Which mark, and what was missed? Your instructor reads this beside the ballot."),
        ("my name", "This is how others see you."),
    ],
)  # fmt: skip
def test_each_form_says_what_it_is_for(path: str, hint: str) -> None:
    made: dict[str, Any] = form(asks(path), FRESH, say)
    assert made["title"] == "Your rebuttal"
    assert label(made) == ("Your speech", hint)
    assert entry(made)["custom_id"] == "text"
    assert "value" not in entry(made)


def test_there_is_a_form_for_every_button_that_needs_words() -> None:
    texts = {
        path
        for path, row in COMMANDS.items()
        if any(option.takes is Takes.TEXT for option in row.options)
    }
    assert set(KINDS) == texts


@given(st.sampled_from(sorted(KINDS)), st.text(min_size=1), st.sampled_from(["", ROUND]))
def test_what_was_written_comes_back_as_it_is(path: str, text: str, round_id: str) -> None:
    made: dict[str, Any] = form(asks(path, round_id=round_id), FRESH, say)
    filled = Filled(path=path, round=round_id, fresh=FRESH, text=text)
    assert read(made["custom_id"], submitted(made, text)) == filled
    rows = [{"type": 1, "components": [{"type": 4, "custom_id": "text", "value": text}]}]
    assert read(made["custom_id"], rows) == filled


@given(st.sampled_from(sorted(KINDS)), st.text(min_size=1, max_size=60), st.text(max_size=80))
def test_every_form_keeps_within_what_discord_takes(path: str, title: str, prefill: str) -> None:
    made: dict[str, Any] = form(asks(path, title=f"T{title}", prefill=prefill * 60), FRESH, say)
    assert 1 <= units(made["title"]) <= 45
    assert units(made["custom_id"]) <= 100
    assert all(1 <= units(text) <= most for text, most in zip(label(made), (45, 100), strict=True))
    assert units(entry(made).get("value", "")) <= entry(made)["max_length"] <= 4000


def test_a_saved_draft_is_in_the_form_already() -> None:
    made = form(asks("debate speak", prefill="So far *this*\n"), FRESH, say)
    assert made["title"] == "Your rebuttal"
    assert entry(made)["value"] == "So far *this*\n"


def test_a_draft_that_is_too_long_is_cut_between_words_and_the_form_says_so() -> None:
    made = form(asks("debate speak", prefill="words " * 700), FRESH, say)
    assert entry(made)["value"] == ("words " * 666).strip()
    assert label(made) == ("Your speech", say("discord.form.too_long"))
    assert units(say("discord.form.too_long")) <= 100


def test_each_opening_is_a_form_of_its_own() -> None:
    ids = {form(asks("debate speak"), fresh, say)["custom_id"] for fresh in ("a1", "b2")}
    assert ids == {f"f:debate.speak:{ROUND}:a1:", f"f:debate.speak:{ROUND}:b2:"}


@pytest.mark.parametrize(
    ("custom_id", "components"),
    [
        ("", []),
        ("c:x:0:debate flow", [{"custom_id": "text", "value": "a"}]),
        ("f:debate.flow::x", [{"custom_id": "text", "value": "a"}]),
        ("f:debate.speak::x", []),
        ("f:debate.speak::x", None),
        ("f:debate.speak::x", [{"custom_id": "other", "value": "a"}]),
        ("f:debate.speak::x", [{"custom_id": "text", "value": 1}]),
    ],
)
def test_what_is_no_form_of_ours_is_nothing(custom_id: str, components: object) -> None:
    assert read(custom_id, components) is None


@pytest.mark.parametrize(
    ("command", "opened"),
    [
        (f"/debate speak round:{ROUND}", Wanted(path="debate speak", round=ROUND)),
        ("/debate speak", Wanted(path="debate speak")),
        ("/debate draft", Wanted(path="debate draft")),
        (f"/debate appeal round:{ROUND}", Wanted(path="debate appeal", round=ROUND)),
        ("/my name", Wanted(path="my name")),
        ("/my name name: Ana", None),
        ("/debate speak text: So", None),
        ("/debate speak more:true", None),
        ("/debate speak more:maybe", None),
        ("/debate flow", None),
        ("/no such", None),
    ],
)
def test_only_a_command_without_its_words_opens_a_form(command: str, opened: Wanted | None) -> None:
    assert wanted(command) == opened


def test_no_phrase_of_a_form_is_written_for_nothing() -> None:
    written = {
        key.removeprefix("discord.form.")
        for key in PHRASES.phrases
        if key.startswith("discord.form.")
    }
    assert written == {kind.phrase for kind in KINDS.values()} | {"too_long"}
