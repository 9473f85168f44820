"""What belongs to a pack, and the hash that stands for it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.packs import Pack, read_files, read_pack, stamp
from bot.core.errors import BadContent

FILES = st.dictionaries(st.text("ab.", min_size=1, max_size=4), st.binary(max_size=4), max_size=3)


@given(FILES, FILES)
def test_packs_have_the_same_hash_only_if_names_and_bytes_are_the_same(
    one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    same = Pack(main="", files=one).hash() == Pack(main="", files=other).hash()
    assert same == (one == other)


def test_a_name_counts_as_much_as_what_is_in_the_file() -> None:
    assert Pack(main="", files={"a": b"x"}).hash() != Pack(main="", files={"b": b"x"}).hash()


def test_a_folder_is_read_without_hidden_files(tmp_path: Path) -> None:
    for name in ("topic.yaml", "old.yml", "._topic.yaml", "notes.txt"):
        (tmp_path / name).write_bytes(name.encode())
    pack = read_pack(tmp_path)
    assert pack.files == {"old.yml": b"old.yml", "topic.yaml": b"topic.yaml"}
    assert pack.shown("topic.yaml") == f"{tmp_path.name}/topic.yaml"


def test_files_are_shown_by_their_path_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "en.yaml").write_bytes(b"a: b")
    assert read_files(tmp_path, "phrases/en.yaml").shown("en.yaml") == "phrases/en.yaml"


def test_a_stamp_changes_with_any_file(tmp_path: Path) -> None:
    assert stamp(tmp_path / "nowhere") == ()
    before = stamp(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"a")
    between = stamp(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"ab")
    assert len({before, between, stamp(tmp_path)}) == 3


def test_a_pipe_in_a_folder_is_named_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "facts.yaml")
    with pytest.raises(BadContent, match=r"facts\.yaml:1:1: .* it is no ordinary file"):
        read_pack(tmp_path)
