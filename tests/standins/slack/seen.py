"""What a person sees: messages with their buttons and menus (views: `forms`).

What is *seen* is looked at anew each time: it shows what is there now.
"""

from collections.abc import Sequence
from dataclasses import replace

from tests.standins.slack.blocks import elements
from tests.standins.slack.elements import MENUS
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.shapes import message_json
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import Body, File, Message
from tests.standins.slack.text import shown, texts, unescaped


def parts(blocks: Sequence[Body], *kinds: str) -> list[tuple[str, Body]]:
    """What can be worked in blocks, of some kinds: block id and element."""
    every = [(str(b["block_id"]), one) for b in blocks for one in elements(b)]
    return [(block, one) for block, one in every if not kinds or one["type"] in kinds]


def label(one: Body) -> str:
    """The words on a button."""
    return str((one.get("text") or {}).get("text") or "")


class Worked:
    """What messages and views have in common: blocks that a person reads and works."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def blocks(self) -> list[Body]:
        """Its blocks, with the ids that Slack gave."""
        raise NotImplementedError

    def there(self) -> None:
        """Raises CannotDo if it is gone."""
        raise NotImplementedError

    @property
    def block_text(self) -> str:
        """All text of its blocks as a person reads it."""
        found = texts(self.blocks)
        world = self._stage.world
        read = (shown(world, text) if counts else unescaped(text) for text, counts in found)
        return "\n".join(text for text in read if text)

    @property
    def buttons(self) -> list[str]:
        """Words of its buttons, in order."""
        return [label(one) for _, one in parts(self.blocks, "button")]

    def button(self, named: str) -> tuple[str, Body]:
        """The block and the button with these words. Raises CannotDo."""
        self.there()
        for block, one in parts(self.blocks, "button"):
            if label(one) == named:
                return block, one
        raise CannotDo(f"no button {named!r} on {self!r}")

    def menu(self, named: str = "") -> tuple[str, Body]:
        """The block and the menu with a placeholder, action id or block id; the only one if it is
        not named. Raises CannotDo.
        """
        self.there()
        for block, one in parts(self.blocks, *MENUS, "overflow", "checkboxes", "radio_buttons"):
            hint = (one.get("placeholder") or {}).get("text")
            if named in ("", hint, one["action_id"], block):
                return block, one
        raise CannotDo(f"no menu {named!r} on {self!r}")


class Seen(Worked):
    """A message as somebody sees it."""

    def __init__(self, stage: Stage, message: Message) -> None:
        super().__init__(stage)
        self.message = message

    def __repr__(self) -> str:
        who = f" only for {self._name(self.message.only_for)}" if self.ephemeral else ""
        thread = " in a thread" if self.message.thread else ""
        return f"<{self.author}{who}{thread}: {self.text[:200]!r} {self.buttons or ''}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and other.message is self.message

    def __hash__(self) -> int:
        return hash((self.message.channel, self.message.ts))

    def _name(self, user: str) -> str:
        return self._stage.world.users[user].name

    def there(self) -> None:
        """Raises CannotDo if it is deleted."""
        if self.deleted:
            raise CannotDo(f"the message is deleted: {self!r}")

    @property
    def blocks(self) -> list[Body]:
        """Its blocks."""
        return self.message.blocks

    @property
    def sections(self) -> list["Seen"]:
        """What its dividers part, each as if it were a message of its own."""
        found: list[list[Body]] = [[]]
        for block in self.blocks:
            if block["type"] == "divider":
                found.append([])
            else:
                found[-1].append(block)
        return [Seen(self._stage, replace(self.message, blocks=blocks)) for blocks in found]

    @property
    def ts(self) -> str:
        """What names it in its channel."""
        return self.message.ts

    @property
    def author(self) -> str:
        """Name of who wrote it."""
        return self._name(self.message.user)

    @property
    def fallback(self) -> str:
        """The top-level text as a notification or a screen reader has it."""
        return shown(self._stage.world, self.message.text)

    @property
    def text(self) -> str:
        """All visible text: of the blocks where there are some, else the top-level text."""
        return self.block_text or self.fallback

    @property
    def raw(self) -> str:
        """The top-level text as Slack keeps it."""
        return self.message.text

    @property
    def json(self) -> Body:
        """The message object, with everything."""
        return message_json(self._stage.world, self.message, self._stage.origin, metadata=True)

    @property
    def metadata(self) -> Body | None:
        """event_type and event_payload."""
        return self.message.metadata

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.message.only_for)

    @property
    def deleted(self) -> bool:
        """Whether it is gone; a person who reloads loses ephemeral ones."""
        return self.message.deleted

    @property
    def edits(self) -> int:
        """How often it was changed."""
        return self.message.edits

    @property
    def pings(self) -> frozenset[str]:
        """Names of the people whom it notified when it was posted."""
        return frozenset(self._name(user) for user in self.message.notified)

    @property
    def mentions(self) -> frozenset[str]:
        """Names of everybody whom it mentions, whether that reached them or not."""
        return frozenset(self._name(user) for user in self.message.mentioned)

    @property
    def broadcasts(self) -> frozenset[str]:
        """`here`, `channel`, `everyone`, ids of user groups that it addresses."""
        return self.message.broadcasts

    @property
    def followed(self) -> frozenset[str]:
        """Names of those who follow its thread and find it in their list of threads."""
        return frozenset(self._name(user) for user in self.message.followed)

    @property
    def files(self) -> list[File]:
        """Its uploads: name, title, alt, data."""
        return self.message.files

    @property
    def reactions(self) -> list[str]:
        """Names of emoji that stand under it."""
        return list(self.message.reactions)

    @property
    def replies(self) -> list["Seen"]:
        """What stands in its thread, oldest first."""
        channel = self._stage.world.channels[self.message.channel]
        found = self._stage.world.replies(channel, self.message.ts)
        return [Seen(self._stage, one) for one in found]
