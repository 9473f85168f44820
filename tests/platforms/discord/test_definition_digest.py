"""What Discord has is compared by what it means, not by how it is written."""

import copy
from collections.abc import Mapping

import pytest

from bot.app.parse import Option
from bot.platforms.discord.definition_limits import Json
from bot.platforms.discord.definitions import digest
from tests.platforms.discord.defining import OURS, made, row


def given_back(part: Json, *, inside: bool = False) -> Json:
    """A definition as Discord gives it back: ids and defaults added, falsehoods left out."""
    back = {key: value for key, value in copy.deepcopy(part).items() if value is not False}
    if not inside:
        back |= {"id": "1", "application_id": "2", "version": "3", "type": 1, "nsfw": False,
                 "name_localizations": None, "dm_permission": True}  # fmt: skip
        back.setdefault("default_member_permissions", None)
        contexts = back["contexts"]
        assert isinstance(contexts, list)
        contexts.reverse()
    back.setdefault("description_localizations", None)
    options = back.get("options", [])
    assert isinstance(options, list)
    if options:
        back["options"] = [given_back(option, inside=True) for option in options]
    else:
        back.pop("options", None)
    return back


def test_what_discord_gives_back_is_the_same() -> None:
    sent = [*OURS, *made(row("garden dig"), translations={"de": {"command.garden": "Garten"}})]
    back = [given_back(command) for command in reversed(sent)]
    assert back != sent
    assert digest(back) == digest(sent)


CHANGES: dict[str, Mapping[str, object]] = {
    "a description": {"description": "Other"},
    "a language": {"description_localizations": {"de": "X"}},
    "who may": {"default_member_permissions": "32"},
    "where": {"contexts": [0]},
    "the options": {"options": []},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_difference_that_somebody_sees_is_one(change: Mapping[str, object]) -> None:
    sent = made(row("garden dig", Option(name="round")), row("my stats"))
    assert digest([{**sent[0], **change}, sent[1]]) != digest(sent)
    assert digest(sent[:1]) != digest(sent)


def test_the_order_of_options_is_a_difference() -> None:
    one, other = Option(name="one"), Option(name="other")
    assert digest(made(row("a b", one, other))) != digest(made(row("a b", other, one)))
