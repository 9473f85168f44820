"""What a host's own phrases may break, and what they are told about it."""

from collections.abc import Mapping

import pytest

from bot.app.commands import Command
from bot.app.parse import Option, Takes
from bot.core.errors import BadContent
from bot.platforms.discord.definition_limits import MOST_IN_ALL
from bot.platforms.discord.definitions import definitions
from tests.platforms.discord.defining import listed, row


def problems(
    *rows: Command, texts: Mapping[str, str], translations: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    table = {row.path: row for row in rows}
    with pytest.raises(BadContent) as caught:
        definitions(table, listed, lambda key: texts.get(key, key), translations)
    return caught.value.problems


def test_what_is_too_long_is_named_each_once() -> None:
    dig = row("garden dig", Option(name="round"))
    sow = row("garden sow", Option(name="round"),
              Option(name="of", takes=Takes.CHOICE, choices="long"))  # fmt: skip
    texts = {"option.round": "😀" * 51, "command.garden sow": "x" * 100}
    translations = {"de": {"command.garden": "y" * 101}}
    assert problems(dig, sow, texts=texts, translations=translations) == (
        "prompts/phrases: command.garden (de) has 101 characters; Discord shows at most 100",
        "prompts/phrases: option.round has 102 characters; Discord shows at most 100",
        (
            'prompts: "xxxxxxxxxxxxxxxxxxxx…" is too long for a of;'
            " Discord shows at most 100 characters"
        ),
    )


def test_what_is_too_long_in_all_is_told_with_what_adds_most() -> None:
    rows = [row(f"garden dig{n}", Option(name="round"), Option(name="text")) for n in range(25)]
    texts = {"option.round": "r" * 100, "option.text": "t" * 90}
    translations = {"de": {f"command.garden dig{n}": "d" * 100 for n in range(25)}}
    # 20 of the command, 25 × (4 or 5 + 100), 25 × (5 + 100), 25 × (4 + 90)
    in_all = 20 + 10 * 104 + 15 * 105 + 25 * 105 + 25 * 94
    assert in_all < MOST_IN_ALL
    assert definitions({r.path: r for r in rows}, listed, lambda k: texts.get(k, k), translations)
    texts["option.text"] = "t" * 100
    more = Option(name="reason")
    rows[0] = row("garden dig0", *rows[0].options, *[more] * 2)
    texts["option.reason"] = "u" * 100
    assert problems(*rows, texts=texts, translations=translations) == (
        (
            f"prompts/phrases: all that describes /garden has {in_all + 250 + 212} characters;"
            " Discord takes 8000. What adds most: option.round, option.text, option.reason"
        ),
    )
