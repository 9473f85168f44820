"""Packs become topics, whole and the same whichever way they were read."""

import shutil
from pathlib import Path

import pytest

from bot.content.places import prompts_folder, topic_place, topics
from bot.content.topics import Topics, load_topic
from bot.core.errors import BadContent, NotFound
from bot.core.topic import (
    Answering,
    Claim,
    Definition,
    Fact,
    NearMiss,
    Origin,
    Plan,
    Question,
    QuestionKind,
    Rebuttal,
    Source,
)
from tests.content.planting import PACKS, SMALL, Edit, copy_of_pack, plant, told

PROMPTS = prompts_folder({})


def test_every_key_of_a_pack_arrives() -> None:
    topic = load_topic(SMALL)
    source = Source(title="Phones and pupils", publisher="The Example Review", date="2024-01-15")
    assert (topic.id, topic.title, topic.date, topic.proposer, topic.source) == (
        "school-phones",
        "Phones at school",
        "2024-01-15",
        "ban",
        source,
    )
    assert topic.motion == "This school should ban phones from the first bell to the last."
    assert topic.background == (
        "Pupils carry phones everywhere. Schools differ in what they allow.\n\n"
        "The debate is about school hours only."
    )
    lockers = Plan(
        id="lockers", name="Lockers", text="Phones go into lockers at the door.", paragraphs=(1,)
    )
    assert topic.plans == (lockers,)
    meaning = "Phones may not be seen, heard or used."
    assert topic.definitions == (Definition(term="ban", meaning=meaning),)
    assert [side.id for side in topic.sides] == ["ban", "limit", "free"]
    assert topic.side_by_id["ban"].burdens == (
        ("limit", "Show that rules for phones fail where a ban works."),
        ("free", "Show that pupils cannot be trusted with the choice."),
    )


def test_a_claim_arrives_with_its_side() -> None:
    assert load_topic(SMALL).claim_by_id["ban-bullying"] == Claim(
        id="ban-bullying",
        side="ban",
        statement="Most bullying now happens on phones.",
        warrant="A picture reaches everybody before a teacher can act.",
        impact="Victims are hurt in front of the whole school.",
        opening="A cruel picture needs one second to travel.",
        probe="Who would stop a picture once it is sent?",
        heard_as=("kids get bullied online", "cruel pictures go round the class"),
        origin=Origin.BEYOND,
        source=Source(title="Bullying today", publisher="Example Press", date="2022"),
        strength=2,
        contested="The source says that most bullying is still face to face.",
        hits=("free",),
    )


def test_a_rebuttal_a_fact_and_a_question_arrive() -> None:
    topic = load_topic(SMALL)
    assert topic.rebuttals_to["limit-teach"][0] == Rebuttal(
        id="ban-answers-teach",
        side="ban",
        answers="limit-teach",
        kind=Answering.MITIGATE,
        line="A teacher can show good habits with the screen on the wall, and nobody learns to swim"
        " by being thrown in during every lesson; first the skill, then the phone.",
        claim="ban-attention",
    )
    assert topic.facts[0] == Fact(
        id="fact-minutes",
        statement="After an interruption pupils need about 20 minutes to settle.",
        cues=("interruption | message", "settle | concentrate"),
        values=("20 minutes", "twenty minutes"),
        near_misses=(
            NearMiss(said="5 minutes", correction="The article says about twenty minutes."),
        ),
        paragraphs=(2,),
    )
    assert topic.questions[2] == Question(
        id="q-habit",
        kind=QuestionKind.SHORT,
        prompt="What does the class council want pupils to learn?",
        answer="good use",
        also=("good habits",),
        explanation="It is their main claim.",
        claims=("limit-teach", "free-trust"),
    )


def test_a_topic_may_be_one_file() -> None:
    topic = load_topic(PACKS / "homework.yaml")
    assert [(claim.id, claim.side) for claim in topic.claims] == [
        ("against-fair", "against"),
        ("for-practice", "for"),
    ]
    assert [edge.answers for edge in topic.rebuttals] == ["for-practice", "against-fair"]
    assert (topic.facts, topic.questions) == ((), ())


def test_a_folder_may_hold_everything_in_its_topic_file(tmp_path: Path) -> None:
    (tmp_path / "homework").mkdir()
    shutil.copy(PACKS / "homework.yaml", tmp_path / "homework" / "topic.yaml")
    assert load_topic(tmp_path / "homework") == load_topic(PACKS / "homework.yaml")


