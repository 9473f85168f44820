"""Views as their person sees them: modals with inputs, App Homes; looked at anew each time."""

from collections.abc import Mapping
from typing import Any

from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.seen import Worked
from tests.standins.slack.shapes import view_json
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import Body, View


class Form(Worked):
    """A view as its person sees it: a modal, or an App Home."""

    def __init__(self, stage: Stage, view: View) -> None:
        super().__init__(stage)
        self.view = view

    def __repr__(self) -> str:
        state = "" if self.open else " (closed)"
        return f"<view {self.title!r}{state}: {self.text[:200]!r} {self.errors or ''}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and other.view is self.view

    def __hash__(self) -> int:
        return hash(self.view.id)

    def there(self) -> None:
        """Raises CannotDo if it is closed."""
        if not self.open:
            raise CannotDo(f"the view is closed: {self!r}")

    @property
    def blocks(self) -> list[Body]:
        """Its blocks."""
        blocks: list[Body] = self.view.shown["blocks"]
        return blocks

    @property
    def id(self) -> str:
        """Its id."""
        return self.view.id

    @property
    def open(self) -> bool:
        """Whether it is still before the person."""
        return self.view.open

    @property
    def title(self) -> str:
        """What stands above it; empty for an App Home."""
        return str((self.view.shown.get("title") or {}).get("text") or "")

    @property
    def submit(self) -> str:
        """The words on its button; empty if there is none."""
        return str((self.view.shown.get("submit") or {}).get("text") or "")

    @property
    def text(self) -> str:
        """All visible text."""
        return self.block_text

    @property
    def errors(self) -> dict[str, str]:
        """What the app found wrong, by label of the input."""
        labels = {b["block_id"]: str(b["label"]["text"]) for b in self._inputs()}
        return {labels.get(block, block): text for block, text in self.view.errors.items()}

    @property
    def labels(self) -> list[str]:
        """Labels of its inputs."""
        return [str(block["label"]["text"]) for block in self._inputs()]

    @property
    def values(self) -> dict[str, str | list[str] | None]:
        """What each input holds now, by label: text, or the value that is chosen."""
        found = {}
        for block in self._inputs():
            one = block["element"]
            state = self.view.values[block["block_id"]][one["action_id"]]
            found[str(block["label"]["text"])] = plain(state)
        return found

    @property
    def json(self) -> Body:
        """The view object, with everything."""
        return view_json(self._stage.world, self.view)

    def input(self, named: str) -> Body:
        """The input block by its label, block id or action id. Raises CannotDo."""
        for block in self._inputs():
            label = str(block["label"]["text"])
            if named in (label, block["block_id"], block["element"]["action_id"]):
                return block
        raise CannotDo(f"{self!r} has no input {named!r}; there are {self.labels}")

    def _inputs(self) -> list[Body]:
        return [block for block in self.blocks if block["type"] == "input"]


def plain(state: Mapping[str, Any]) -> str | list[str] | None:
    """A state value as a test writes it."""
    for name, value in state.items():
        if name == "type" or value is None:
            continue
        if name == "selected_option":
            return str(value["value"])
        if name == "selected_options":
            return [str(one["value"]) for one in value]
        return value if isinstance(value, list) else str(value)
    return None
