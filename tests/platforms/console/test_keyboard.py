"""Several people share a keyboard under their names."""

import pytest

from bot.platforms.console.keyboard import Keyboard, account, asked_name, usable_name

ASKED = [
    ("/as Ana", "Ana"),
    ("/AS  Ana Maria ", "Ana Maria"),
    ("  /as Ben", "Ben"),
    ("/as", ""),
    ("/as ", ""),
    ("/assess Ana", None),
    ("as Ana", None),
    ("I would say /as Ana", None),
]


@pytest.mark.parametrize(("line", "name"), ASKED)
def test_a_line_may_ask_for_another_typist(line: str, name: str | None) -> None:
    assert asked_name(line) == name


NAMES = [
    ("Ana", "Ana"),
    ("  Ana   Maria ", "Ana Maria"),
    ("Zoe\u0308", "Zo\u00eb"),
    ("李明", "李明"),
    ("x" * 40, "x" * 40),
    ("x" * 41, None),
    ("", None),
    ("\t\n", None),
    ("Ana\x1b[31m", None),
    ("\u202eanA", None),
    ("\ud800", None),
]


@pytest.mark.parametrize(("typed", "name"), NAMES)
def test_a_name_is_short_and_can_be_seen(typed: str, name: str | None) -> None:
    assert usable_name(typed) == name


def test_capitals_do_not_make_another_person() -> None:
    assert account("ANA").external == account("ana").external
    assert account("ANA").name == "ANA"


def test_who_sits_down_types_next() -> None:
    keyboard = Keyboard()
    keyboard.sit_down("p1", account("Ana"))
    keyboard.sit_down("p2", account("Ben"))
    keyboard.sit_down("p1", account("ANA"))
    assert keyboard.typist == "p1"
    assert keyboard.account == account("Ana")
    assert (keyboard.people, keyboard.names) == (["p1", "p2"], ["Ana", "Ben"])
    assert (keyboard.name("p2"), keyboard.name("p3")) == ("Ben", None)
