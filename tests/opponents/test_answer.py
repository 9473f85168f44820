"""The `oppose --jsonl` contract: shape, honesty, and a clear word about bad input."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BadInput
from bot.opponents.answer import WORDS, oppose
from tests.opponents.stage import BOT, PHRASES, ByHeart
from tests.opponents.town import TOWN

ASKED: dict[str, object] = {
    "id": "a1", "text": "Without cars we breathe better air.", "from": "walkers", "side": "shops"
}  # fmt: skip


def opposed(**changed: object) -> dict[str, object]:
    asked = {**ASKED, **changed}
    return oppose(TOWN, ByHeart(), BOT, {k: v for k, v in asked.items() if v is not None})


def test_the_answer_has_the_published_shape() -> None:
    answer = opposed()
    assert list(answer) == ["id", "text", "answers", "with", "facts", "recognised"]
    assert answer["id"] == "a1"
    assert answer["answers"] == "walk-air"
    assert answer["with"] in ("shop-customers", "shop-elderly")
    assert answer["recognised"] is True
    assert json.loads(json.dumps(answer)) == answer


def test_an_unknown_argument_is_said_to_be_one() -> None:
    answer = opposed(text="Surprisingly, pigeons vote.")
    assert (answer["answers"], answer["recognised"]) == (None, False)
    assert "no prepared answer" in str(answer["text"])


def test_the_level_and_the_seed_are_heard_and_the_same_seed_repeats() -> None:
    texts = {level: opposed(level=level)["text"] for level in ("plain", "sharp", "expert")}
    assert len(set(texts.values())) == 3
    assert opposed()["text"] == texts["sharp"]
    assert len({opposed(seed=seed)["text"] for seed in range(8)}) > 2
    assert opposed(seed=5) == opposed(seed=5)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": None}, '"id"'),
        ({"id": 1.5}, '"id"'),
        ({"id": True}, '"id"'),
        ({"text": None}, '"text"'),
        ({"text": 7}, '"text"'),
        ({"text": "a" * 20_001}, "20000"),
        ({"from": "drivers"}, '"drivers"'),
        ({"from": None}, '"from"'),
        ({"side": ["shops"]}, '"side"'),
        ({"side": "walkers"}, '"walkers"'),
        ({"level": "genius"}, '"genius"'),
        ({"level": 3}, '"3"'),
        ({"seed": "one"}, '"seed"'),
        ({"seed": True}, '"seed"'),
        ({"sides": "shops"}, '"sides"'),
        ({"text": ""}, 'There is nothing in "text" to answer.'),
        ({"text": " \n\t"}, 'There is nothing in "text" to answer.'),
    ],
)
def test_bad_input_is_refused_with_a_sentence_that_names_it(
    changed: dict[str, object], said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        opposed(**changed)
    assert said in PHRASES.say(refused.value.phrase, **refused.value.variables)


@given(text=st.text(max_size=300).filter(str.strip), seed=st.integers())
def test_any_text_gets_an_answer_within_the_limit(text: str, seed: int) -> None:
    answer = opposed(text=text, seed=seed)
    assert 0 < len(str(answer["text"]).split()) <= WORDS
