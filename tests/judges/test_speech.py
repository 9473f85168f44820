"""`judge --jsonl`: a record in, a record out, exactly as published; and a clear word otherwise."""

import json
from typing import Any

import pytest

from bot.core.errors import BadInput
from bot.core.format import Kind
from bot.judges.speech import marked
from tests.judges.bench import BENCH, EMPTY, PHRASES, REPLY
from tests.reading.buses import STRONG

RECORD: dict[str, object] = {"id": "a1", "side": "riders", "kind": "opening", "text": STRONG}
KEYS = ["id", "total", "band", "marks", "claims", "answers", "facts", "flags", "language", "reply"]
REBUTTAL = {"kind": "rebuttal", "text": REPLY, "opponent_text": EMPTY, "opponent_side": "payers"}


def record(**changed: object) -> dict[str, Any]:
    given = {**RECORD, **changed}
    return marked(BENCH, {key: value for key, value in given.items() if value is not None})


def test_the_record_has_the_published_shape() -> None:
    out = record()
    assert list(out) == KEYS
    assert json.loads(json.dumps(out)) == out
    assert list(out["marks"]) == ["claim", "reasoning", "evidence", "impact", "clarity"]
    for mark in out["marks"].values():
        assert list(mark) == ["points", "band", "reason", "quotes", "next_step"]
        assert isinstance(mark["points"], int)
    assert out["claims"][0] == {
        "id": "ride-safe", "side": "riders", "stance": "asserts",
        "confidence": out["claims"][0]["confidence"],
    }  # fmt: skip
    assert (out["id"], out["language"], out["flags"], out["answers"]) == ("a1", "en", [], [])


def test_the_total_is_the_weighted_mean_of_the_marks() -> None:
    out = record()
    weights = {c.aspect.value: c.weight for c in BENCH.rubric.criteria[Kind.OPENING]}
    used = {name: mark["points"] for name, mark in out["marks"].items()}
    mean = sum(weights[name] * points for name, points in used.items()) / sum(
        weights[name] for name in used
    )
    assert out["total"] == round(mean)
    assert out["band"] == BENCH.rubric.band(out["total"]).value


def test_an_opponents_text_is_answered_and_clash_is_marked() -> None:
    out = record(**REBUTTAL)
    assert out["answers"] == ["pay-empty"]
    assert out["marks"]["clash"]["points"] > 0
    assert "clash" not in record(kind="rebuttal", text=REPLY)["marks"]


def test_the_opponents_side_is_guessed_where_it_is_not_named() -> None:
    assert record(**{**REBUTTAL, "opponent_side": None}) == record(**REBUTTAL)


def test_phase_is_accepted_for_kind() -> None:
    assert record(kind=None, phase="closing") == record(kind="closing")


def test_facts_are_listed_with_their_corrections() -> None:
    facts = record(text=f"{STRONG} After it accidents fell by 30 percent.")["facts"]
    assert facts == [{"id": "fact-accidents", "status": "right"}]
    wrong = record(text=f"{STRONG} After it accidents fell by 50 percent.")
    correction = "It was more than 30 percent."
    assert wrong["facts"] == [{"id": "fact-accidents", "status": "wrong", "correction": correction}]
    assert f"Worth checking: {correction}" in wrong["reply"]


def test_the_reply_quotes_the_student_and_names_one_next_step() -> None:
    lines = record()["reply"].split("\n\n")
    assert lines[0] == f"Overall: {record()['band']}."
    assert lines[1].startswith("What you did best – ")
    assert any(sentence in lines[1] for sentence in STRONG.split(". "))
    assert lines[2].startswith("One thing to try next: ")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Buses are good, yes.",
         "This is too short to mark. Write at least 8 words: say what you want, and why."),
        ("", PHRASES.say("judge.flag.no_text")),
        ("🙂🙂🙂", PHRASES.say("judge.flag.no_text")),
        ("Wir brauchen einen Bus in der Nacht, weil es dunkel ist und niemand gehen kann.",
         PHRASES.say("judge.flag.other_language")),
        ("My brother died in a crash at night because there was no bus that he could take.",
         PHRASES.say("judge.flag.personal_disclosure")),
    ],
)  # fmt: skip
def test_what_is_not_marked_gets_nothing_but_a_kind_sentence(text: str, reply: str) -> None:
    out = record(text=text)
    assert (out["total"], out["band"], out["marks"], out["reply"]) == (0, "developing", {}, reply)


def test_a_warning_sign_is_named_calmly_and_an_insult_is_not_repeated() -> None:
    out = record(text=f"{STRONG} You stupid idiots do not see it.")
    assert out["flags"] == ["insult"]
    assert "idiots" not in json.dumps({"marks": out["marks"], "reply": out["reply"]})
    assert PHRASES.say("judge.flag.insult") in out["reply"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": None}, "It needs “id”, a text."),
        ({"id": True}, "It needs “id”, a text."),
        ({"text": None}, "It needs “text”, a text."),
        ({"text": 5}, "It needs “text”, a text."),
        ({"side": None}, "It needs “side”, a text."),
        ({"side": "drivers"}, "“side” must be one of riders, payers, sleepers, not “drivers”."),
        ({"kind": None}, "It needs “kind”, a text."),
        ({"kind": "speech"},
         "“kind” must be one of opening, question, answer, rebuttal, closing, not “speech”."),
        ({"opponent_text": 1}, "It needs “opponent_text”, a text."),
        ({"opponent_text": EMPTY, "opponent_side": "riders"},
         "“opponent_side” must be one of payers, sleepers, not “riders”."),
        ({"text": "a\x00b"}, PHRASES.say("error.binary")),
        ({"text": "a" * 20_001}, PHRASES.say("error.too_long", length=20_001, most=20_000)),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_says_what_to_do(changed: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        record(**changed)
    assert PHRASES.say(caught.value.phrase, **caught.value.variables) == said
