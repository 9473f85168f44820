"""The command table: whole, and the same for every platform."""

import pytest

from bot.app.commands import COMMANDS, GRAMMAR, LEVELS, Means, choices
from bot.app.kit import Kit
from bot.app.parse import Takes
from bot.app.ports import Level
from tests.app.house import HOMEWORK, PHONES

# contracts.md, "Commands"; quizzes and links between platforms come later.
CONTRACT = {
    "debate": (
        "start begin join leave speak done draft undo status brief hint flow pass extend end agree"
        " decline concede cancel ballot transcript appeal rematch list move help"
    ),
    "class": "list cancel move welcome appoint dismiss",
    "leaderboard": "show",
    "my": "stats history privacy export delete sides name",
}
LABELS = {"Join", "Leave", "Begin", "Brief", "Speak", "Save draft", "Hint", "Flow", "Pass",
          "Details", "Rematch", "Appeal"}  # fmt: skip
LOOKS = {"debate status", "debate brief", "debate hint", "debate flow", "debate ballot",
         "debate transcript", "debate list", "debate help", "leaderboard show", "my stats",
         "my history", "my privacy", "my export", "class list", "class welcome"}  # fmt: skip


def test_the_table_is_that_of_the_contract() -> None:
    named = {f"{group} {name}" for group, names in CONTRACT.items() for name in names.split()}
    assert set(COMMANDS) == named
    assert {row.label for row in COMMANDS.values()} - {None} == LABELS


def test_what_only_looks_changes_nothing_and_is_answered_directly() -> None:
    assert {path for path, row in COMMANDS.items() if not row.writes} == LOOKS
    assert not any(COMMANDS[path].posts for path in LOOKS)


def test_what_is_the_instructors_is_a_group_of_its_own() -> None:
    """Platforms gate whole groups."""
    theirs = {path for path, row in COMMANDS.items() if row.instructors}
    assert theirs == {path for path in COMMANDS if path.startswith("class ")}


def test_a_command_about_a_round_takes_its_id() -> None:
    for row in COMMANDS.values():
        named = "round" in {option.name for option in row.options}
        assert named == (row.means is not Means.NONE), row.path


def test_options_of_start_are_those_of_the_contract() -> None:
    options = [option.name for option in COMMANDS["debate start"].options]
    assert options == ["topic", "format", "side", "sides", "opponent", "with", "pace", "level"]


def test_a_text_comes_last_and_there_is_one_at_most() -> None:
    for path, options in GRAMMAR.options.items():
        texts = [option.name for option in options if option.takes is Takes.TEXT]
        assert len(texts) <= 1, path


@pytest.mark.parametrize(
    ("name", "topic", "values"),
    [
        ("topic", None, (HOMEWORK, PHONES)),
        ("side", None, ("ban", "limit", "free")),
        ("side", HOMEWORK, ("against", "for")),
        ("side_or_none", HOMEWORK, ("against", "for", "none")),
        ("format", None, ("solo", "duel", "three-way", "teams", "drill")),
        ("pace", None, ("blitz", "standard", "relaxed")),
        ("level", None, ("plain", "sharp", "expert")),
        ("opponent", None, ("bot", "people")),
        ("about", None, ("side", "background", "timeline", "words", "reading")),
    ],
)
def test_what_an_option_may_be(
    kit: Kit, name: str, topic: str | None, values: tuple[str, ...]
) -> None:
    assert tuple(choices(kit, name, topic)) == values


def test_every_list_of_choices_is_known(kit: Kit) -> None:
    for row in COMMANDS.values():
        for option in row.options:
            assert not option.choices or choices(kit, option.choices)


def test_levels_are_those_of_the_opponent() -> None:
    assert tuple(level.value for level in Level) == LEVELS
