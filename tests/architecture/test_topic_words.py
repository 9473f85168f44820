"""No code knows a topic: not its id, not its sides, not the words of its glossary."""

from pathlib import Path

import pytest

from bot.content.drafts import read_draft
from bot.content.packs import read_pack
from bot.content.places import prompts_folder, topic_place, topics
from tests.architecture.rules import words_of_packs
from tests.architecture.source import Source, python_files

PROMPTS = prompts_folder({})
# Words about debating, which a glossary may explain and the code is made of.
OF_DEBATE = {"rebuttal", "warrant", "impact", "claim", "burden of proof", "fallacy"}
# Lists of English words as such, for any topic: spellings, frequent words.
OF_ENGLISH = "bot/reading/lexicon/"
CODE = [source for source in python_files("bot") if not source.path.startswith(OF_ENGLISH)]


def words_of(place: Path) -> set[str]:
    """A topic's id, the ids of its sides, the words that it explains; drafts too."""
    draft = read_draft(read_pack(place))
    entries = [
        *(draft.topic.entries("definitions") if draft.topic is not None else []),
        *(draft.handout.entries("glossary") if draft.handout is not None else []),
    ]
    words = {place.stem, *draft.side_ids, *(entry.text("term") for entry in entries)}
    return {word.lower() for word in words} - OF_DEBATE


@pytest.mark.parametrize("topic_id", topics(PROMPTS))
def test_no_code_knows_a_topic_that_we_ship(topic_id: str) -> None:
    words = words_of(topic_place(PROMPTS, topic_id))
    assert len(words) > 5
    assert [found for source in CODE for found in words_of_packs(source, words)] == []


def test_a_word_of_a_topic_is_found_whole_in_names_and_texts() -> None:
    text = (
        "def red_line(): ...\nSIDE = 'free'\nx = \"a Red Line here\"\ny = 'freely'\n'Docs: free.'"
    )
    found = words_of_packs(Source(path="bot/x.py", text=text), {"free", "red line"})
    assert list(found) == [
        'bot/x.py:1: the word "red_line"',
        'bot/x.py:2: the word "free"',
        'bot/x.py:3: the word "Red Line"',
    ]


def test_words_are_taken_from_every_file_of_a_topic() -> None:
    finished = Path(__file__).parents[1] / "data" / "finished" / "library-sundays"
    assert words_of(finished) == {"library-sundays", "open", "closed", "rota"}
