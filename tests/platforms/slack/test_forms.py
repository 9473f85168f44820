"""Forms ask for a person's own words, and give them back just as they were written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.commands import COMMANDS
from bot.app.forms import Form
from bot.app.parse import Takes
from bot.app.visible import units
from bot.platforms.slack.forms import (
    KINDS,
    PEOPLE,
    START,
    Against,
    Filled,
    errors,
    form,
    line,
    read,
)
from bot.platforms.slack.starting import start_form
from tests.platforms.slack.test_snapshots import PHRASES, say
from tests.standins.slack.blocks import check_view

AGAINST = Against(topic="t", format="solo", side="a")
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
    [block] = made["blocks"]
    element: dict[str, Any] = block["element"]
    return element


def words(made: dict[str, Any]) -> tuple[str, ...]:
    """What stands in it: its title and buttons, the label and the hint of its input."""
    [block] = made["blocks"]
    parts = (made["title"], made["submit"], made["close"], block["label"], block["hint"])
    return tuple(part["text"] for part in parts)


def submitted(made: dict[str, Any], text: str | None) -> dict[str, Any]:
    """The view that Slack sends of a filled form."""
    value = {"text": {"text": {"type": "plain_text_input", "value": text}}}
    return {**made, "id": "V1", "hash": "1.a", "state": {"values": value}}


@pytest.mark.parametrize(
    ("path", "submit", "hint"),
    [
        ("debate speak", "Speak",
         "Up to 3,000 characters fit in here. The word limit of your slot still counts."),
        ("debate draft", "Save draft",
         "Only you see it. It is delivered if your time runs out."),
        ("debate appeal", "Appeal",
         "Which mark, and what was missed? Your instructor reads this beside the ballot."),
        ("my name", "Save name", "This is how others see you."),
    ],
)  # fmt: skip
def test_each_form_says_what_it_is_for(path: str, submit: str, hint: str) -> None:
    made: dict[str, Any] = form(asks(path), FRESH, say)
    assert words(made) == ("Your rebuttal", submit, "Close", "Your speech", hint)
    assert made["callback_id"] == f"f:{path.replace(' ', '.')}"
    assert entry(made)["action_id"] == "text"
    assert entry(made)["multiline"] is (path != "my name")
    assert "initial_value" not in entry(made)


def test_there_is_a_form_for_every_button_that_needs_words() -> None:
    texts = {
        path
        for path, row in COMMANDS.items()
        if any(option.takes is Takes.TEXT for option in row.options)
    }
    assert set(KINDS) == texts


@given(st.sampled_from(sorted(KINDS)), st.text(), st.sampled_from(["", ROUND]), st.text())
def test_what_was_written_comes_back_as_it_is(
    path: str, text: str, round_id: str, place: str
) -> None:
    made = form(asks(path, round_id=round_id), FRESH, say, place)
    filled = read(submitted(made, text))
    assert filled == Filled(
        path=path, fresh=FRESH, round=round_id, place=place, values={"text": text}
    )
    assert filled.text == text


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=60), st.text(max_size=80))
def test_every_form_keeps_within_what_slack_takes(path: str, title: str, prefill: str) -> None:
    made: dict[str, Any] = form(asks(path, title=f"T{title}", prefill=prefill * 60), FRESH, say)
    check_view(made, ("modal",))
    assert all(1 <= units(each) <= 24 for each in words(made)[:3])
    assert units(entry(made).get("initial_value", "")) <= entry(made)["max_length"] <= 3_000


def test_a_saved_draft_is_in_the_form_already() -> None:
    made = form(asks("debate speak", prefill="So far *this* <b> & that\n"), FRESH, say)
    assert entry(made)["initial_value"] == "So far *this* <b> & that\n"


def test_a_draft_that_is_too_long_is_cut_between_words_and_the_form_says_so() -> None:
    made = form(asks("debate speak", prefill="words " * 700), FRESH, say)
    assert entry(made)["initial_value"] == ("words " * 500).strip()
    assert words(made)[-1] == say("slack.form.cut_hint")


def test_a_title_that_is_too_long_changes_places_with_the_label() -> None:
    made = form(asks("debate speak", title="Your answer to the follow-up"), FRESH, say)
    assert words(made)[0] == "Your speech"
    assert words(made)[3] == "Your answer to the follow-up"


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        ("debate speak", "So.", None),
        ("debate speak", " \n\t", "There is nothing in it. Write a sentence or two."),
        ("debate speak", "", "There is nothing in it. Write a sentence or two."),
        ("debate speak", "x" * 3_000, None),
        ("debate speak", "x" * 3_001, "That is 3001 characters; at most 3000 fit."),
        ("my name", "x" * 41, "That is 41 characters; at most 40 fit."),
    ],
)
def test_what_is_wrong_is_said_in_place(path: str, text: str, wrong: str | None) -> None:
    filled = Filled(path=path, fresh=FRESH, values={"text": text})
    assert errors(filled, say) == ({"text": wrong} if wrong else None)


def test_an_input_that_was_left_empty_is_an_empty_text() -> None:
    filled = read(submitted(form(asks("debate speak"), FRESH, say), None))
    assert filled is not None
    assert filled.text == ""


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"callback_id": "other"},
        {"callback_id": "f:debate.flow", "private_metadata": '{"path": "debate flow"}'},
        {"callback_id": "f:debate.speak", "private_metadata": "{"},
        {"callback_id": "f:debate.speak", "private_metadata": "[]"},
        {"callback_id": "f:debate.speak", "private_metadata": '{"path": "my name"}'},
        {"callback_id": "f:debate.speak", "private_metadata": '{"path": "debate speak"}'},
        {"callback_id": "f:debate.speak", "private_metadata": '{"path": "debate speak"}',
         "state": {"values": {"a": 1, "b": {"c": 2}}}},
    ],
)  # fmt: skip
def test_what_is_no_form_of_ours_is_nothing(view: dict[str, object]) -> None:
    assert read(view) is None


@pytest.mark.parametrize(
    ("filled", "command"),
    [
        (Filled(path="debate speak", fresh=FRESH, round=ROUND, values={"text": "So & <b>\nYes"}),
         f"/debate speak round:{ROUND} text: So & <b>\nYes"),
        (Filled(path="debate appeal", fresh=FRESH, values={"text": "Why?"}),
         "/debate appeal reason: Why?"),
        (Filled(path="my name", fresh=FRESH, values={"text": "Zoë"}), "/my name name: Zoë"),
        (Filled(path=START, fresh=FRESH, values={"format": "duel", "with": "<@U1>"}),
         '/debate start format:"duel" with:"<@U1>"'),
        (Filled(path=START, fresh=FRESH), "/debate start"),
        (Filled(path=START, fresh=FRESH, against=AGAINST,
                values={"topic": "t", "format": "solo", "side": "b"}),
         '/debate start topic:"t" format:"solo" side:"b" sides:"b,a"'),
        (Filled(path=START, fresh=FRESH, against=AGAINST, values={"format": "solo", "side": "b"}),
         '/debate start format:"solo" side:"b" sides:"b,a"'),
        (Filled(path=START, fresh=FRESH, against=AGAINST, values={"format": "solo", "side": "a"}),
         '/debate start format:"solo" side:"a"'),
        (Filled(path=START, fresh=FRESH, against=AGAINST, values={"format": "solo"}),
         '/debate start format:"solo"'),
        (Filled(path=START, fresh=FRESH, against=AGAINST, values={"format": "trio", "side": "b"}),
         '/debate start format:"trio" side:"b"'),
        (Filled(path=START, fresh=FRESH, against=AGAINST,
                values={"topic": "u", "format": "solo", "side": "b"}),
         '/debate start topic:"u" format:"solo" side:"b"'),
    ],
)  # fmt: skip
def test_what_came_back_is_a_command(filled: Filled, command: str) -> None:
    assert line(filled) == command


def test_the_metadata_says_what_the_form_is_about() -> None:
    made = form(asks("debate speak"), FRESH, say, "C0DEBATES")
    assert json.loads(str(made["private_metadata"])) == {
        "path": "debate speak", "fresh": FRESH, "round": ROUND, "slot": "",
        "place": "C0DEBATES",
    }  # fmt: skip


def test_what_a_round_is_against_comes_back() -> None:
    made = start_form([], FRESH, say, "C0DEBATES", line="Heard that.", against=AGAINST)
    back = read({**made, "state": {"values": {}}})
    assert back is not None
    assert (back.against, back.place) == (AGAINST, "C0DEBATES")
    kept = json.loads(str(made["private_metadata"]))
    for broken in ("a", {"topic": "t"}, {**kept["against"], "side": 1}):
        told = json.dumps({**kept, "against": broken})
        back = read({**made, "private_metadata": told, "state": {"values": {}}})
        assert back is not None
        assert back.against is None


def test_no_phrase_of_a_form_is_written_for_nothing() -> None:
    written = {
        key.removeprefix("slack.form.") for key in PHRASES.phrases if key.startswith("slack.form.")
    }
    phrases = {kind.phrase for kind in KINDS.values()}
    hints = {f"{phrase}_hint" for phrase in phrases} | {"cut_hint", "start_hint"}
    people = {f"{phrase}{more}" for phrase in PEOPLE.values() for more in ("", "_title")}
    assert written == phrases | hints | people | {
        "close", "start", "start_title", "any", "empty", "too_long", "person", "person_any"
    }  # fmt: skip
