"""Phrases are filled in whole, or not at all."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.phrases import Phrase, Phrases, mistake_in, variables_in
from bot.core.errors import Fault

PHRASES = Phrases(
    file="phrases/en.yaml",
    phrases={
        "hello": Phrase(forms={"other": "Hello {name}, {{so}} be."}, place="phrases/en.yaml:1:1"),
        "plain": Phrase(forms={"other": "Good."}, place="phrases/en.yaml:2:1"),
        "left": Phrase(
            forms={"zero": "None left.", "one": "One word left.", "other": "{count} words left."},
            place="phrases/en.yaml:3:1",
        ),
        "said": Phrase(
            forms={"one": "{name} said one word.", "other": "{name} said {count} words."},
            place="phrases/en.yaml:7:3",
        ),
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "variables", "expected"),
    [
        ("hello", {"name": "Ana"}, "Hello Ana, {so} be."),
        ("hello", {"name": "{count} {0}"}, "Hello {count} {0}, {so} be."),
        ("plain", {}, "Good."),
        ("plain", {"left_out_by": "a teacher"}, "Good."),
        ("left", {"count": 0}, "None left."),
        ("left", {"count": 1}, "One word left."),
        ("left", {"count": 2}, "2 words left."),
        ("said", {"name": "Ana", "count": 0}, "Ana said 0 words."),
        ("said", {"name": "Ana", "count": 1}, "Ana said one word."),
    ],
)
def test_a_phrase_is_filled_in(key: str, variables: dict[str, object], expected: str) -> None:
    assert PHRASES.say(key, **variables) == expected


@pytest.mark.parametrize(
    ("key", "variables", "expected"),
    [
        ("helo", {}, 'phrases/en.yaml: no phrase "helo" (did you mean "hello"?)'),
        ("zzz", {}, 'phrases/en.yaml: no phrase "zzz"'),
        ("hello", {}, 'phrases/en.yaml:1:1: phrase "hello" was not given: name'),
        ("left", {}, 'phrases/en.yaml:3:1: phrase "left" was not given: count'),
        (
            "said",
            {"nmae": "Ana"},
            'phrases/en.yaml:7:3: phrase "said" was not given: count, name',
        ),
    ],
)
def test_a_wrong_key_or_a_missing_variable_is_a_fault_with_its_place(
    key: str, variables: dict[str, object], expected: str
) -> None:
    with pytest.raises(Fault) as caught:
        PHRASES.say(key, **variables)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    "template", ["{", "}", "a {} b", "{0}", "{Name}", "{a.b}", "{a!r}", "{a:>3}", "{a b}", "{{{a}}"]
)
def test_a_brace_out_of_place_is_a_mistake(template: str) -> None:
    message = "a variable is written {name} in small letters, a brace itself {{ or }}"
    assert mistake_in(template) == message


@given(st.text(alphabet=string.ascii_lowercase + "{}_ 1"))
def test_a_template_without_mistakes_can_always_be_filled_in(template: str) -> None:
    if mistake_in(template):
        return
    phrases = Phrases(file="f", phrases={"k": Phrase(forms={"other": template}, place="f:1:1")})
    filled = phrases.say("k", **dict.fromkeys(variables_in(template), "x"))
    if "{{" not in template and "}}" not in template:
        assert not set(filled) & set("{}")
