"""Mistakes planted in a copy of a valid pack: each is told at its place, in these words."""

# long: one table of planted mistakes, to be read and added to as one

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.packs import Pack
from bot.content.topic_reading import plain_topic
from tests.content.planting import SMALL, Edit, complaints, copy_of_pack, plant, told

# name: (file, old text, new text, everything that is told)
PLANTED = {
    "a misspelt key": (
        "ban.yaml", "    warrant: A picture", "    warant: A picture",
        ['ban.yaml:26:5: unknown key "warant" (did you mean "warrant"?)'],
    ),
    "a misspelt key of the topic": (
        "topic.yaml", "motion:", "motoin:",
        ['topic.yaml:4:1: unknown key "motoin" (did you mean "motion"?)'],
    ),
    "a misspelt key deep inside": (
        "facts.yaml", "        correction:", "        corection:",
        ['facts.yaml:8:9: unknown key "corection" (did you mean "correction"?)'],
    ),
    "a misspelt key of a side written under claims": (
        "ban.yaml", "rebuttals:", "rebutals:",
        ['ban.yaml:41:1: unknown key "rebutals" (did you mean "rebuttals"?)'],
    ),
    "a key from nowhere": (
        "limit.yaml", "stance:", "colour: green\nstance:",
        ['limit.yaml:4:1: unknown key "colour"'],
    ),
    "a missing key": (
        "ban.yaml", "    impact: Weak pupils fall behind first.\n", "",
        ['ban.yaml:11:5: missing key "impact"'],
    ),
    "a missing key of the topic": (
        "topic.yaml", "proposer: ban\n", "",
        ['topic.yaml:2:1: missing key "proposer"'],
    ),
    "a number for a text": (
        "topic.yaml", "title: Phones at school", "title: 42",
        ["topic.yaml:3:8: must be a text, not a number: put it in quotes"],
    ),
    "a decimal number for a text": (
        "facts.yaml", 'values: ["20 minutes", twenty minutes]', "values: [20.5]",
        ["facts.yaml:5:14: must be a text, not a number: put it in quotes"],
    ),
    "true for a text": (
        "questions.yaml", 'choices: ["True", "False"]', 'choices: [true, "False"]',
        ["questions.yaml:13:15: must be a text, not true or false: put it in quotes"],
    ),
    "a list for a text": (
        "free.yaml", "stance: Pupils can decide for themselves.", "stance: [Pupils, decide]",
        ["free.yaml:4:9: must be a text, not a list"],
    ),
    "a mapping for a text": (
        "free.yaml", "role: Pupil", "role: {name: Pupil}",
        ["free.yaml:3:7: must be a text, not a mapping"],
    ),
    "a number for a list": (
        "ban.yaml", "    facts: [fact-minutes]\n    paragraphs: [2]",
        "    facts: [fact-minutes]\n    paragraphs: 2",
        ["ban.yaml:23:17: must be a list of whole numbers, not a number"],
    ),
    "a text for a list of texts": (
        "questions.yaml", "also: [good habits]", "also: good habits",
        ["questions.yaml:21:11: must be a list of texts, not a text"],
    ),
    "a text for a mapping": (
        "topic.yaml",
        ("source:\n  title: Phones and pupils\n  publisher: The Example Review\n"
         '  date: "2024-01-15"'),
        "source: The Example Review",
        [('topic.yaml:11:9: must be a mapping with the keys "title", "publisher" and "date",'
         " not a text")],
    ),
    "a list for a mapping of sides": (
        "ban.yaml",
        ("  limit: Show that rules for phones fail where a ban works.\n"
        "  free: Show that pupils cannot be trusted with the choice."),
        "  - Show that a ban works.",
        ["ban.yaml:8:3: must be a mapping from other sides to texts, not a list"],
    ),
    "a text for a claim": (
        "limit.yaml", ("claims:\n  - id: limit-teach\n    statement: Schools must teach good use of"
        " phones.\n"), ("claims:\n  - Schools must teach good use of phones.\n  - id: limit-teach\n"
        "    statement: Schools must teach good use of phones.\n"),
        [('limit.yaml:8:5: must be a mapping with the keys "id", "statement", "warrant", "impact",'
         ' "opening", "probe", "heard_as", "origin" and "strength", not a text')],
    ),
    "a fact that is not text": (
        "free.yaml", "facts: [fact-parents]", "facts: [7]",
        ["free.yaml:19:13: must be a text, not a number: put it in quotes"],
    ),
    "nothing after a key": (
        "limit.yaml", "name: Limit", "name:",
        ["limit.yaml:2:1: has no value: it must be a text (or leave the key out if you may)"],
    ),
    "an empty text": (
        "limit.yaml", "role: Class council", 'role: ""',
        ["limit.yaml:3:7: must not be empty"],
    ),
    "a text of blanks": (
        "topic.yaml", "title: Phones at school", 'title: "  \\t "',
        ["topic.yaml:3:8: must not be empty"],
    ),
    "an empty list": (
        "free.yaml",
        "    heard_as:\n      - we are old enough to choose\n      - trust us and we will act well",
        "    heard_as: []",
        ["free.yaml:14:15: must not be empty"],
    ),
    "a value from no list": (
        "ban.yaml", "origin: article", "origin: artical",
        [('ban.yaml:20:13: unknown value "artical": one of article, implied or beyond'
         ' (did you mean "article"?)')],
    ),
    "a kind of rebuttal from no list": (
        "free.yaml", "kind: turn", "kind: punch",
        ['free.yaml:36:11: unknown value "punch": one of deny, mitigate, outweigh or turn'],
    ),
    "a kind of question from no list": (
        "questions.yaml", "kind: short", "kind: shrt",
        [('questions.yaml:18:11: unknown value "shrt": one of choice, true-false, who, fact,'
         ' dropped, rebuttal, fallacy, change or short (did you mean "short"?)')],
    ),
    "too strong": (
        "limit.yaml", "strength: 2", "strength: 4",
        ["limit.yaml:18:15: must be a whole number from 1 to 3, not 4"],
    ),
    "strength in words": (
        "limit.yaml", "strength: 2", "strength: strong",
        ["limit.yaml:18:15: must be a whole number from 1 to 3, not a text"],
    ),
    "a paragraph before the first": (
        "facts.yaml", "    paragraphs: [4]", "    paragraphs: [4, 0]",
        ["facts.yaml:14:21: must be a whole number of at least 1, not 0"],
    ),
    "an id with capitals": (
        "topic.yaml", "- id: lockers", "- id: Big Lockers",
        ['topic.yaml:17:9: must be small letters, digits and single hyphens, like "too-costly"'],
    ),
    "a date that is none": (
        "topic.yaml", 'date: "2024-01-15"\nproposer', 'date: "2024-02-30"\nproposer',
        ["topic.yaml:5:7: must be a date like 2024-04-22"],
    ),
    "an unknown fact": (
        "ban.yaml", "    strength: 3\n    facts: [fact-minutes]",
        "    strength: 3\n    facts: [fact-minuts]",
        ['ban.yaml:22:13: unknown fact "fact-minuts" (did you mean "fact-minutes"?)'],
    ),
    "an unknown fact of a rebuttal": (
        "ban.yaml", "break every day as well.\n    facts: [fact-minutes]",
        "break every day as well.\n    facts: [fact-minutes, weather]",
        ['ban.yaml:55:27: unknown fact "weather"'],
    ),
    "an unknown claim answered": (
        "free.yaml", "answers: ban-bullying", "answers: ban-buling",
        ['free.yaml:29:14: unknown claim "ban-buling" (did you mean "ban-bullying"?)'],
    ),
    "an unknown claim rested on": (
        "limit.yaml", "    claim: limit-teach", "    claim: limit-teaching",
        ['limit.yaml:33:12: unknown claim "limit-teaching" (did you mean "limit-teach"?)'],
    ),
    "an unknown claim asked about": (
        "questions.yaml", "claims: [limit-teach, free-trust]", "claims: [limit-teach, free-thrust]",
        ['questions.yaml:23:27: unknown claim "free-thrust" (did you mean "free-trust"?)'],
    ),
    "an unknown side hit": (
        "ban.yaml", "hits: [free]", "hits: [free, limits]",
        ['ban.yaml:40:18: unknown other side "limits" (did you mean "limit"?)'],
    ),
    "an unknown proposer": (
        "topic.yaml", "proposer: ban", "proposer: bann",
        ['topic.yaml:6:11: unknown side "bann" (did you mean "ban"?)'],
    ),
    "a burden against nobody": (
        "ban.yaml", "  free: Show that", "  fre: Show that",
        ['ban.yaml:9:3: unknown other side "fre" (did you mean "free"?)'],
    ),
    "a burden against oneself": (
        "ban.yaml", "  free: Show that", "  ban: Show that",
        ['ban.yaml:9:3: unknown other side "ban"'],
    ),
    "a minimum for nobody": (
        "topic.yaml", "free: 1}", "fee: 1}",
        ['topic.yaml:25:30: unknown side "fee" (did you mean "free"?)'],
    ),
    "two claims of one id": (
        "ban.yaml", "- id: ban-bullying\n    statement", "- id: ban-attention\n    statement",
        ['ban.yaml:24:9: duplicate id "ban-attention" (first at school-phones/ban.yaml:11)',
         'free.yaml:29:14: unknown claim "ban-bullying"',
         'questions.yaml:16:14: unknown claim "ban-bullying"'],
    ),
    "a fact with the id of a claim": (
        "facts.yaml", "- id: fact-parents", "- id: free-trust",
        ['facts.yaml:10:9: duplicate id "free-trust" (first at school-phones/free.yaml:8)',
         'free.yaml:19:13: unknown fact "fact-parents"'],
    ),
    "a side listed twice": (
        "topic.yaml", "sides: [ban, limit, free]", "sides: [ban, limit, free, ban]",
        ['topic.yaml:15:27: "ban" is listed twice'],
    ),
    "a claim that nobody answers": (
        "limit.yaml", "answers: ban-attention", "answers: ban-bullying",
        ['ban.yaml:11:9: no rebuttal of limit answers "ban-attention"'],
    ),
    "a rebuttal of the own side's claim": (
        "free.yaml", "answers: limit-teach", "answers: free-trust",
        ['free.yaml:35:14: a rebuttal answers another side, and "free-trust" is a claim of its own',
         'limit.yaml:8:9: no rebuttal of free answers "limit-teach"'],
    ),
    "a rebuttal resting on another side's claim": (
        "ban.yaml", "claim: ban-attention", "claim: free-trust",
        [('ban.yaml:48:12: a rebuttal rests on a claim of its own side,'
         ' and "free-trust" is one of free')],
    ),
    "beyond the article without a source": (
        "ban.yaml",
        ("    source:\n      title: Bullying today\n      publisher: Example Press\n"
        '      date: "2022"\n'), "",
        ['ban.yaml:33:13: origin is "beyond", so a "source" is needed'],
    ),
    "a source without beyond": (
        "ban.yaml", "origin: beyond", "origin: implied",
        ['ban.yaml:34:5: "source" is only for claims whose origin is "beyond"'],
    ),
    "an answer that is no choice": (
        "questions.yaml", 'answer: "20 minutes"', 'answer: "20 minuten"',
        [('questions.yaml:6:13: the answer "20 minuten" is not one of the choices'
         ' (did you mean "20 minutes"?)')],
    ),
    "a choice twice": (
        "questions.yaml", "an hour]", '"5 minutes"]',
        ['questions.yaml:5:42: the choice "5 minutes" is there twice'],
    ),
    "no choices": (
        "questions.yaml", '    choices: ["5 minutes", "20 minutes", an hour]\n', "",
        ["questions.yaml:2:5: needs at least 2 choices"],
    ),
    "choices where one writes": (
        "questions.yaml", "also: [good habits]", "choices: [good use, bad use]",
        ['questions.yaml:21:5: a question of kind "short" has no choices'],
    ),
    "other wordings where one chooses": (
        "questions.yaml", "    explanation: It says", "    also: [Wrong]\n    explanation: It says",
        ['questions.yaml:15:5: "also" is only for questions of kind "short"'],
    ),
    "a near-miss that is right": (
        "facts.yaml", 'said: "5 minutes"', "said: Twenty minutes",
        ['facts.yaml:7:15: "Twenty minutes" is one of the right values of this fact'],
    ),
    "a side without a file": (
        "topic.yaml", "sides: [ban, limit, free]", "sides: [ban, limits, free]",
        ['topic.yaml:15:14: missing file "limits.yaml" (did you mean "limit.yaml"?)'],
    ),
    "a side with another id than its file": (
        "limit.yaml", "id: limit\n", "id: limits\n",
        ['limit.yaml:1:5: must be "limit", like the name of the file'],
    ),
    "one side only": (
        "topic.yaml", "sides: [ban, limit, free]", "sides: [ban]",
        ["topic.yaml:15:8: must list at least 2 of: sides"],
    ),
    "facts in two places": (
        "topic.yaml", "proposer: ban\n", "proposer: ban\nfacts: []\n",
        ['topic.yaml:7:1: "facts" stands here and in facts.yaml: keep one of the two'],
    ),
    "a key twice": (
        "ban.yaml", "    probe: Who would", "    statement: Again.\n    probe: Who would",
        ['ban.yaml:29:5: duplicate key "statement" (first on line 25)'],
    ),
    "a colon inside a text": (
        "free.yaml", "statement: Trusted pupils", "statement: Trust me: pupils",
        [("free.yaml:9:24: not valid YAML: a colon and a space inside a text: put the text in"
         " quotes, or mend the indentation")],
    ),
    "a quote never closed": (
        "facts.yaml", 'said: "5 minutes"', 'said: "5 minutes',
        ["facts.yaml:7:15: not valid YAML: a quote is opened and never closed"],
    ),
    "a bracket never closed": (
        "facts.yaml", "cues: [parents, reach | call]", "cues: [parents, reach | call",
        ["facts.yaml:12:11: not valid YAML: a list in [ ] or a mapping in { } is not closed"],
    ),
    "a tab": (
        "questions.yaml", "    kind: choice", "\tkind: choice",
        ["questions.yaml:3:1: not valid YAML: a tab in the indentation: use spaces"],
    ),
    "a line out of place": (
        "questions.yaml", "    kind: choice", "  kind: choice",
        [("questions.yaml:3:3: not valid YAML: a list item was expected here: start it with a"
         " hyphen and a space, indented like the items above")],
    ),
    "an anchor inside itself": (
        "free.yaml", "facts: [fact-parents]", "facts: &facts [*facts]",
        ["free.yaml:19:12: an anchor (&) may not contain itself"],
    ),
    "a tag": (
        "free.yaml", "role: Pupil", "role: !!python/name:os.system Pupil",
        ['free.yaml:3:7: tags such as "!!python/name:os.system" are not used here'],
    ),
    "a merge key": (
        "ban.yaml", "  free: Show that", "  <<: {free: none}\n  free: Show that",
        ["ban.yaml:9:3: merge keys (<<) are not used here: write the keys out"],
    ),
    "not UTF-8": (
        "limit.yaml", "Nobody learns a habit", "Nobody learns caf\udce9 habits",
        ["limit.yaml:12:31: not UTF-8: save the file with the encoding UTF-8"],
    ),
    "a byte of a binary file": (
        "limit.yaml", "Nobody learns a habit", "Nobody\0 learns a habit",
        ["limit.yaml:12:20: unprintable character U+0000: remove it"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_a_mistake_is_told_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    pack = copy_of_pack(tmp_path)
    plant(pack, Edit(file=file, old=old, new=new))
    assert told(pack) == sorted(f"school-phones/{problem}" for problem in expected)


FILES = {path.name: path.read_text("utf-8") for path in SMALL.glob("*.yaml")}
INSERTED = st.text("abc -:[]{}#&*!|>'\"\n\t0", max_size=6) | st.sampled_from(
    ["null", "true", "7", "[]", "{}", "- ", "hawk", "\n", "{a: [b]}", "|\n", "'"]
)


@given(st.sampled_from(sorted(FILES)), st.integers(0), st.integers(0, 60), INSERTED)
def test_whatever_is_written_the_loader_is_content_or_says_where(
    file: str, start: int, length: int, inserted: str
) -> None:
    text = FILES[file]
    start %= len(text)
    files = FILES | {file: text[:start] + inserted + text[start + length :]}
    pack = Pack(main="topic.yaml", prefix="p/", files={n: t.encode() for n, t in files.items()})
    for problem in complaints(lambda: plain_topic(pack)):
        assert re.match(r"p/[a-z]+\.yaml:[1-9][0-9]*:[1-9][0-9]*: [^ ]", problem), problem
        assert "Input" not in problem, problem  # a word of pydantic's own messages
        assert "validation" not in problem, problem


def test_ten_mistakes_at_once_are_all_told_in_order(tmp_path: Path) -> None:
    names = [
        "a misspelt key",
        "a missing key",
        "a number for a text",
        "an empty text",
        "too strong",
        "an unknown fact",
        "an unknown claim answered",
        "an unknown proposer",
        "an answer that is no choice",
        "a near-miss that is right",
    ]
    pack = copy_of_pack(tmp_path)
    plant(pack, *(Edit(file=PLANTED[n][0], old=PLANTED[n][1], new=PLANTED[n][2]) for n in names))
    moved = {"ban.yaml:22:13": "ban.yaml:21:13", "ban.yaml:26:5": "ban.yaml:25:5"}  # a line is gone
    expected = [problem for name in names for problem in PLANTED[name][3]]
    for there, here in moved.items():
        expected = [problem.replace(there, here) for problem in expected]
    assert len(expected) == 10
    assert told(pack) == [
        f"school-phones/{problem}"
        for problem in sorted(expected, key=lambda p: (p.split(":")[0], int(p.split(":")[1])))
    ]


def test_a_wrong_type_in_one_file_does_not_hide_an_unknown_id_in_another(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path)
    plant(
        pack,
        Edit(file="facts.yaml", old="attribution: A survey of parents", new="attribution: 7"),
        Edit(file="free.yaml", old="facts: [fact-parents]", new="facts: [fact-mothers]"),
    )
    assert told(pack) == [
        "school-phones/facts.yaml:15:18: must be a text, not a number: put it in quotes",
        'school-phones/free.yaml:19:13: unknown fact "fact-mothers"',
    ]


@pytest.mark.parametrize("name", ["facts.yaml", "questions.yaml"])
def test_a_missing_list_is_told_at_the_topic(tmp_path: Path, name: str) -> None:
    pack = copy_of_pack(tmp_path)
    (pack / name).unlink()
    key = name.removesuffix(".yaml")
    assert told(pack) == [
        f'school-phones/topic.yaml:2:1: missing file "{name}", or the key "{key}" in this file'
    ]


def test_a_file_with_the_wrong_ending_is_the_one_that_was_meant(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path)
    (pack / "topic.yaml").rename(pack / "topic.yml")
    assert told(pack) == ['school-phones/topic.yaml:1:1: missing file (did you mean "topic.yml"?)']


def test_a_file_that_cannot_be_read_hides_no_mistake_in_the_others(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path)
    (pack / "topic.yaml").write_text("a: b: c\n")
    plant(pack, Edit(file="limit.yaml", old="strength: 2", new="strength: 9"))
    assert told(pack) == [
        "school-phones/limit.yaml:18:15: must be a whole number from 1 to 3, not 9",
        (
            "school-phones/topic.yaml:1:5: not valid YAML: a colon and a space inside a text: "
            "put the text in quotes, or mend the indentation"
        ),
    ]


def test_claims_in_a_file_that_cannot_be_read_are_not_called_unknown(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path)
    (pack / "ban.yaml").write_text("")
    (pack / "facts.yaml").write_text("\n# later\n")
    assert told(pack) == [
        "school-phones/ban.yaml:1:1: the file is empty",
        "school-phones/facts.yaml:1:1: the file is empty",
    ]


def test_a_file_far_too_large_is_not_parsed(tmp_path: Path) -> None:
    pack = copy_of_pack(tmp_path)
    (pack / "facts.yaml").write_bytes(b"#" * 4_000_001)
    assert told(pack) == ["school-phones/facts.yaml:1:1: is larger than 4,000,000 bytes"]
