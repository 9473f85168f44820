"""What a person sees: messages with their buttons and menus, forms.

A *seen* message is looked at anew each time: it shows what is there now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.standins.discord.components import (
    BUTTON,
    LABEL,
    MENUS,
    TEXT_DISPLAY,
    TEXT_INPUT,
    inside,
)
from tests.standins.discord.pings import unfurled
from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.shapes import message_json
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import (
    LOADING,
    SILENT,
    SUPPRESS_EMBEDS,
    Body,
    File,
    Message,
)


class Seen:
    """A message as somebody sees it."""

    def __init__(self, stage: Stage, message: Message) -> None:
        self._stage = stage
        self.message = message

    def __repr__(self) -> str:
        who = f" only for {self._name(self.message.only_for)}" if self.ephemeral else ""
        return f"<{self.author}{who}: {self.text[:200]!r} {self.buttons or ''}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and other.message is self.message

    def __hash__(self) -> int:
        return hash(self.message.id)

    def _name(self, user: str) -> str:
        return self._stage.world.users[user].name

    @property
    def id(self) -> str:
        """Its id."""
        return self.message.id

    @property
    def author(self) -> str:
        """Name of who wrote it."""
        return self._name(self.message.author)

    @property
    def content(self) -> str:
        """The text outside embeds."""
        return self.message.content

    @property
    def embeds(self) -> list[Body]:
        """Its embeds."""
        return [] if self.message.flags & SUPPRESS_EMBEDS else self.message.embeds

    @property
    def text(self) -> str:
        """All visible text: content, embeds, displayed texts; joined with line ends."""
        displayed = (
            str(one["content"])
            for _, one in inside(self.message.components)
            if one.get("type") == TEXT_DISPLAY
        )
        parts = [self.content, *(text for e in self.embeds for text in _texts(e)), *displayed]
        return "\n".join(part for part in parts if part)

    @property
    def json(self) -> Body:
        """The message object, with everything."""
        return message_json(self._stage.world, self.message, self._stage.origin)

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.message.only_for)

    @property
    def loading(self) -> bool:
        """Whether it says "… is thinking"."""
        return bool(self.message.flags & LOADING)

    @property
    def silent(self) -> bool:
        """Whether it was sent without a notification."""
        return bool(self.message.flags & SILENT)

    @property
    def deleted(self) -> bool:
        """Whether it is gone."""
        return self.message.deleted

    @property
    def edits(self) -> int:
        """How often it was edited."""
        return self.message.edits

    @property
    def pings(self) -> frozenset[str]:
        """Names of the people whom it notified when it was posted."""
        return frozenset(self._name(user) for user in self.message.notified)

    @property
    def unfurls(self) -> list[str]:
        """Links of which Discord would show a preview."""
        return unfurled(self.message)

    @property
    def files(self) -> list[File]:
        """Its uploads."""
        return self.message.files

    @property
    def reply_to(self) -> "Seen | None":
        """The message it answers."""
        channel = self._stage.world.channels.get(self.message.channel)
        found = channel and channel.messages.get(self.message.reference or "")
        return Seen(self._stage, found) if found else None

    @property
    def buttons(self) -> list[str]:
        """Labels of the buttons that can be pressed, in order."""
        return [
            str(one.get("label") or (one.get("emoji") or {}).get("name"))
            for one in self._parts((BUTTON,))
            if not one.get("disabled")
        ]

    @property
    def rows(self) -> list[list[str]]:
        """Labels of buttons, row by row, disabled ones too."""
        rows = self.message.components
        return [[str(one.get("label")) for one in row.get("components") or []] for row in rows]

    def button(self, label: str) -> Body:
        """A button that can be pressed. Raises CannotDo."""
        self._is_there()
        for one in self._parts((BUTTON,)):
            if one.get("label") == label and not one.get("disabled"):
                return one
        raise CannotDo(f"no button {label!r} to press on {self!r}")

    def menu(self, named: str = "") -> Body:
        """The menu with a placeholder or custom id; the only one if not named. Raises CannotDo."""
        self._is_there()
        menus = [one for one in self._parts(MENUS) if not one.get("disabled")]
        for one in menus:
            if named in ("", one.get("placeholder"), one.get("custom_id")):
                return one
        raise CannotDo(f"no menu {named!r} on {self!r}")

    def _is_there(self) -> None:
        if self.deleted:
            raise CannotDo(f"the message is deleted: {self!r}")

    def _parts(self, kinds: tuple[int, ...]) -> list[Body]:
        return [one for _, one in inside(self.message.components) if one.get("type") in kinds]


def _texts(embed: Body) -> Iterator[str]:
    yield str((embed.get("author") or {}).get("name") or "")
    yield str(embed.get("title") or "")
    yield str(embed.get("description") or "")
    for one in embed.get("fields") or []:
        yield str(one["name"])
        yield str(one["value"])
    yield str((embed.get("footer") or {}).get("text") or "")


@dataclass(slots=True, kw_only=True)
class Input:
    """A text input of a form; `value` is what it is prefilled with."""

    id: str
    label: str
    value: str = ""
    placeholder: str = ""
    least: int = 0
    most: int = 4_000
    required: bool = True
    long: bool = False


@dataclass(slots=True, kw_only=True)
class Form:
    """A form (modal) that is open before a person. `channel`, `source`: where it was opened."""

    title: str
    id: str
    components: list[Body]
    channel: str
    source: Message | None
    sent: bool = False
    inputs: list[Input] = field(default_factory=list)

    @classmethod
    def shown(cls, data: Body, channel: str, source: Message | None) -> "Form":
        """From the data of a first answer."""
        parts: list[Body] = data["components"]
        made = cls(
            title=data["title"], id=data["custom_id"], components=parts, channel=channel,
            source=source,
        )  # fmt: skip
        for part in parts:
            inner: list[Body] = part.get("components") or []
            for one in [part["component"]] if part.get("type") == LABEL else inner:
                if one["type"] == TEXT_INPUT:
                    label = str(part.get("label") or one.get("label"))
                    made.inputs.append(_input(one, label))
        return made

    def input(self, custom_id: str) -> Input:
        """An input by its custom id. Raises CannotDo."""
        for one in self.inputs:
            if one.id == custom_id:
                return one
        raise CannotDo(f"the form {self.title!r} has no input {custom_id!r}")

    def filled(self, texts: dict[str, str]) -> Body:
        """What is sent when a person has written `texts` (by custom id) and presses Submit.

        Raises CannotDo for an input that is not there, and for text that it does not take.
        """
        values = {one.id: one.value for one in self.inputs}
        for custom_id, text in texts.items():
            values[self.input(custom_id).id] = text
        for one in self.inputs:
            size = len(values[one.id])
            empty = not size and not one.required
            if (one.required and not size) or size > one.most or (size < one.least and not empty):
                wanted = f"{one.least} to {one.most} characters"
                raise CannotDo(f"the form's input {one.label!r} takes {wanted}, not {size}")
        return {"custom_id": self.id, "components": [_sent(one, values) for one in self.components]}


def _input(part: Body, label: str) -> Input:
    return Input(
        id=part["custom_id"],
        label=label,
        value=str(part.get("value") or ""),
        placeholder=str(part.get("placeholder") or ""),
        least=int(part.get("min_length") or 0),
        most=int(part.get("max_length") or 4_000),
        required=bool(part.get("required", True)),
        long=part.get("style") == 2,
    )


def _sent(part: Body, values: dict[str, str]) -> Body:
    if part["type"] == LABEL:
        return {"type": LABEL, "id": 1, "component": _sent(part["component"], values)}
    if part["type"] == TEXT_INPUT:
        custom_id = part["custom_id"]
        return {"type": TEXT_INPUT, "id": 2, "custom_id": custom_id, "value": values[custom_id]}
    inner = [_sent(one, values) for one in part.get("components") or []]
    return {"type": part["type"], "id": 1} | ({"components": inner} if inner else {})
