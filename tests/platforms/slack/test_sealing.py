"""Tokens are unreadable without the host's key, and keys can be replaced."""

from dataclasses import replace

import pytest

from bot.core.errors import BadInput
from bot.platforms.slack.sealing import Grant, Seal, new_key

TOKEN = "xoxb-secret"
GRANT = Grant(team="T1", token=TOKEN, bot="U0", installer="U1", at=5)
OLD, NEW = "A" * 43 + "=", "B" * 42 + "A="  # fixed: they are in the names of cases


def test_what_was_sealed_opens_again_and_shows_no_token() -> None:
    kept = Seal(OLD).closed(GRANT)
    assert Seal(OLD).opened(kept) == GRANT
    assert (kept.platform, kept.team, kept.installer, kept.at) == ("slack", "T1", "U1", 5)
    assert TOKEN not in kept.sealed + repr(GRANT) + repr(kept)


def test_every_new_key_is_another_one_and_can_be_used() -> None:
    keys = f"{new_key()},{new_key()}"
    assert Seal(keys).opened(Seal(keys).closed(GRANT)) == GRANT
    assert len(set(keys.split(","))) == 2


def test_two_seals_of_the_same_differ() -> None:
    seal = Seal(OLD)
    assert seal.closed(GRANT).sealed != seal.closed(GRANT).sealed


def test_another_key_opens_nothing() -> None:
    assert Seal(NEW).opened(Seal(OLD).closed(GRANT)) is None


def test_what_was_changed_or_is_of_another_workspace_does_not_open() -> None:
    seal = Seal(OLD)
    kept = seal.closed(GRANT)
    assert seal.opened(replace(kept, team="T2")) is None
    assert seal.opened(replace(kept, sealed=kept.sealed[:-9] + "A" + kept.sealed[-8:])) is None
    assert seal.opened(replace(kept, sealed="no seal at all")) is None


@pytest.mark.parametrize(
    ("keys", "opens", "is_old"),
    [(OLD, True, False), (f"{NEW},{OLD}", True, True), (f" {OLD} , {NEW},", True, False),
     (NEW, False, True)],
)  # fmt: skip
def test_of_several_keys_the_first_seals_and_all_open(keys: str, opens: bool, is_old: bool) -> None:
    kept, seal = Seal(OLD).closed(GRANT), Seal(keys)
    assert (seal.opened(kept) is not None, seal.is_old(kept)) == (opens, is_old)
    assert not seal.is_old(seal.closed(GRANT))


@pytest.mark.parametrize("keys", ["", ",", "password", OLD[:-2], f"{OLD},x", "é" * 44])
def test_what_is_no_key_is_said_without_repeating_it(keys: str) -> None:
    with pytest.raises(BadInput) as error:
        Seal(keys)
    assert error.value.phrase == "slack.check.key_bad"
    assert not error.value.variables
    assert error.value.__cause__ is None
