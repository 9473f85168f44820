"""A new topic's files can be checked at once, say what to write, and spoil nothing there is."""

import re
from pathlib import Path

import pytest

from bot.content import places
from bot.content.fingerprints import fingerprints, read
from bot.content.places import is_shipped
from bot.content.skeleton import LONGEST_NAME, make, new_place
from bot.content.strict import review
from bot.content.topics import load_topic
from bot.core.errors import BadInput
from tests.content.planting import told

ARTICLE = (
    "One boat was seen on the lake that night.\n\nTwo men were said to sit in it, and no fish."
)
TODAY = "2030-05-06"


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """An empty prompts folder of one's own."""
    (tmp_path / "prompts" / "topics").mkdir(parents=True)
    return tmp_path / "prompts"


def refused(name: str, prompts: Path, into: Path | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        new_place(name, prompts, into)
    return caught.value.phrase


def test_a_new_topic_passes_its_check_and_fails_the_strict_one(prompts: Path) -> None:
    files = make(new_place("boats", prompts, None), TODAY)
    assert {file.parent for file in files} == {prompts / "topics" / "boats"}
    assert told(prompts / "topics" / "boats") == []
    topic = load_topic(prompts / "topics" / "boats")
    assert (topic.id, topic.date, topic.source.paragraphs) == ("boats", TODAY, None)
    assert (len(topic.sides), len(topic.claims), len(topic.rebuttals)) == (2, 2, 2)
    assert (len(topic.facts), len(topic.questions), len(topic.handout.timeline)) == (1, 1, 1)


def test_every_text_that_must_be_written_is_reported_and_nothing_else_about_it(
    prompts: Path,
) -> None:
    files = make(new_place("boats", prompts, None), TODAY)
    texts = [line for file in files for line in file.read_text("utf-8").splitlines()]
    to_write = sum(len(re.findall(r'(?:^|[ "\[])Write: ', line)) for line in texts)
    problems = review(prompts / "topics" / "boats").problems
    still = [p for p in problems if p.endswith(": still to be written: put your own words here")]
    assert len(still) == to_write > 50
    rest = [p for p in problems if p not in still]
    assert all("where the topic asks for" in problem for problem in rest)


def test_with_an_article_it_has_fingerprints_and_a_number_of_paragraphs(
    prompts: Path, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    files = make(new_place("boats", prompts, None), TODAY, article)
    assert read(files[-1]) == (fingerprints(ARTICLE), [])
    assert load_topic(files[0].parent).source.paragraphs == 2
    assert "boat was seen" not in "".join(file.read_text("utf-8") for file in files)
    notes = review(files[0].parent).notes
    assert notes == ()


def test_a_sentence_of_the_article_is_then_found(prompts: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    topic = make(new_place("boats", prompts, None), TODAY, article)[0]
    text = topic.read_text("utf-8")
    text = text.replace('"Write: the exact', '"One boat was seen on the lake that')
    topic.write_text(text, "utf-8")
    found = [p for p in review(topic.parent).problems if "as in the article" in p]
    assert found == [
        (
            "boats/topic.yaml:7:9: 8 words in a row as in the article: “one boat was seen on the"
            " lake that”"
        )
    ]


@pytest.mark.parametrize(
    "name", ["", "Boats", "two words", "../boats", "a/b", "-a", "a--b", "é", "a" * 61, "a\n", "."]
)
def test_a_bad_name_is_refused(prompts: Path, name: str) -> None:
    assert refused(name, prompts) == "topic_new.name"


def test_the_longest_name_can_be_made(prompts: Path) -> None:
    assert make(new_place("a" * LONGEST_NAME, prompts, None), TODAY)


def test_a_name_that_is_taken_is_refused_and_nothing_changes(prompts: Path) -> None:
    (prompts / "topics" / "boats").mkdir()
    (prompts / "topics" / "ships.yaml").write_text("id: ships\n")
    assert refused("boats", prompts) == refused("ships", prompts) == "topic_new.exists"
    assert list((prompts / "topics" / "boats").iterdir()) == []


def test_a_topic_can_be_made_anywhere(prompts: Path, tmp_path: Path) -> None:
    place = new_place("boats", prompts, tmp_path / "my" / "drafts")
    make(place, TODAY)
    assert told(tmp_path / "my" / "drafts" / "boats") == []


def test_nothing_is_made_where_an_update_would_remove_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "bot"
    (installed / "_prompts" / "topics").mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", installed)
    shipped = places.prompts_folder({})
    assert is_shipped(shipped)
    assert refused("boats", shipped) == "topic_new.installed"
    assert new_place("boats", shipped, tmp_path) == tmp_path / "boats"


def test_where_nothing_can_be_written_nothing_is_left(prompts: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput) as caught:
        make(tmp_path / "file" / "boats", TODAY)
    assert caught.value.phrase == "topic_new.unwritable"
    with pytest.raises(BadInput):
        make(prompts / "topics" / "boats", TODAY, tmp_path / "no-article")
    assert not (prompts / "topics" / "boats").exists()


def test_a_topic_half_made_is_taken_away_again(
    prompts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, text: str, **options: str) -> int:
        if path.name == "handout.yaml":
            raise OSError(28, "No space left on device")
        return write(path, text, **options)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(BadInput) as caught:
        make(prompts / "topics" / "boats", TODAY)
    assert caught.value.variables["reason"] == "No space left on device"
    assert not (prompts / "topics" / "boats").exists()
