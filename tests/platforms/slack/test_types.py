"""Whatever we send is what Slack's own types say: `tsc` against `@slack/types` and web-api.

Run by `make soak`, where node, npm and, the first time, a network are at hand; skipped elsewhere.
Each thing that is checked is a file of its own, so that what tsc prints names it.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.app.commands import COMMANDS
from bot.platforms.slack.manifest import manifest
from tests import npm
from tests.platforms.discord.hall import SPEECH, content
from tests.platforms.slack.playing import play
from tests.platforms.slack.serving import Hall, opened
from tests.platforms.slack.test_snapshots import HOME, MODAL, SNAPSHOTS, kept, say

TYPES = Path(__file__).parent / "types"
LONGEST = 300  # seconds: a fetch of the packages, or a check of everything

# What the methods take by which something is shown.
ARGUMENTS = {
    "chat.postMessage": "ChatPostMessageArguments",
    "chat.update": "ChatUpdateArguments",
    "chat.postEphemeral": "ChatPostEphemeralArguments",
    "views.open": "ViewsOpenArguments",
    "views.update": "ViewsUpdateArguments",
    "views.publish": "ViewsPublishArguments",
    "response_url": "ChatPostMessageArguments & Answer",  # of which Slack publishes no type
}
PLACED = {"response_url": {"channel": "C1"}}  # as its address says
_BLOCKS = "$blocks"

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3 * LONGEST)]


@pytest.fixture(scope="module")
def packages() -> Path:
    """Slack's types and the compiler; the tests are skipped where they cannot be had."""
    if lacking := npm.missing():
        pytest.skip(f"needs {' and '.join(lacking)}: sudo apt-get install nodejs npm")
    try:
        return npm.installed(TYPES)
    except subprocess.CalledProcessError:
        pytest.skip("npm could not fetch the packages of tests/platforms/slack/types: no network?")


def source(type_: str, given: Mapping[str, Any]) -> str:
    """TypeScript in which a value has a type.

    The methods' own types let any block pass that has a type; so blocks have that of known ones.
    """
    rest = deepcopy(dict(given))
    held = rest.get("view", rest)
    blocks = held.get("blocks", [])
    if "blocks" in held:
        held["blocks"] = _BLOCKS
    written = json.dumps(rest, indent=1).replace(json.dumps(_BLOCKS), "blocks")
    return (
        'import type { KnownBlock } from "@slack/types";\n'
        'import type * as web from "@slack/web-api";\n'
        'type Answer = { response_type: "ephemeral"; replace_original: boolean };\n'
        f"const blocks: KnownBlock[] = {json.dumps(blocks, indent=1)};\n"
        f"export const sent: {type_} = {written};\n"
        "export type { Answer };\n"
    )


def complaints(sources: Mapping[str, str], packages: Path) -> dict[str, str]:
    """What tsc says, by the name of what it says it of; nothing if all is well."""
    with TemporaryDirectory(dir=packages) as made:
        folder = Path(made)
        for name, text in sources.items():
            (folder / f"{name}.ts").write_text(text, encoding="utf-8")
        shutil.copy(TYPES / "tsconfig.json", folder)
        done = subprocess.run(
            ["node", packages / "node_modules/typescript/bin/tsc", "--pretty", "false"],
            cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False,
        )  # fmt: skip
    found: dict[str, str] = {}
    name = ""
    for line in done.stdout.splitlines():
        if not line.startswith(" "):  # else what was said goes on
            name = line.partition(".ts")[0]
        found[name] = f"{found.get(name, '')}{line}\n"
    assert (done.returncode == 0) == (not found), done.stdout + done.stderr
    return found


