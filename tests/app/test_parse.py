"""A typed line becomes a command and its options, or an error that says what to type instead."""

from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.app import front
from bot.app.commands import COMMANDS, GRAMMAR
from bot.app.kit import Kit
from bot.app.parse import Grammar, Option, Typed, is_command, parse
from bot.core.errors import BadInput, Mendable
from tests.app.house import HOMEWORK, PHONES

CHOICES = {
    "topic": ("phones", "homework"),
    "format": ("solo", "duel", "three-way"),
    "side": ("ban", "limit", "free"),
    "side_or_none": ("ban", "limit", "free", "none"),
    "opponent": ("bot", "people"),
    "pace": ("blitz", "relaxed"),
    "level": ("plain", "sharp"),
}


def typed(line: str) -> Typed:
    return parse(GRAMMAR, line, CHOICES.__getitem__)


UNDERSTOOD = [
    ("/debate flow", "debate flow", {}),
    ("/debate start", "debate start", {}),
    ("/DEBATE Start", "debate start", {}),
    ("/ debate   start ", "debate start", {}),
    ("/start", "debate start", {}),
    ("debate flow", "debate flow", {}),
    ("flow", "debate flow", {}),
    ("/help", "debate help", {}),
    ("/my stats", "my stats", {}),
    ("/leaderboard show", "leaderboard show", {}),
    # options by name, in any order, case forgiven
    ("/debate start format:duel side:ban", "debate start", {"format": "duel", "side": "ban"}),
    ("/debate start side:ban format:duel", "debate start", {"format": "duel", "side": "ban"}),
    ("/debate start FORMAT:Duel", "debate start", {"format": "duel"}),
    ("/debate start format: duel", "debate start", {"format": "duel"}),
    ("/debate start format:duel format:solo", "debate start", {"format": "solo"}),
    ("/debate start\nformat:duel", "debate start", {"format": "duel"}),
    # quotes
    ('/debate start format:"duel"', "debate start", {"format": "duel"}),
    ('/debate start with:"Ana Maria" side:ban', "debate start",
     {"with": "Ana Maria", "side": "ban"}),
    ('/debate start with: "Ana Maria"', "debate start", {"with": "Ana Maria"}),
    ('/debate start "duel"', "debate start", {"format": "duel"}),
    # lists
    ("/debate start sides:ban,free", "debate start", {"sides": "ban,free"}),
    ('/debate start sides:"Ban free"', "debate start", {"sides": "ban,free"}),
    ("/debate start ban,free", "debate start", {"sides": "ban,free"}),
    ("/my sides exclude:none", "my sides", {"exclude": "none"}),
    ("/my sides exclude:", "my sides", {"exclude": ""}),
    # flags
    ("/debate ballot details:true", "debate ballot", {"details": "true"}),
    ("/debate ballot details:No", "debate ballot", {"details": "false"}),
    ("/debate ballot details", "debate ballot", {"details": "true"}),
    ("/debate ballot yes", "debate ballot", {"details": "true"}),
    ("/my delete sure", "my delete", {"sure": "true"}),
    # values without a name go where they fit
    ("/debate start duel", "debate start", {"format": "duel"}),
    ("/debate start ban three-way", "debate start", {"format": "three-way", "side": "ban"}),
    ("/debate start Ana", "debate start", {"with": "Ana"}),
    ("/debate join ban", "debate join", {"side": "ban"}),
    ("/debate status id7", "debate status", {"round": "id7"}),
    ("/debate ballot id7", "debate ballot", {"round": "id7"}),
    ("/debate ballot details id7", "debate ballot", {"details": "true", "round": "id7"}),
    # a text takes the rest of the line
    ("/debate speak text:Phones: yes or no?", "debate speak", {"text": "Phones: yes or no?"}),
    ("/debate speak text: side:ban is right", "debate speak", {"text": "side:ban is right"}),
    ("/debate speak Phones more:true", "debate speak", {"text": "Phones more:true"}),
    ("/debate speak more:true Phones", "debate speak", {"more": "true", "text": "Phones"}),
    ("/debate speak more:yes text: Phones", "debate speak", {"more": "true", "text": "Phones"}),
    ("/debate speak round:id7 Phones", "debate speak", {"round": "id7", "text": "Phones"}),
    ("/debate speak To be clear: no", "debate speak", {"text": "To be clear: no"}),
    ("/debate speak Note: no", "debate speak", {"text": "Note: no"}),
    ("/debate speak More: is it enough", "debate speak", {"text": "More: is it enough"}),
    ("/debate speak http://a.b c", "debate speak", {"text": "http://a.b c"}),
    ('/debate speak "Phones break lessons."', "debate speak", {"text": "Phones break lessons."}),
    ('/debate speak "Yes" and "no"', "debate speak", {"text": '"Yes" and "no"'}),
    ("/debate speak one\n\ntwo  three", "debate speak", {"text": "one\n\ntwo  three"}),
    ("/debate speak text:", "debate speak", {"text": ""}),
    ("speak flow", "debate speak", {"text": "flow"}),
    ("/my name Ana Maria", "my name", {"name": "Ana Maria"}),
    ("/my name name:Ana Maria", "my name", {"name": "Ana Maria"}),
    ("/debate appeal The quote is cut.", "debate appeal", {"reason": "The quote is cut."}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "path", "values"), UNDERSTOOD)
