"""Where settings come from: flags, the environment and `config.yaml`.

For each setting the first that is given counts: flag > named variable (`DEBATE_BOT_DB`) >
`DEBATE_BOT_SECTION__KEY` > file > default. Given as nothing means not given. Everything wrong is
reported at once, wherever it was given.

Secrets are taken from the environment alone, so that a file can be shown around. A path in the file
starts at the file's folder, any other path at the current one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.content.documents import Document, Loc, read_document
from bot.content.problems import Problem, did_you_mean, listed, nearest
from bot.core.errors import BadContent
from bot.settings import PREFIX, SECTIONS, Entry, Settings, entries

FILE = Path("config.yaml")
DISCORD_TOKEN = "DISCORD_TOKEN"
SLACK_BOT_TOKEN = "SLACK_BOT_TOKEN"
SLACK_APP_TOKEN = "SLACK_APP_TOKEN"
SLACK_SIGNING_SECRET = "SLACK_SIGNING_SECRET"
SLACK_CLIENT_ID = "SLACK_CLIENT_ID"
SLACK_CLIENT_SECRET = "SLACK_CLIENT_SECRET"
SLACK_INSTALLATION_KEY = "SLACK_INSTALLATION_KEY"
SECRETS = (
    DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID,
    SLACK_CLIENT_SECRET, SLACK_INSTALLATION_KEY,
)  # fmt: skip

_SECRET = re.compile(r"token|secret|password|passphrase|credential|api_?key", re.IGNORECASE)
_PASSWORD_INSIDE = re.compile(r"[^:/]+://([^/@]*:[^/@]*@|.*[?&]password=)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A value that somebody gave for a setting; `problem` turns a message into what they read."""

    value: object
    problem: Callable[[str], Problem | str]
    folder: Path = Path()


def load(
    file: Path | None = None,
    *,
    environ: Mapping[str, str],
    flags: Mapping[str, str | None] | None = None,
) -> Settings:
    """The settings in force. `flags` are by `section.key`; None is a flag that was not given.

    Without `file`, `config.yaml` in the current folder is read if it is there. Raises BadContent
    with every problem: `file:line:column: message`, `VARIABLE: message` or `--flag: message`.
    """
    problems: list[Problem | str] = []
    document = None
    if file is not None or FILE.exists():
        document = _document(file or FILE, problems)
    values: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
    for entry in entries():
        # What counts most is read last; all are read, so that all are checked.
        for given in reversed(list(_givens(entry, flags or {}, environ, document))):
            try:
                value = entry.read(given.value)
            except ValueError as error:
                problems.append(given.problem(str(error)))
            else:
                if isinstance(value, Path):
                    value = given.folder / value
                values[entry.section][entry.key] = value
    problems += _unknown_variables(environ)
    if problems:
        raise BadContent(tuple(_in_order(problems)))
    settings = Settings(**{name: kind(**values[name]) for name, kind in SECTIONS.items()})
    if at_odds := tuple(settings.discord.at_odds()):
        raise BadContent(at_odds)
    return settings


def _in_order(problems: list[Problem | str]) -> Iterator[str]:
    yield from map(str, sorted({p for p in problems if isinstance(p, Problem)}))
    yield from (p for p in problems if isinstance(p, str))


def _givens(
    entry: Entry, flags: Mapping[str, str | None], environ: Mapping[str, str], file: Document | None
) -> Iterator[_Given]:
    """What was given for a setting, what counts most first."""
    if flag := flags.get(entry.id):
        yield _Given(value=flag, problem=partial("{}: {}".format, entry.flag or entry.id))
    for variable in filter(None, (entry.named, entry.variable)):
        if text := environ.get(variable, "").strip():
            yield _Given(value=text, problem=partial("{}: {}".format, variable))
    if file is not None and isinstance(file.plain, dict):
        section = file.plain.get(entry.section)
        value = section.get(entry.key) if isinstance(section, dict) else None
        if value is not None:
            at = partial(file.problem, (entry.section, entry.key))
            yield _Given(value=value, problem=at, folder=Path(file.file).parent)


# ── the file ────────────────────────────────────────────────────────────────────────────────────


def _document(file: Path, problems: list[Problem | str]) -> Document | None:
    """The file, or None if there is nothing in it to read; what is wrong is added to `problems`."""
    try:
        data = file.read_bytes()
    except OSError as error:
        problems.append(f"{file}: cannot be read: {error.strerror}")
        return None
    if all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines()):
        return None
    document, wrong = read_document(str(file), data)
    problems += wrong
    if document is not None:
        problems += _misplaced(document)
    return document


def _misplaced(document: Document) -> Iterator[Problem]:
    """Sections and keys that there are not, and secrets, which do not belong in a file."""
    if not isinstance(document.plain, dict):
        yield document.problem((), f"must hold sections: {listed(SECTIONS)}")
        return
    known = {(entry.section, entry.key) for entry in entries()}
    for loc in document.keys:
        *around, name = map(str, loc)
        if _SECRET.search(name):
            yield document.key_problem(loc, _secret(loc))
        elif not around and name not in SECTIONS:
            guess = did_you_mean(name, SECTIONS)
            yield document.key_problem(loc, f'there is no section "{name}"{guess}')
        elif around in ([section] for section in SECTIONS) and loc not in known:
            guess = did_you_mean(name, [key for section, key in known if section == around[0]])
            yield document.key_problem(loc, f'{around[0]} has no setting "{name}"{guess}')
    for section, value in document.plain.items():
        if section in SECTIONS and value is not None and not isinstance(value, dict):
            yield document.problem((section,), "must hold settings, one to a line, indented")
    database = document.plain.get("database")
    if isinstance(database, dict) and _PASSWORD_INSIDE.match(str(database.get("url"))):
        yield document.problem(("database", "url"), _secret(("database",)))


def _secret(loc: Loc) -> str:
    """What to do with a secret in a file; its value is never shown."""
    meant = nearest("_".join(map(str, loc)), SECRETS)
    variable = "DEBATE_BOT_DB" if loc[0] == "database" else meant
    instead = f"set the variable {variable}" if variable else "keep it in the environment"
    return f"a secret does not belong in a file: take it out and {instead} instead"


# ── the environment ─────────────────────────────────────────────────────────────────────────────


def _unknown_variables(environ: Mapping[str, str]) -> Iterator[str]:
    """Variables that were meant for us and name nothing.

    `DEBATE_BOT_SECTION__KEY` is ours alone; without `__`, only what looks like a slip is reported,
    for others may use names that start like ours.
    """
    named = [entry.named.removeprefix(PREFIX) for entry in entries() if entry.named]
    spelled = [entry.variable.removeprefix(PREFIX) for entry in entries()]
    for variable in sorted(environ):
        name = variable.removeprefix(PREFIX)
        if name in {variable, *named, *spelled}:
            continue
        guess = nearest(name, [*named, *spelled])
        if "__" in name or guess is not None:
            meant = f' (did you mean "{PREFIX}{guess}"?)' if guess else ""
            yield f"{variable}: there is no such setting{meant}"
