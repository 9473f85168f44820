"""What an editor would say about a topic that can be debated."""

import re
from pathlib import Path

import pytest

from bot.content.places import prompts_folder, topic_place, topics
from bot.content.strict import Review, review
from bot.core.errors import BadContent
from tests.content.planting import FINISHED, PACKS, Edit, copy_of_pack, plant

PROMPTS = prompts_folder({})
NAME = FINISHED.name

# name: (file, old text, new text, the problems)
PLANTED = {
    "too few claims": (
        "topic.yaml", "claims: {open: 2,", "claims: {open: 3,",
        ["open.yaml:22:1: 2 claims, where the topic asks for 3"],
    ),
    "too few facts": (
        "topic.yaml", "facts: 3", "facts: 20",
        ["topic.yaml:25:10: 3 facts, where the topic asks for 20"],
    ),
    "too few questions": (
        "topic.yaml", "questions: 4", "questions: 5",
        ["topic.yaml:26:14: 4 questions, where the topic asks for 5"],
    ),
    "too few wordings": (
        "open.yaml", "      - people with jobs can only come at the weekend\n", "",
        ["open.yaml:34:7: 2 wordings, where the topic asks for 3"],
    ),
    "too few rebuttals of a claim": (
        "topic.yaml", "rebuttals: 1", "rebuttals: 2",
        ["closed.yaml:23:9: 1 rebuttals of open, where the topic asks for 2",
         "closed.yaml:41:9: 1 rebuttals of open, where the topic asks for 2",
         "open.yaml:23:9: 1 rebuttals of closed, where the topic asks for 2",
         "open.yaml:41:9: 1 rebuttals of closed, where the topic asks for 2"],
    ),
    "too few plain and expert lines": (
        "topic.yaml", "levels: 1", "levels: 3",
        ["topic.yaml:29:11: 2 rebuttals with plain and expert lines, where the topic asks for 3"],
    ),
    "too few closings": (
        "topic.yaml", "closings: 2", "closings: 3",
        ["closed.yaml:19:1: 2 closings, where the topic asks for 3",
         "open.yaml:19:1: 2 closings, where the topic asks for 3"],
    ),
    "too short a timeline": (
        "topic.yaml", "timeline: 2", "timeline: 4",
        ["topic.yaml:31:13: 3 events, where the topic asks for 4"],
    ),
    "too short a glossary": (
        "topic.yaml", "glossary: 1", "glossary: 9",
        ["topic.yaml:32:13: 1 words in the glossary, where the topic asks for 9"],
    ),
    "too little to read": (
        "topic.yaml", "further_reading: 1", "further_reading: 2",
        ["topic.yaml:33:20: 1 publications to read, where the topic asks for 2"],
    ),
    "a claim of the article without paragraphs": (
        "closed.yaml", "    facts: [fact-staff]\n    paragraphs: [3]\n",
        "    facts: [fact-staff]\n",
        ["closed.yaml:23:9: a claim of the article needs paragraphs"],
    ),
    "a fact from nowhere": (
        "facts.yaml", "    values: [one in five, a fifth]\n    paragraphs: [2]\n",
        "    values: [one in five, a fifth]\n",
        ["facts.yaml:10:9: a fact needs paragraphs of the article, or a source",
         "topic.yaml:13:15: no fact is about paragraph 2"],
    ),
    "a line too short": (
        "open.rebuttals.yaml", (" A museum\n      has worked like this for years, and its staff"
        " asked to keep it."), "",
        ["open.rebuttals.yaml:5:11: line has 20 words, not 25 to 60"],
    ),
    "a plain line too hard": (
        "open.rebuttals.yaml", ("Two people work, and only if they want to. They get another day"
        " off. So the staff still rests."), ("Compensatory arrangements guarantee voluntary"
        " participation, whereby employees obtain an equivalent day elsewhere and so keep all of"
        " the rest that they had before."),
        [("open.rebuttals.yaml:9:12: plain is hard to read (LIX 62, at most 40): use shorter"
         " sentences and shorter words")],
    ),
    "a wording nearly twice in a claim": (
        "open.yaml", "- Sunday is when families have time to read together",
        "- People with a job can come only at weekends",
        [("open.yaml:35:9: wording nearly the same as at library-sundays/open.yaml:34"
         " (likeness 1.00)")],
    ),
    "a wording nearly the same as another claim's": (
        "open.yaml", "- some kids have no table to study at",
        "- the heating costs would eat what our novels cost",
        [("closed.yaml:53:9: wording nearly the same as at library-sundays/open.yaml:52"
         " (likeness 1.00)")],
    ),
    "a statement nearly twice": (
        "facts.yaml", "statement: Two of the six librarians would be needed on a Sunday.",
        "statement: No desk is there at home for one in five pupils.",
        [("facts.yaml:16:16: statement nearly the same as at library-sundays/facts.yaml:11"
         " (likeness 1.00)")],
    ),
    "a question nearly twice": (
        "questions.yaml", "prompt: What does one pupil in five not have at home?",
        "prompt: On average, how many people visit on a weekday?",
        [("questions.yaml:12:13: question nearly the same as at library-sundays/questions.yaml:4"
         " (likeness 1.00)")],
    ),
    "a plain line nearly twice": (
        "closed.rebuttals.yaml", ("A pupil needs a desk each day. The school has empty rooms after"
        " four. Use those, and nobody works on Sunday."), ("Two people work, but only if they want."
        " They get another day off, so all the staff rests."),
        [("closed.rebuttals.yaml:17:12: plain line nearly the same as at"
         " library-sundays/open.rebuttals.yaml:9 (likeness 0.85)")],
    ),
    "a line that repeats an opening": (
        "closed.rebuttals.yaml", ("It is not the only day. Every Thursday the doors are open until"
        " nine, and in the last hour the rooms are almost\n      empty. Whoever works until six"
        " could come then and does not."), ("The total does not grow, the council has said so in"
        " writing. Each Sunday is paid with books that nobody\n      buys, and in five years you"
        " will see it on the shelves."),
        [("closed.rebuttals.yaml:5:11: line nearly the same as the opening at"
         " library-sundays/closed.yaml:47 (likeness 0.94)")],
    ),
    "a paragraph that nothing is about": (
        "topic.yaml", "  paragraphs: 3\n", "  paragraphs: 4\n",
        ["topic.yaml:13:15: no claim, no fact and no question is about paragraph 4"],
    ),
    "a missing burden": (
        "open.yaml", ("burdens:\n  closed: Show that the gain for readers is worth a working Sunday"
        " for the staff.\n"), "",
        ["open.yaml:1:1: no burden against closed"],
    ),
    "an unused fact": (
        "facts.yaml", "facts:\n", ("facts:\n  - id: fact-roof\n    statement: The roof is new.\n"
        "    cues: [roof]\n    values: [new]\n    paragraphs: [1]\n"),
        ["facts.yaml:2:9: no claim and no rebuttal uses this fact"],
    ),
    "a claim that nobody is asked about": (
        "questions.yaml", "claims: [closed-rest]", "claims: [closed-money]",
        ["closed.yaml:23:9: no question is about this claim"],
    ),
    "a quiz that asks for recall": (
        "questions.yaml", "kind: change", "kind: choice",
        ["questions.yaml:1:1: only 1 of 4 questions ask for reasoning: at least half"],
    ),
    "a side with stronger claims": (
        "open.yaml", "strength: 2\n    facts: [fact-visitors]",
        "strength: 3\n    facts: [fact-visitors]",
        [("topic.yaml:14:8: claims of the sides differ in mean strength (open 2.50, closed 2.00):"
         " by less than 0.2")],
    ),
    "a text that is not written yet": (
        "handout.yaml", "A list that says who works when.", '"Write: what it means."',
        ["handout.yaml:17:14: still to be written: put your own words here"],
    ),
    "the article's own words": (
        "handout.yaml", "Short and friendly, with numbers", ("Of this little town have waited"
        " outside A LOCKED door, with numbers"),
        [("handout.yaml:23:12: 8 words in a row as in the article: “of this little town have"
         " waited outside a”")],
    ),
    "a line that is no fingerprint": (
        "source.shingles", "from them.\n", "from them.\n\n123\n",
        [("source.shingles:3:1: no fingerprint: `debate-bot topic new NAME --article FILE` makes"
         " such a file")],
    ),
}  # fmt: skip


