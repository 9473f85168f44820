"""Slash commands: made from the command table, inside Discord's limits, and comparable."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from bot.app.commands import COMMANDS
from bot.app.parse import Option, Takes
from bot.platforms.discord.definition_limits import MOST_IN_ALL, Json, size
from bot.platforms.discord.definitions import (
    LOCALES,
    NOT_SLASH,
    suggests,
    unsendable,
)
from tests.platforms.discord.defining import KIT, OURS, PHRASES, inner, listed, made, parts, row

SPECIFICATION = Path(
    os.environ.get("DISCORD_OPENAPI")
    or Path(__file__).parents[4] / "shared" / "discord-openapi.json"
)
STRING, BOOLEAN, USER = 3, 5, 6


def ours(path: str) -> Json:
    """A subcommand as it is sent."""
    group, name = path.split()
    [command] = [command for command in OURS if command["name"] == group]
    return inner(command, name)


# ── our own table ───────────────────────────────────────────────────────────────────────────────


def test_every_command_is_defined_but_those_left_out_on_purpose() -> None:
    defined = {
        f"{command['name']} {sub['name']}" for command in OURS for sub in list(parts(command))
        if sub.get("type") == 1
    }  # fmt: skip
    assert defined == set(COMMANDS) - NOT_SLASH


def test_every_option_is_defined() -> None:
    for path in set(COMMANDS) - NOT_SLASH:
        names = [part["name"] for part in list(parts(ours(path)))[1:]]
        assert sorted(map(str, names)) == sorted(option.name for option in COMMANDS[path].options)


def test_the_commands_keep_discords_limits() -> None:
    for command in OURS:
        assert size(command) <= MOST_IN_ALL
        for part in parts(command):
            assert re.fullmatch(r"[a-z0-9_-]{1,32}", str(part["name"]))
            assert 1 <= len(str(part["description"])) <= 100
            options, choices = part.get("options", []), part.get("choices", [])
            assert isinstance(options, list)
            assert isinstance(choices, list)
            assert len(options) <= 25
            assert len(choices) <= 25
            needed = [bool(option.get("required")) for option in options]
            assert needed == sorted(needed, reverse=True)


def test_the_commands_are_what_discords_specification_asks_for() -> None:
    if not SPECIFICATION.exists():
        pytest.skip(f"Discord's specification is not here: {SPECIFICATION.name}")
    # platforms.md: read oneOf as anyOf, and permissions may be written as a text.
    text = SPECIFICATION.read_text("utf-8").replace('"oneOf"', '"anyOf"')
    specification = json.loads(text)
    wanted = specification["components"]["schemas"]["ApplicationCommandUpdateRequest"]
    wanted["properties"]["default_member_permissions"] = {"type": "string", "pattern": "^[0-9]+$"}
    locales = specification["components"]["schemas"]["AvailableLocalesEnum"]["anyOf"]
    assert {locale["const"] for locale in locales} == LOCALES
    schema = {
        "$ref": "#/components/schemas/ApplicationCommandUpdateRequest",
        "components": specification["components"],
    }
    check = jsonschema.Draft202012Validator(schema)
    for command in OURS:
        assert [error.message for error in check.iter_errors(command)] == []


def test_every_description_is_used() -> None:
    written = {key for key, p in PHRASES.phrases.items() if "en.commands.yaml" in p.place}
    groups = {f"command.{path.split()[0]}" for path in COMMANDS}
    rows = {f"command.{path}" for path in COMMANDS}
    options = {f"option.{o.name}" for command in COMMANDS.values() for o in command.options}
    assert written == groups | rows | options


def test_a_description_fits_and_is_one_line() -> None:
    for key, phrase in PHRASES.phrases.items():
        if "en.commands.yaml" in phrase.place:
            assert phrase.variables == frozenset(), key
            assert len(phrase.form(None)) <= 100, key
            assert "\n" not in phrase.form(None), key


# ── what each option takes ──────────────────────────────────────────────────────────────────────


def test_options_take_what_the_table_says() -> None:
    start = ours("debate start")
    formats = [{"name": name, "value": name} for name in KIT.formats.formats]
    assert inner(start, "format")["choices"] == formats
    assert inner(start, "with")["type"] == USER
    for name in ("topic", "side", "sides"):
        assert inner(start, name)["autocomplete"] is True
        assert "choices" not in inner(start, name)
    assert inner(ours("my sides"), "exclude")["autocomplete"] is True
    assert inner(ours("debate flow"), "round")["autocomplete"] is True
    assert inner(ours("debate ballot"), "details")["type"] == BOOLEAN
    assert inner(ours("debate speak"), "text")["max_length"] == 4_000
    assert inner(ours("my name"), "name")["max_length"] == 40
    assert {part["name"] for part in parts(start) if part.get("required")} == set()


DIG = [
    {
        "name": "garden",
        "description": "<command.garden>",
        "options": [
            {
                "type": 1,
                "name": "dig",
                "description": "<command.garden dig>",
                "options": [
                    {
                        "name": "place",
                        "description": "<option.place>",
                        "required": True,
                        "type": 3,
                    },
                    {
                        "name": "colour",
                        "description": "<option.colour>",
                        "required": False,
                        "type": 3,
                        "choices": [
                            {"name": "red", "value": "red"},
                            {"name": "green", "value": "green"},
                        ],
                    },
                    {
                        "name": "text",
                        "description": "<option.text>",
                        "required": False,
                        "type": 3,
                        "max_length": 4000,
                    },
                ],
            }
        ],
        "contexts": [0, 1],
        "integration_types": [0],
    }
]


def test_a_whole_command_as_it_is_sent() -> None:
    options = (
        Option(name="colour", takes=Takes.CHOICE, choices="few"),
        Option(name="text", takes=Takes.TEXT),
        Option(name="place", required=True),
    )
    assert made(row("garden dig", *options)) == DIG


def test_more_values_than_can_be_listed_are_suggested() -> None:
    option = Option(name="of", takes=Takes.CHOICE, choices="many")
    assert suggests(option, listed)
    [command] = made(row("garden dig", option))
    assert inner(inner(command, "dig"), "of")["autocomplete"] is True


def test_instructors_commands_are_hidden_and_in_servers_only() -> None:
    hidden = {command["name"] for command in OURS if "default_member_permissions" in command}
    assert hidden == {path.split()[0] for path, row in COMMANDS.items() if row.instructors}
    for command in OURS:
        if command["name"] in hidden:
            assert command["default_member_permissions"] == "32"
            assert command["contexts"] == [0]
        else:
            assert command["contexts"] == [0, 1]


# ── other languages ─────────────────────────────────────────────────────────────────────────────


def test_descriptions_of_other_languages_are_sent_where_there_are_some() -> None:
    translations = {"uk": {"command.garden dig": "Копати"}, "xx": {"command.garden dig": "?"}}
    [command] = made(row("garden dig", Option(name="round")), translations=translations)
    dig = inner(command, "dig")
    assert dig["description_localizations"] == {"uk": "Копати"}
    assert "description_localizations" not in command
    assert "description_localizations" not in inner(dig, "round")


def test_a_language_that_discord_does_not_know_is_named() -> None:
    assert unsendable({"de": {}, "es": {}, "pt-br": {}}) == ["es", "pt-br"]
