"""The cache saves time and nothing else: it may be lost, damaged or forbidden at any moment."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.cache import KEPT, loader_version
from bot.content.frozen import freeze, thaw
from bot.content.topics import load_topic
from bot.core.errors import BadContent
from bot.core.topic import Topic
from tests.content.planting import SMALL, Edit, copy_of_pack, plant


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    colour: Colour
    size: tuple[int, int]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    leaves: tuple[Leaf, ...]
    by_colour: Mapping[Colour, tuple[Leaf, ...]]
    root: Leaf | None = None


def entry(folder: Path) -> Path:
    """The only file of a cache."""
    (path,) = folder.iterdir()
    return path


def test_a_cached_topic_equals_the_one_that_was_read(tmp_path: Path) -> None:
    read, cached = load_topic(SMALL, tmp_path), load_topic(SMALL, tmp_path)
    assert read == cached == load_topic(SMALL)
    assert read.hash == cached.hash == load_topic(SMALL).hash


def test_a_cached_topic_is_not_read_again(tmp_path: Path) -> None:
    load_topic(SMALL, tmp_path)
    path = entry(tmp_path)
    body = path.read_bytes().partition(b"\n")[2].replace(b"Phones at school", b"From the cache")
    path.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert load_topic(SMALL, tmp_path).title == "From the cache"


def test_a_changed_pack_is_read_again(tmp_path: Path) -> None:
    pack, kept = copy_of_pack(tmp_path), tmp_path / "cache"
    load_topic(pack, kept)
    plant(pack, Edit(file="topic.yaml", old="title: Phones at school", new="title: Phones"))
    assert load_topic(pack, kept).title == "Phones"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"{}",
        lambda data: data[:-1],
        lambda data: data.replace(b"Phones", b"Stones", 1),
        lambda data: b"\xff\xfe" + data,
        lambda data: data.partition(b"\n")[2],
    ],
    ids=["empty", "other", "cut short", "a word changed", "binary", "no digest"],
)
def test_a_damaged_entry_is_written_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = load_topic(SMALL, tmp_path)
    good = entry(tmp_path).read_bytes()
    entry(tmp_path).write_bytes(damage(good))
    assert load_topic(SMALL, tmp_path) == whole
    assert entry(tmp_path).read_bytes() == good


def test_an_entry_of_another_loader_is_passed_over(tmp_path: Path) -> None:
    load_topic(SMALL, tmp_path)
    old = entry(tmp_path)
    assert loader_version()[:12] in old.name
    old.rename(tmp_path / old.name.replace(loader_version()[:12], "0" * 12))
    load_topic(SMALL, tmp_path)
    assert old.exists()


def test_a_pack_with_mistakes_is_never_kept(tmp_path: Path) -> None:
    pack, kept = copy_of_pack(tmp_path), tmp_path / "cache"
    plant(pack, Edit(file="topic.yaml", old="proposer: ban", new="proposer: nobody"))
    for _ in range(2):
        with pytest.raises(BadContent):
            load_topic(pack, kept)
    assert not kept.exists()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    assert load_topic(SMALL, in_the_way) == load_topic(SMALL)
    assert load_topic(SMALL, in_the_way / "deeper") == load_topic(SMALL)


def test_an_entry_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    load_topic(SMALL, tmp_path)
    path = entry(tmp_path)
    path.unlink()
    path.mkdir()
    (path / "in-the-way").touch()
    assert load_topic(SMALL, tmp_path) == load_topic(SMALL)
    assert entry(tmp_path) == path


def test_old_entries_are_forgotten(tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        path = tmp_path / f"topic-{number:032d}-old.json"
        path.touch()
        os.utime(path, (number, number))
    (tmp_path / "rubric-0-old.json").touch()
    load_topic(SMALL, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == KEPT + 1
    assert "rubric-0-old.json" in names
    assert f"topic-{5:032d}-old.json" not in names
    assert f"topic-{6:032d}-old.json" in names


def test_a_cached_start_costs_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    load_topic(SMALL, tmp_path)
    program = (
        "import sys; from pathlib import Path; from bot.content.topics import load_topic;"
        "load_topic(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print(sorted({'yaml', 'pydantic', 'rapidfuzz', 'snowballstemmer'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(SMALL), str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


TEXTS = st.text(max_size=5)
LEAVES = st.builds(
    Leaf, name=TEXTS, colour=st.sampled_from(Colour), size=st.tuples(st.integers(), st.integers()),
    note=TEXTS,
)  # fmt: skip
TREES = st.builds(
    Tree,
    leaves=st.lists(LEAVES, max_size=3).map(tuple),
    by_colour=st.dictionaries(
        st.sampled_from(Colour), st.lists(LEAVES, max_size=2).map(tuple), max_size=2
    ),
    root=st.none() | LEAVES,
)


@given(TREES)
def test_a_value_frozen_and_thawed_is_the_same(tree: Tree) -> None:
    assert thaw(Tree, json.loads(json.dumps(freeze(tree)))) == tree


@given(st.from_type(Topic))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_any_topic_frozen_and_thawed_is_the_same(topic: Topic) -> None:
    assert thaw(Topic, json.loads(json.dumps(freeze(topic)))) == topic


def test_what_is_left_out_gets_its_default() -> None:
    assert thaw(Leaf, {"name": "n", "colour": "red", "size": [1, 2]}) == Leaf(
        name="n", colour=Colour.RED, size=(1, 2)
    )
