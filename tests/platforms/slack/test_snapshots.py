"""What Slack is sent for real messages and forms, `kept/*.json`, is as it was last looked at.

Each file has a message, a form or a page as it was said in a round, how it is viewed, and the
payloads made of it; a view stands as the body of its only payload. After a change that is meant,
run `python -m tests.platforms.slack.test_snapshots`, look at what it wrote, and commit it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app.forms import Form
from bot.app.messages import Message, MessageKind
from bot.app.ownpage import OwnPage
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.drawing import pictures
from bot.platforms.slack.forms import KINDS, form
from bot.platforms.slack.home import home
from bot.platforms.slack.rendering import Payload, View, payloads
from bot.platforms.slack.starting import Choice, Menu, start_form
from bot.store.values import load
from tests.platforms.slack.reading import notified, read, shown
from tests.standins.slack.blocks import check_message, check_metadata, check_view

FOLDER = Path(__file__).parent / "kept"
PHRASES = load_phrases(prompts_folder({}))
say = PHRASES.say
FRESH = "5x6gbv58qjf42"
MODAL, HOME = "modal", "home"
HOW = "if this is meant: python -m tests.platforms.slack.test_snapshots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One file: what it is, and all of it as JSON values."""

    path: Path
    kept: Mapping[str, Any]

    @property
    def message(self) -> Message:
        """The message as it was said."""
        return load(Message, self.kept["message"])

    @property
    def view(self) -> View:
        """How it is viewed, its pictures drawn."""
        return View(**self.kept["view"], pictures=pictures(self.message, say))

    def made(self) -> list[dict[str, Any]]:
        """The payloads that are made of it now; files by name and what they show."""
        if self.kept["kind"] == MODAL:
            return [{"body": self._modal(), "files": []}]
        if self.kept["kind"] == HOME:
            return [{"body": self._home(), "files": []}]
        return [_plainly(payload) for payload in payloads(self.message, self.view, say)]

    def _modal(self) -> dict[str, object]:
        if "form" in self.kept:
            return form(load(Form, self.kept["form"]), FRESH, say)
        menus = [
            Menu(**{**menu, "choices": [Choice(**choice) for choice in menu["choices"]]})
            for menu in self.kept["menus"]
        ]
        return start_form(menus, FRESH, say, "C0DEBATES")

    def _home(self) -> dict[str, object]:
        return home(
            OwnPage(
                rounds=[kept("status").message] * self.kept["rounds"],
                stats=kept("stats").message,
                board=[kept("board").message],
                privacy=kept("help-privacy").message,
            ),
            say,
        )


def kept(name: str) -> Snapshot:
    """One file by name."""
    path = FOLDER / f"{name}.json"
    return Snapshot(path=path, kept=json.loads(path.read_text(encoding="utf-8")))


def snapshots() -> list[Snapshot]:
    """Every file, in the order of their names."""
    return [kept(path.stem) for path in sorted(FOLDER.glob("*.json"))]


def write(snapshot: Snapshot) -> None:
    """Keep what is made of it now."""
    made = {**snapshot.kept, "payloads": snapshot.made()}
    text = json.dumps(made, ensure_ascii=False, indent=1)
    snapshot.path.write_text(f"{text}\n", encoding="utf-8")


def _plainly(payload: Payload) -> dict[str, Any]:
    files = [{"name": file.name, "alt": file.alt} for file in payload.files]
    return {"body": payload.body, "files": files}


SNAPSHOTS = snapshots()
MESSAGES = [one for one in SNAPSHOTS if one.kept["kind"] not in (MODAL, HOME)]


def named(listed: list[Snapshot]) -> list[str]:
    return [one.path.stem for one in listed]


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=named(SNAPSHOTS))
def test_it_is_sent_as_it_was(snapshot: Snapshot) -> None:
    made = json.loads(json.dumps(snapshot.made()))
    assert made == snapshot.kept["payloads"], HOW
    assert snapshot.kept["name"] == snapshot.path.stem


def test_there_is_a_snapshot_of_every_message_kind_and_view() -> None:
    assert {one.message.kind for one in MESSAGES} == set(MessageKind)
    assert all(one.kept["kind"] == one.message.kind.value for one in MESSAGES)
    views = [one for one in SNAPSHOTS if one not in MESSAGES]
    assert {one.kept["form"]["path"] for one in views if "form" in one.kept} == set(KINDS)
    assert {one.kept["kind"] for one in views} == {MODAL, HOME}
    assert any("menus" in one.kept for one in views)


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=named(SNAPSHOTS))
def test_slack_takes_it(snapshot: Snapshot) -> None:
    for payload in snapshot.made():
        if snapshot in MESSAGES:
            check_message(payload["body"])
            check_metadata(payload["body"].get("metadata"))
            assert 0 < len(payload["body"]["text"]) <= 4_000
        else:
            check_view(payload["body"], (MODAL, HOME))


@pytest.mark.parametrize("snapshot", MESSAGES, ids=named(MESSAGES))
def test_everything_that_a_message_says_is_shown_and_told(snapshot: Snapshot) -> None:
    message = snapshot.message
    said = [message.title, message.text]
    said += [part for field in message.fields for part in (field.name, field.value)]
    said += [cell for row in message.table.rows for cell in row] if message.table else []
    said += [part for bar in message.bars for part in (bar.name, bar.band)]
    bodies = [payload["body"] for payload in snapshot.made()]
    seen = "".join(text for body in bodies for text in shown(body["blocks"]))
    for whole in (seen, read("".join(body["text"] for body in bodies))):
        together = "".join(whole.split())
        for word in (word for part in said for word in part.split()):
            assert not (word.isascii() and word.isalpha()) or word in together, word


@pytest.mark.parametrize("snapshot", MESSAGES, ids=named(MESSAGES))
def test_nothing_pings_but_the_one_whose_slot_it_is(snapshot: Snapshot) -> None:
    view = snapshot.view
    whom = {f"@{view.mention}"} if view.ping else set()
    for number, payload in enumerate(snapshot.made()):
        assert notified(payload["body"]) == (whom if number == 0 else set())


if __name__ == "__main__":
    for each in SNAPSHOTS:
        write(each)
