"""What `debate-bot topic …` prints."""

import json
import shutil
from pathlib import Path

import pytest

from bot import topics as pages
from bot.cli import main
from bot.content.places import prompts_folder
from bot.content.schema import SHAPES
from bot.content.topics import Topics, load_topic
from bot.core.errors import NotFound
from tests.app.building import PACKS, copy_of_prompts
from tests.app.house import HOMEWORK, PHONES

SHIPPED = Topics(prompts_folder({}))


@pytest.fixture(scope="module")
def topics(tmp_path_factory: pytest.TempPathFactory) -> Topics:
    return Topics(copy_of_prompts(tmp_path_factory.mktemp("prompts")))


def test_topics_are_listed_with_their_motions(topics: Topics) -> None:
    texts = [line.text for line in pages.listed(topics)]
    assert [text.partition(": ")[0] for text in texts] == list(topics.ids())
    assert topics.topic(PHONES).motion in texts[1]


def test_a_topic_as_json_has_everything(topics: Topics) -> None:
    topic = topics.topic(PHONES)
    [line] = pages.as_json(topic)
    whole = json.loads(line.text)
    for part in ("sides", "claims", "rebuttals", "facts", "questions"):
        assert [item["id"] for item in whole[part]] == [item.id for item in getattr(topic, part)]
    first = whole["sides"][0]
    assert first["burdens"] == dict(topic.sides[0].burdens)
    assert whole["claims"][0]["origin"] == topic.claims[0].origin.value


def test_a_topic_for_people_names_every_claim(topics: Topics) -> None:
    topic = topics.topic(PHONES)
    text = "\n".join(line.text for line in pages.shown(topic))
    assert all(f"  {claim.id} (" in text for claim in topic.claims)
    assert text.startswith(f"{topic.title} ({PHONES})\n{topic.motion}\n")


def test_a_topic_is_named_by_path_or_id(tmp_path: Path) -> None:
    prompts = copy_of_prompts(tmp_path)
    assert pages.place(str(PACKS / PHONES), prompts) == PACKS / PHONES
    assert pages.place(PHONES, prompts) == prompts / "topics" / PHONES
    with pytest.raises(NotFound):
        pages.place("nothing-like-it", prompts)


def test_a_sound_topic_has_no_problems() -> None:
    lines = list(pages.checked(PACKS / PHONES, strict=False))
    assert all(line.fine for line in lines)
    assert lines[-1].text == "no problems"


def test_every_mistake_of_a_topic_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: broken\nmotoin: x\n")
    lines = list(pages.checked(broken, strict=True))
    assert lines[0].text.startswith("broken.yaml:")
    assert not lines[0].fine
    assert lines[-1].text == f"{len(lines) - 1} problems"


def test_strictness_tells_what_an_editor_would_say() -> None:
    plain = [line.text for line in pages.checked(PACKS / PHONES, strict=False)]
    strict = [line.text for line in pages.checked(PACKS / PHONES, strict=True)]
    assert len(strict) > len(plain)


@pytest.mark.parametrize("file", SHAPES)
def test_every_kind_of_file_has_a_schema(file: str) -> None:
    [line] = pages.schema(file)
    assert json.loads(line.text)["type"] == "object"


def test_a_topic_for_people_has_its_handout(topics: Topics) -> None:
    text = "\n".join(line.text for line in pages.shown(topics.topic(PHONES)))
    assert (
        """
Timeline:
  2007: Phones with touch screens go on sale.
  2024-01-15: The article is published.

Words:
  ban: Phones may not be seen, heard or used.
  screen time: The hours that somebody looks at a screen.

Further reading:
  Small screens. Example Press, 2020. A short book on habits.

For instructors:
Some pupils were bullied on their phones. Do not ask who.

Background, timeline and words: 1 minute to read
"""
        in text
    )
    assert "For experts (1 minute):\nBans on phones" in text


def test_what_a_handout_has_not_is_not_shown(topics: Topics) -> None:
    text = "\n".join(line.text for line in pages.shown(topics.topic(HOMEWORK)))
    assert "Background (1 minute to read):\nPupils bring" in text
    for heading in ("Timeline:", "Words:", "Further reading:", "For instructors:", "For experts"):
        assert heading not in text


def test_a_topic_as_json_has_its_handout(topics: Topics) -> None:
    [line] = pages.as_json(topics.topic(PHONES))
    handout = json.loads(line.text)["handout"]
    assert handout["glossary"] == [
        {"term": "screen time", "meaning": "The hours that somebody looks at a screen."}
    ]
    assert [moment["date"] for moment in handout["timeline"]] == ["2007", "2024-01-15"]


FINISHED_TABLE = """\
| paragraph | claims | facts | questions |
| --- | --- | --- | --- |
| 1 | open-free-day | fact-visitors | q-visitors |
| 2 | open-warm-room | fact-desks | q-desk |
| 3 | closed-rest, closed-money | fact-staff | q-rest |"""


def test_the_table_says_what_is_about_each_paragraph() -> None:
    topic = load_topic(PACKS.parent / "finished" / "library-sundays")
    assert "\n".join(line.text for line in pages.table(topic)) == FINISHED_TABLE


def test_without_a_number_the_table_ends_with_the_last_paragraph_used(topics: Topics) -> None:
    rows = [line.text for line in pages.table(topics.topic(PHONES))]
    assert rows[2:] == [
        "| 1 |  |  |  |",
        "| 2 | ban-attention | fact-minutes | q-minutes |",
        "| 3 | limit-teach |  |  |",
        "| 4 | free-trust | fact-parents |  |",
    ]


@pytest.mark.parametrize("topic_id", SHIPPED.ids())
def test_every_paragraph_of_a_topic_that_we_ship_is_used(topic_id: str) -> None:
    topic = SHIPPED.topic(topic_id)
    rows = [line.text for line in pages.table(topic)]
    assert len(rows) == 2 + (topic.source.paragraphs or 0)
    assert [row for row in rows if "|  |" in row] == []


def test_a_new_topic_is_made_shown_and_checked_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts = shutil.copytree(prompts_folder({}), tmp_path / "prompts")
    (tmp_path / "article.txt").write_text("One.\n\nTwo.\n", "utf-8")
    monkeypatch.setenv("DEBATE_BOT_PROMPTS", str(prompts))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert main(["topic", "new", "boats", "--article", "article.txt"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Made {prompts / 'topics' / 'boats'}:"
    assert {"  topic.yaml", "  for.rebuttals.yaml", "  source.shingles"} <= set(said)
    assert "  debate-bot topic check boats --strict" in said
    assert said[-1] == "  debate-bot play, and in it /debate start topic:boats"
    for command, status in (
        (["topic", "check", "boats"], 0),
        (["topic", "check", "boats", "--strict"], 1),
        (["topic", "show", "boats"], 0),
        (["topic", "table", "boats"], 0),
        (["topic", "new", "boats"], 2),
    ):
        assert main(command) == status, command
    out, err = capsys.readouterr()
    assert "| 1 | for-first-claim, against-first-claim | fact-first | q-first |\n| 2 |  |" in out
    assert "boats is there already, and nothing was changed." in err


def test_elsewhere_a_new_topic_must_be_moved_before_it_can_be_played(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts"
    said = [line.text for line in pages.made([tmp_path / "boats" / "topic.yaml"], prompts)]
    assert f"  debate-bot topic check {tmp_path / 'boats'} --strict" in said
    assert f"  move the folder into {prompts / 'topics'}, and then" in said