def test_a_line_is_understood(line: str, path: str, values: Mapping[str, str]) -> None:
    assert typed(line) == Typed(path=path, values=values)


LONG = "x" * 50
REFUSED = [
    ("/debate flwo", "error.unknown_command_near", {"word": "debate flwo", "near": "debate flow"}),
    ("/stat", "error.unknown_command_near", {"word": "stat", "near": "my stats"}),
    ("/debate undoo", "error.unknown_command_near", {"word": "debate undoo",
                                                     "near": "debate undo"}),
    ("/xyzzy plugh", "error.unknown_command", {"word": "xyzzy plugh"}),
    ("/", "error.unknown_command", {"word": ""}),
    (f"/{LONG}", "error.unknown_command", {"word": f"{LONG[:40]}…"}),
    ("/debate start fromat:duel", "error.unknown_option_near",
     {"word": "fromat", "near": "format", "command": "debate start"}),
    ("/debate start xyzzy: duel", "error.unknown_option",
     {"word": "xyzzy", "command": "debate start"}),
    ("/debate start format:dule", "error.unknown_value_near",
     {"word": "dule", "near": "duel", "option": "format", "allowed": "solo, duel, three-way"}),
    ("/debate start dule", "error.unknown_value_near",
     {"word": "dule", "near": "duel", "option": "format", "allowed": "solo, duel, three-way"}),
    ("/debate start format:xyz", "error.unknown_value",
     {"word": "xyz", "option": "format", "allowed": "solo, duel, three-way"}),
    ('/debate start format:" "', "error.unknown_value",
     {"word": " ", "option": "format", "allowed": "solo, duel, three-way"}),
    ("/debate start format:", "error.unknown_value",
     {"word": "", "option": "format", "allowed": "solo, duel, three-way"}),
    ("/debate start sides:ban,fre", "error.unknown_value_near",
     {"word": "fre", "near": "free", "option": "sides", "allowed": "ban, limit, free"}),
    ("/debate ballot details:perhaps", "error.flag", {"option": "details", "value": "perhaps"}),
    ("/my delete perhaps", "error.flag", {"option": "sure", "value": "perhaps"}),
    ("/debate help me", "error.too_much", {"command": "debate help", "word": "me"}),
    ("/debate status id7 id8", "error.too_much", {"command": "debate status", "word": "id8"}),
    (f"/debate help {LONG}", "error.too_much",
     {"command": "debate help", "word": f"{LONG[:40]}…"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "phrase", "variables"), REFUSED)
def test_a_line_that_cannot_be_understood_is_told_what_is_near(
    line: str, phrase: str, variables: Mapping[str, object]
) -> None:
    with pytest.raises(BadInput) as refused:
        typed(line)
    assert (refused.value.phrase, refused.value.variables) == (phrase, variables)


def test_an_option_can_be_required() -> None:
    needed = Grammar(options={"class bind": [Option(name="code", required=True)]})
    with pytest.raises(BadInput) as refused:
        parse(needed, "/class bind", CHOICES.__getitem__)
    assert refused.value.phrase == "error.missing_option"
    assert refused.value.variables == {"command": "class bind", "option": "code"}
    assert parse(needed, "/class bind 7", CHOICES.__getitem__).values == {"code": "7"}


COMMAND_LINES = ["/", "/flow", "/no such thing", "flow", "Debate Flow", "pass", "my stats",
                 "speak Phones are loud", "help"]  # fmt: skip
SPEECHES = ["", "Phones are loud", "flow chart", "debate flow please", "speak", "my stats are good",
            "I pass", "http://a.b"]  # fmt: skip


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_slash_an_exact_path_or_speak_makes_a_command(line: str) -> None:
    assert is_command(GRAMMAR, line)


@pytest.mark.parametrize("line", [line for line in SPEECHES if line != "speak"])
def test_anything_else_is_a_speech(line: str) -> None:
    assert not is_command(GRAMMAR, line)


def test_every_command_of_the_table_is_understood_bare(kit: Kit) -> None:
    for path in COMMANDS:
        assert front.typed_of(kit, f"/{path}") == Typed(path=path, values={})


@pytest.mark.parametrize(
    ("text", "path", "values"),
    [
        ("", "debate status", {}),
        (" \n ", "debate status", {}),
        ("/", "debate help", {}),
        ("/Debate", "debate help", {}),
        ("debate", "debate help", {}),
        (" Phones are loud.\r\nVery. ", "debate speak", {"text": "Phones are loud.\nVery."}),
        (f"/debate start topic:{HOMEWORK} side:for", "debate start",
         {"topic": HOMEWORK, "side": "for"}),
        (f'/debate start side:for topic: "{HOMEWORK}"', "debate start",
         {"topic": HOMEWORK, "side": "for"}),
        (f"/debate start for {HOMEWORK}", "debate start", {"topic": HOMEWORK, "side": "for"}),
        (f"/debate start side:ban {PHONES}", "debate start", {"topic": PHONES, "side": "ban"}),
    ],
)  # fmt: skip
def test_a_line_means_a_command_a_speech_or_where_things_stand(
    kit: Kit, text: str, path: str, values: Mapping[str, str]
) -> None:
    assert front.typed_of(kit, text) == Typed(path=path, values=values)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("/debate start \x00", "error.binary"), ("\ud800", "error.binary"),
     ("word " * 5000, "error.too_long"), ("/debate flow " + "x" * 20_000, "error.too_long")],
)  # fmt: skip
def test_what_is_no_text_is_refused(kit: Kit, text: str, phrase: str) -> None:
    with pytest.raises(BadInput) as refused:
        front.typed_of(kit, text)
    assert refused.value.phrase == phrase


WORDS = [
    *[word for path in COMMANDS for word in path.split()],
    *[f"{option.name}:" for row in COMMANDS.values() for option in row.options],
    *[value for values in CHOICES.values() for value in values],
    *('"', '""', '" "', ",", ":", "/", " ", "\n", "true", "maybe", "Ana", "é", "\x00", "\ud800"),
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
                 st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)))  # fmt: skip
@example('/debate start side:" "')
@example("/debate start with:")
def test_no_line_raises_anything_but_what_its_author_can_mend(kit: Kit, line: str) -> None:
    try:
        said = front.typed_of(kit, line).path
    except Mendable as error:
        said = kit.say(error.phrase, **error.variables)
    assert said