def messages() -> Iterator[tuple[str, str]]:
    """Every snapshot as the methods get it that may show it."""
    for snapshot in SNAPSHOTS:
        for number, payload in enumerate(snapshot.made()):
            body, name = payload["body"], f"{snapshot.path.stem}-{number}"
            given: list[tuple[str, Mapping[str, Any]]] = [
                ("chat.postMessage", {"channel": "C1", "thread_ts": "1.2", **body}),
                ("chat.update", {"channel": "C1", "ts": "1.2", **_edited(body)}),
            ]
            if snapshot.kept["kind"] == MODAL:
                given = [
                    ("views.open", {"trigger_id": "1.2", "view": body}),
                    ("views.update", {"view_id": "V1", "hash": "1.2", "view": body}),
                ]
            elif snapshot.kept["kind"] == HOME:
                given = [("views.publish", {"user_id": "U1", "view": body})]
            for method, arguments in given:
                yield f"{name}-{method}", source(f"web.{ARGUMENTS[method]}", arguments)


def _edited(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("text", "blocks", "metadata") if name in body}


def manifests() -> Iterator[tuple[str, str]]:
    """The app, over Socket Mode and over HTTP."""
    for name, address in (("socket", ""), ("http", "https://bot.example.org")):
        made = json.dumps(manifest(COMMANDS, say, address), indent=1)
        yield (
            f"manifest-{name}",
            (
                'import type { AppsManifestCreateArguments as Made } from "@slack/web-api";\n'
                f'export const made: Made["manifest"] = {made};\n'
            ),
        )


def test_every_snapshot_and_the_manifest_are_what_slack_s_types_say(packages: Path) -> None:
    sources = dict([*messages(), *manifests()])
    assert len(sources) > 2 * len(SNAPSHOTS) - 10
    assert complaints(sources, packages) == {}


async def test_whatever_a_class_is_sent_is_what_slack_s_types_say(
    tmp_path: Path, packages: Path
) -> None:
    async with opened(tmp_path, content(tmp_path / "prompts")) as hall:
        await lived(hall)
        asked = [each for each in hall.slack.requests if each.method in ARGUMENTS]
    assert {each.method for each in asked} >= {*ARGUMENTS} - {"views.publish"}
    sources = {
        f"{number:03}-{each.method}": source(
            f"web.{ARGUMENTS[each.method]}", {**PLACED.get(each.method, {}), **each.body}
        )
        for number, each in enumerate(asked)
    }
    assert complaints(sources, packages) == {}


async def lived(hall: Hall) -> None:
    """A round by buttons and forms, with what is asked beside it."""
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    thread = await school.begins("pair", ben)
    await ana.mentions(thread, "flow")
    await play(school, thread, school.people)
    await ana.mentions(thread, "ballot")
    for line in ("/debate help", "/my stats", "/leaderboard show", "/debate list", "/my privacy"):
        assert (await ana.types(school.room, line)).acknowledged
    start = await (await ana.types(school.room, "/debate start")).opens()
    await ana.chooses(start, "Homework", menu="topic")
    ana.opens_home()
    await ana.writes_directly(SPEECH)
    await hall.slack.until_quiet()
    await hall.worked_off()


WRONG = [
    ("an unknown style", ("blocks", -1, "elements", 0, "style"), "green"),
    ("a text that is none", ("blocks", 0, "text", "text"), 7),
    ("a block of no kind", ("blocks", 0, "type"), "heading"),
    ("an argument of no method", ("unfurl",), True),
]


@pytest.mark.parametrize(("what", "path", "value"), WRONG, ids=[what for what, *_ in WRONG])
def test_what_slack_s_types_do_not_say_is_found(
    what: str, path: tuple[str | int, ...], value: object, packages: Path
) -> None:
    [payload] = kept("lobby").made()
    right = {"channel": "C1", **payload["body"]}
    wrong: Any = deepcopy(right)
    inner = wrong
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    type_ = f"web.{ARGUMENTS['chat.postMessage']}"
    found = complaints({"right": source(type_, right), "wrong": source(type_, wrong)}, packages)
    assert [*found] == ["wrong"], what
