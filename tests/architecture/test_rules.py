"""The habits of style.md hold in every file; and each rule finds what it is there to find."""

from textwrap import dedent

import pytest

from tests.architecture import rules
from tests.architecture.rules import Rule
from tests.architecture.source import Source, python_files

BOT, TESTS, CORE = python_files("bot"), python_files("tests"), python_files("bot/core")

HOLDS = [
    (rules.long_file, BOT + TESTS),
    (rules.long_functions, BOT + TESTS),
    (rules.wide_functions, BOT + TESTS),
    (rules.broad_excepts, BOT),
    (rules.no_docstring, BOT + TESTS),
    (rules.mocks, BOT + TESTS),
    (rules.sleeps, TESTS),
    (rules.unused_words, BOT),
    (rules.topic_words, BOT),
    (rules.logged_words, BOT + TESTS),
    (rules.foreign_to_core, CORE),
]


@pytest.mark.parametrize(("rule", "files"), HOLDS, ids=[rule.__name__ for rule, _ in HOLDS])
def test_a_habit_holds_everywhere(rule: Rule, files: list[Source]) -> None:
    findings = [finding for source in files for finding in rule(source)]
    assert not findings, "\n".join([f"{rule.__doc__}", *findings])


def test_there_are_files_to_look_at() -> None:
    assert len(CORE) > 10
    assert len(BOT) > len(CORE)
    assert any(source.path.startswith("tests/architecture/") for source in TESTS)


def test_one_broad_except_at_most_in_each_platform() -> None:
    folders = [
        source.path.split("/")[2]
        for source in BOT
        if source.path.startswith("bot/platforms/")
        for _ in rules.broad_excepts(Source(path="elsewhere.py", text=source.text))
    ]
    assert len(folders) == len(set(folders))


def body(lines: int) -> str:
    """A function with a docstring of three lines and so many lines after it."""
    return "def f():\n    '''One.\n\n    Two.'''\n" + "    x = 1\n" * lines


# Code as text: each piece breaks the rule it stands beside. None of it is ever run or imported.
BAD = [
    (rules.long_file, "x = 1\n" * 301, ["301 lines"]),
    (rules.long_file, "# long: why\n" + "x = 1\n" * 300, ["301 lines"]),
    (rules.long_functions, body(41), ["f: 41 lines"]),
    (rules.long_functions, "class A:\n  async def g(self):\n" + "    x\n" * 41, ["g: 41 lines"]),
    (rules.wide_functions, "def f(a, b, c, d, /, e, *, g, h): ...", ["f: 7 arguments"]),
    (rules.wide_functions, "def f(a, b, c, d, e, g, h): ...  # wide:", ["f: 7 arguments"]),
    (rules.broad_excepts, "try: ...\nexcept Exception: ...", ["catches everything"]),
    (rules.broad_excepts, "try: ...\nexcept: ...", ["catches everything"]),
    (rules.broad_excepts, "try: ...\nexcept (OSError, BaseException): x()", ["catches everything"]),
    (rules.broad_excepts, "with contextlib.suppress(Exception): ...", ["catches everything"]),
    (rules.mocks, "from unittest.mock import Mock", ["imports unittest.mock.Mock"]),
    (rules.mocks, "from unittest import mock", ["imports unittest.mock"]),
    (rules.mocks, "import mock", ["imports mock"]),
    (rules.mocks, "import pytest_mock", ["imports pytest_mock"]),
    (rules.sleeps, "import time\ntime.sleep(1)", ["sleeps"]),
    (rules.sleeps, "from time import sleep", ["imports sleep"]),
    (rules.sleeps, "async def f(): await asyncio.sleep(0.1)", ["sleeps"]),
    (rules.sleeps, "time.sleep(pause)", ["sleeps"]),
    (rules.no_docstring, "# only a comment", ["has no docstring"]),
    (rules.no_docstring, '""', ["has no docstring"]),
    (rules.unused_words, "class RoundManager: ...", ['RoundManager: the word "manager"']),
    (rules.unused_words, "def next_turns(): ...", ['next_turns: the word "turn"']),
    (rules.unused_words, "async def _HTTPService(): ...", ['_HTTPService: the word "service"']),
    (rules.topic_words, "SIDE = 'hawk'", ['the word "hawk"']),
    (rules.topic_words, "def moscow_first(): ...", ['the word "moscow"']),
    (rules.topic_words, "x = f'{a} in Ukrainian'", ['the word "Ukrain"']),
    (rules.logged_words, "log.info('read', text=speech.text)", ['logs "text"']),
    (rules.logged_words, "logger.error('%s', draft)", ['logs "draft"']),
    (rules.logged_words, "logging.info(f'said {speech!r}')", ['logs "speech"']),
    (rules.logged_words, "self._log.debug('x', n=[len(quotes)])", ['logs "quotes"']),
    (rules.logged_words, "log.exception('failed')", ["logs what an error says"]),
    (rules.logged_words, "log.error('failed', exc_info=True)", ["logs what an error says"]),
    (rules.foreign_to_core, "import asyncio", ["imports asyncio"]),
    (rules.foreign_to_core, "def f():\n    from datetime import UTC", ["imports datetime.UTC"]),
    (rules.foreign_to_core, "import rapidfuzz.fuzz", ["imports rapidfuzz.fuzz"]),
]

