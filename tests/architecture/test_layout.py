"""Where files are: tests mirror the bot, and the top stays small."""

import re

from tests.architecture.source import committed_files, python_files

FILES = committed_files()


def untested(modules: list[str], tests: set[str]) -> list[str]:
    """Modules of the core that no test file mirrors."""
    names = (path.removeprefix("bot/core/").removesuffix(".py") for path in modules)
    return [
        name for name in names if name != "__init__" and f"tests/core/test_{name}.py" not in tests
    ]


def test_each_module_of_the_core_has_a_test_of_its_name() -> None:
    tests = {source.path for source in python_files("tests")}
    assert untested([source.path for source in python_files("bot/core")], tests) == []


def test_a_missing_test_is_found() -> None:
    modules = ["bot/core/__init__.py", "bot/core/flow.py", "bot/core/seats.py"]
    assert untested(modules, {"tests/core/test_flow.py"}) == ["seats"]


def test_tests_mirror_the_folders_of_the_bot() -> None:
    def folders(top: str) -> set[str]:
        return {path.split("/")[1] for path in FILES if re.match(rf"{top}/\w+/.*\.py$", path)}

    assert folders("bot") <= folders("tests")


def test_nothing_is_at_the_top_without_need() -> None:
    folders = {".ci", "bot", "prompts", "tests"}
    setup = {
        ".gitignore",
        "Makefile",
        "config.example.yaml",
        "pyproject.toml",
        "slack-manifest.yaml",
    }
    locks = {"requirements.lock", "requirements-dev.lock"}
    prose = {"CHANGELOG.md", "LICENSE", "README.md", "benchmarks.md"}
    assert {path.split("/")[0] for path in FILES} <= folders | setup | locks | prose