def test_mistakes_in_a_topic_of_one_file_are_told_where_they_are(tmp_path: Path) -> None:
    pack = tmp_path / "homework.yaml"
    text = (PACKS / "homework.yaml").read_text("utf-8")
    text = text.replace("warrant: Help", "warant: Help").replace("facts: []\n", "")
    pack.write_text(text.replace("answers: against-fair", "answers: against-fare"), "utf-8")
    assert told(pack) == [
        'homework.yaml:2:1: missing key "facts"',
        'homework.yaml:19:9: unknown key "warant" (did you mean "warrant"?)',
        'homework.yaml:49:18: unknown claim "against-fare" (did you mean "against-fair"?)',
    ]


def test_the_hash_is_of_names_and_bytes(tmp_path: Path) -> None:
    """A round keeps the pack it began with: any change of any byte is another pack."""
    pack = copy_of_pack(tmp_path)
    first = load_topic(SMALL).hash
    assert load_topic(pack).hash == first
    assert len(bytes.fromhex(first)) == 32
    plant(pack, Edit(file="facts.yaml", old="facts:\n", new="facts: \n"))
    changed = load_topic(pack)
    assert changed.hash != first
    assert changed == load_topic(SMALL)
    (pack / "notes.yaml").write_text("")
    assert load_topic(pack).hash not in (first, changed.hash)


@pytest.mark.parametrize("topic_id", topics(PROMPTS))
def test_every_topic_that_we_ship_is_right(topic_id: str) -> None:
    assert told(topic_place(PROMPTS, topic_id)) == []
    assert Topics(PROMPTS).topic(topic_id).id == topic_id


def prompts_with(folder: Path) -> Path:
    """A prompts folder that holds the small pack."""
    copy_of_pack(folder / "topics")
    return folder


def test_topics_are_known_by_their_ids(tmp_path: Path) -> None:
    shelf = Topics(prompts_with(tmp_path))
    shutil.copy(PACKS / "homework.yaml", tmp_path / "topics")
    assert shelf.ids() == ("homework", "school-phones")
    assert shelf.topic("homework").title == "Homework"


def test_an_unknown_topic_is_not_found_and_the_nearest_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        Topics(prompts_with(tmp_path)).topic("school-phone")
    assert (caught.value.phrase, dict(caught.value.variables)) == (
        "error.no_topic",
        {"topic": "school-phone", "near": "school-phones", "known": "school-phones"},
    )


def test_a_topic_is_read_again_only_when_its_files_change(tmp_path: Path) -> None:
    shelf = Topics(prompts_with(tmp_path))
    first = shelf.topic("school-phones")
    assert shelf.topic("school-phones") is first
    edit = Edit(file="topic.yaml", old="title: Phones at school", new="title: Phones in schools")
    plant(tmp_path / "topics" / "school-phones", edit)
    assert shelf.topic("school-phones").title == "Phones in schools"


def test_a_topic_being_edited_stays_as_it_was_until_it_is_right_again(tmp_path: Path) -> None:
    shelf = Topics(prompts_with(tmp_path))
    pack = tmp_path / "topics" / "school-phones"
    first = shelf.topic("school-phones")
    plant(pack, Edit(file="topic.yaml", old="proposer: ban", new="proposer: nobody"))
    assert shelf.topic("school-phones") is first
    plant(pack, Edit(file="topic.yaml", old="proposer: nobody", new="proposer: limit"))
    assert shelf.topic("school-phones").proposer == "limit"


def test_a_topic_that_was_never_right_is_refused(tmp_path: Path) -> None:
    shelf = Topics(prompts_with(tmp_path))
    pack = tmp_path / "topics" / "school-phones"
    plant(pack, Edit(file="topic.yaml", old="proposer: ban", new="proposer: nobody"))
    with pytest.raises(BadContent):
        shelf.topic("school-phones")


def test_a_copied_topic_must_get_an_id_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "topics" / "my-phones")
    with pytest.raises(BadContent) as caught:
        Topics(tmp_path).topic("my-phones")
    assert caught.value.problems == (
        'my-phones/topic.yaml:2:5: must be "my-phones", like the name of the topic',
    )