FINE = [
    (rules.long_file, "x = 1\n" * 300),
    (rules.long_file, "# long: one table, read from top to bottom\n" + "x = 1\n" * 400),
    (rules.long_functions, body(40)),
    (rules.long_functions, "# long: one table, read as a whole\n" + body(50)),
    (rules.wide_functions, "def f(self, a, b, c, d, e, *args, g, **more): ..."),
    (
        rules.wide_functions,
        "# wide: as the wire format has it\n@x\ndef f(a, b, c, d, e, g, h): ...",
    ),
    (rules.broad_excepts, "try: ...\nexcept OSError: ..."),
    (rules.broad_excepts, "try: ...\nexcept BaseException:\n    undo()\n    raise"),
    (rules.mocks, "import unittest\nfrom app import mocking"),
    (rules.sleeps, "async def f(): await asyncio.sleep(0)"),
    (rules.no_docstring, '"""What it is for."""'),
    (rules.unused_words, "class Database: ...\ndef returned(scored): base = 1"),
    (rules.unused_words, "# word: the base of a number system\ndef base(): ..."),
    (rules.topic_words, '"""For example hawk."""\n# Moscow\ndef precaution(): ...'),
    (rules.logged_words, "log.info('read', speech=speech.id, count=n)\nscreen.info(text)"),
    (rules.foreign_to_core, "import math\nfrom bot.core.round import Round\nimport openskill"),
]


@pytest.mark.parametrize(("rule", "text", "findings"), BAD)
def test_a_rule_finds_a_breach(rule: Rule, text: str, findings: list[str]) -> None:
    source = Source(path="bot/x.py", text=text)
    assert [finding.split(": ", 1)[1] for finding in rule(source)] == findings


@pytest.mark.parametrize(("rule", "text"), FINE)
def test_a_rule_leaves_the_rest_alone(rule: Rule, text: str) -> None:
    assert list(rule(Source(path="bot/x.py", text=text))) == []


def test_a_finding_names_file_and_line() -> None:
    text = dedent(
        """
        X = '''first
        second hawk'''
        """
    )
    assert list(rules.topic_words(Source(path="bot/x.py", text=text))) == [
        'bot/x.py:3: the word "hawk"'
    ]


def test_file_names_are_words_too() -> None:
    source = Source(path="bot/round_utils.py", text="")
    assert list(rules.unused_words(source)) == [
        'bot/round_utils.py:1: bot/round_utils: the word "util"'
    ]


BOUNDARY = "try: ...\n# whatever breaks, the platform gets an answer\nexcept Exception: ...\n"


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("bot/platforms/console/loop.py", BOUNDARY, 0),
        ("bot/platforms/console/loop.py", BOUNDARY * 2, 1),
        ("bot/platforms/console/loop.py", "try: ...\nexcept Exception: ...\n", 1),
        ("bot/app/loop.py", BOUNDARY, 1),
    ],
)
def test_a_platform_catches_everything_once_and_says_why(path: str, text: str, count: int) -> None:
    assert len(list(rules.broad_excepts(Source(path=path, text=text)))) == count
