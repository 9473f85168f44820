"""What an editor would say about a topic that can be debated."""

from pathlib import Path

import pytest

from bot.content.places import prompts_folder, topic_place, topics
from bot.content.strict import Review, review
from bot.core.errors import BadContent
from tests.content.planting import SMALL, Edit, copy_of_pack, plant

PROMPTS = prompts_folder({})

# name: (file, old text, new text, the problem)
PLANTED = {
    "too few claims": (
        "topic.yaml", "claims: {ban: 2,", "claims: {ban: 3,",
        "ban.yaml:10:1: 2 claims, where the topic asks for 3",
    ),
    "too few facts": (
        "topic.yaml", "facts: 2", "facts: 20",
        "topic.yaml:26:10: 2 facts, where the topic asks for 20",
    ),
    "too few questions": (
        "topic.yaml", "questions: 3", "questions: 4",
        "topic.yaml:27:14: 3 questions, where the topic asks for 4",
    ),
    "too few wordings": (
        "limit.yaml", "      - we should learn to use them well\n", "",
        "limit.yaml:15:7: 1 wordings, where the topic asks for 2",
    ),
    "a claim of the article without paragraphs": (
        "free.yaml", "    paragraphs: [4]\n", "",
        "free.yaml:8:9: a claim of the article needs paragraphs",
    ),
    "a fact from nowhere": (
        "facts.yaml", "    paragraphs: [4]\n", "",
        "facts.yaml:10:9: a fact needs paragraphs of the article, or a source",
    ),
    "a line too short": (
        "ban.yaml", "; first the skill, then the phone.", ".",
        "ban.yaml:45:11: the line has 24 words, not 25 to 60",
    ),
    "a wording nearly twice in a claim": (
        "ban.yaml", "- nobody listens when a screen lights up", "- Pupils are distracted by phones",
        "ban.yaml:19:9: wording nearly the same as at school-phones/ban.yaml:18 (likeness 1.00)",
    ),
    "a wording nearly the same as another claim's": (
        "free.yaml", "- we are old enough to choose", "- the kids get bullied a lot online",
        "free.yaml:15:9: wording nearly the same as at school-phones/ban.yaml:31 (likeness 0.80)",
    ),
    "a statement nearly twice": (
        "facts.yaml", "statement: Two in three parents want to reach their child by phone.",
        "statement: After interruptions pupils need 20 minutes to settle down.",
        ("facts.yaml:11:16: statement nearly the same as at school-phones/facts.yaml:3"
        " (likeness 0.78)"),
    ),
    "a missing burden": (
        "ban.yaml", "  free: Show that pupils cannot be trusted with the choice.\n", "",
        "ban.yaml:8:3: no burden against free",
    ),
    "an unused fact": (
        "free.yaml", "    facts: [fact-parents]\n", "",
        "facts.yaml:10:9: no claim and no rebuttal uses this fact",
    ),
}  # fmt: skip

BURDENS = {
    "limit": "ban: Show that a ban fails.\n  free: Show that freedom fails.",
    "free": "ban: Show that a ban fails.\n  limit: Show that rules fail.",
}


def finished(folder: Path) -> Path:
    """A copy of the small pack with nothing for an editor to say."""
    pack = copy_of_pack(folder)
    for side, burdens in BURDENS.items():
        text = (pack / f"{side}.yaml").read_text("utf-8")
        (pack / f"{side}.yaml").write_text(f"{text}burdens:\n  {burdens}\n", "utf-8")
    return pack


def test_a_finished_topic_has_no_problems(tmp_path: Path) -> None:
    assert review(finished(tmp_path)) == Review(
        problems=(),
        notes=(),
        counts={
            "sides": 3,
            "claims": 4,
            "claims of ban": 2,
            "claims of limit": 1,
            "claims of free": 1,
            "rebuttals": 7,
            "wordings": 8,
            "facts": 2,
            "questions": 3,
        },
    )


@pytest.mark.parametrize(("file", "old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_what_is_unfinished_is_told_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    pack = finished(tmp_path)
    plant(pack, Edit(file=file, old=old, new=new))
    assert review(pack).problems == (f"school-phones/{expected}",)


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    pack = finished(tmp_path)
    (pack / "parents.yaml").write_text("id: parents\n")
    assert review(pack).problems == (
        "school-phones/parents.yaml:1:1: nothing reads this file: topic.yaml does not name it",
    )


def test_a_claim_without_a_question_is_a_note(tmp_path: Path) -> None:
    pack = finished(tmp_path)
    plant(pack, Edit(file="questions.yaml", old="[limit-teach, free-trust]", new="[limit-teach]"))
    found = review(pack)
    assert found.problems == ()
    assert found.notes == ("school-phones/free.yaml:8:9: no question is about this claim",)


def test_burdens_of_every_side_are_asked_for() -> None:
    assert review(SMALL).problems == (
        "school-phones/free.yaml:1:1: no burden against ban and limit",
        "school-phones/limit.yaml:1:1: no burden against ban and free",
    )


def test_structural_mistakes_come_first(tmp_path: Path) -> None:
    pack = finished(tmp_path)
    plant(pack, Edit(file="topic.yaml", old="proposer: ban", new="proposer: nobody"))
    with pytest.raises(BadContent):
        review(pack)


@pytest.mark.parametrize("topic_id", topics(PROMPTS))
def test_an_editor_is_content_with_every_topic_that_we_ship(topic_id: str) -> None:
    assert review(topic_place(PROMPTS, topic_id)).problems == ()