def test_a_finished_topic_has_no_problems() -> None:
    assert review(FINISHED) == Review(
        problems=(),
        notes=(),
        counts={
            "sides": 2,
            "claims": 4,
            "claims of open": 2,
            "claims of closed": 2,
            "rebuttals": 4,
            "rebuttals with plain and expert lines": 2,
            "wordings": 12,
            "facts": 3,
            "questions": 4,
            "questions that ask for reasoning": 2,
            "closing frames": 4,
            "events": 3,
            "words explained": 1,
            "publications to read": 1,
        },
        strengths={"open": 2.0, "closed": 2.0},
        words={"open": 251, "closed": 241},
    )


@pytest.mark.parametrize(("file", "old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_what_is_unfinished_is_told_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    plant(pack, Edit(file=file, old=old, new=new))
    assert review(pack).problems == tuple(f"{NAME}/{problem}" for problem in expected)


def test_a_side_with_fewer_words_is_told_with_both_sides_of_the_balance(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    for name in ("open.yaml", "open.rebuttals.yaml"):
        text = (pack / name).read_text("utf-8")
        text = re.sub(r"    (line|warrant): >-\n(      .*\n)+", r"    \1: no\n", text)
        (pack / name).write_text(text, "utf-8")
    told = [problem for problem in review(pack).problems if "to argue with" in problem]
    assert told == [
        (
            f"{NAME}/closed.yaml:22:1: 32% more words to argue with than the mean of the sides"
            " (241, mean 182): at most 15%"
        ),
        (
            f"{NAME}/open.yaml:22:1: 32% fewer words to argue with than the mean of the sides"
            " (123, mean 182): at most 15%"
        ),
    ]


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    (pack / "parents.yaml").write_text("id: parents\n")
    (pack / "parents.rebuttals.yaml").write_text("rebuttals: []\n")
    reason = "1:1: nothing reads this file: topic.yaml does not name it"
    assert review(pack).problems == (
        f"{NAME}/parents.rebuttals.yaml:{reason}",
        f"{NAME}/parents.yaml:{reason}",
    )


def test_a_topic_without_fingerprints_is_a_note(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    (pack / "source.shingles").unlink()
    found = review(pack)
    assert found.problems == ()
    assert found.notes == (
        (
            f"{NAME}/topic.yaml:1:1: there is no source.shingles, so nothing is compared with the"
            " article"
        ),
    )


def test_a_topic_in_one_file_can_be_reviewed() -> None:
    pack = PACKS / "homework.yaml"
    problems = review(pack).problems
    assert problems
    assert all(problem.startswith("homework.yaml:") for problem in problems)


def test_structural_mistakes_come_first(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path, FINISHED)
    plant(pack, Edit(file="topic.yaml", old="proposer: open", new="proposer: nobody"))
    with pytest.raises(BadContent):
        review(pack)


@pytest.mark.parametrize("topic_id", topics(PROMPTS))
def test_an_editor_is_content_with_every_topic_that_we_ship(topic_id: str) -> None:
    assert review(topic_place(PROMPTS, topic_id)).problems == ()
