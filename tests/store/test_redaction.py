"""One person's words and name are taken out of what others keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.redaction import GONE, redact_shown, redactor

SAID = ("Air defence would keep the ports open. Ports feed people.", "No.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nothing of hers is in here.", "Nothing of hers is in here."),
        ("Ana spoke first. Ben answered.", "Ben answered."),
        ("Ben said: “air defence would keep the ports…”. He was clear.", "He was clear."),
        ("Ben answered “Ports feed people”.\nHe was clear!", "He was clear!"),
        ("Ben said ports feed people.", "Ben said ports feed people."),
        ('It met "feed people"; good. It was clear.', "It was clear."),
        ("“Ports feed people.” That stood.", "That stood."),
        ("She asked. Ports, feed PEOPLE? Yes.", "She asked. Yes."),
        ("AIR DEFENCE, WOULD KEEP it all.", GONE),
        ("Air defence would help. No.", "Air defence would help. No."),
        ("Banana and Anatolia are others.", "Banana and Anatolia are others."),
        ("Ana", GONE),
        ("", ""),
        ("  \n ", "  \n "),
        ("One\nAna is here\nTwo", "One\nTwo"),
    ],
)  # fmt: skip
def test_a_sentence_goes_if_it_names_her_or_repeats_her(text: str, left: str) -> None:
    assert redactor("Ana", SAID)(text) == left


def test_a_name_of_several_words_goes_as_a_whole() -> None:
    redact = redactor("Ana-Maria Weiß", ())
    assert redact("ana maria WEISS spoke. Maria spoke.") == "Maria spoke."


@pytest.mark.parametrize("name", ["", "🙂", "…"])
def test_a_name_without_letters_takes_nothing_away(name: str) -> None:
    assert redactor(name, ())("Somebody spoke. 🙂") == "Somebody spoke. 🙂"


def test_only_what_is_shown_of_a_message_is_touched() -> None:
    body = {
        "kind": "speech", "text": "Ana spoke.", "side": "ana",
        "fields": [{"name": "Ana", "value": "Ben and Cem"}],
        "buttons": [{"label": "Ana", "command": "/debate join ana"}],
        "table": {"headings": ["Ana", "Ben"], "rows": [["Ana", "x"], ["Cem", "y"]]},
        "deadline": 5, "file": None,
    }  # fmt: skip
    assert redact_shown(body, redactor("Ana", ())) == {
        "kind": "speech", "text": GONE, "side": "ana",
        "fields": [{"name": GONE, "value": "Ben and Cem"}],
        "buttons": [{"label": "Ana", "command": "/debate join ana"}],
        "table": {"headings": [GONE, "Ben"], "rows": [[GONE, "x"], ["Cem", "y"]]},
        "deadline": 5, "file": None,
    }  # fmt: skip


@given(st.text(alphabet="ab .!…\n”", max_size=60))
def test_what_is_not_hers_stays_to_the_letter(text: str) -> None:
    assert redactor("zoe", ["zz yy xx ww"])(text) == text


@given(st.text(alphabet="ab .!…\n”", max_size=40), st.text(alphabet="ab .!…\n”", max_size=40))
def test_her_sentence_goes_wherever_it_stands(before: str, after: str) -> None:
    redact = redactor("zoe", ["zz yy xx ww"])
    assert "zz" not in redact(f"{before} zz yy xx ww. {after}")
