"""What comes close together in direct messages becomes one message.

Slack notifies people of every direct message that is posted, and of none that changes. So in a
round's direct messages what nobody has to hear of is put into the message before, and so is the
call that follows at once. What somebody was *asked* for, when it comes, takes the place of the
question: their speech that of the call, who argues what that of a card's buttons.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.app.messages import MessageKind
from bot.app.visible import units
from bot.platforms.slack.parts import LONGEST_BLOCKS, LONGEST_TEXT, MOST_BLOCKS, Json
from bot.platforms.slack.rendering import EVENT, Payload

ALSO = "also"  # in a message's metadata: the outbox ids of what was put into it, in order
AT_ONCE = 60.0  # seconds within which something is still news of the message before
KEPT = 200  # rounds whose last message is known; any other's next one is posted

_ASKS = {MessageKind.CARD: MessageKind.SEATS, MessageKind.PROMPT: MessageKind.SPEECH}
_DIVIDER = {"type": "divider"}

Key = tuple[str, str]
"""A channel of direct messages and a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is to be said, and what kind of message it is. `quiet`: nobody has to hear of it; `own`:
    it is a speech of whoever reads it there.
    """

    kind: MessageKind
    parts: Sequence[Payload]
    quiet: bool
    own: bool = False

    @property
    def body(self) -> Json:
        """The body of its last payload."""
        return self.parts[-1].body

    @property
    def joins(self) -> bool:
        """Whether it could be in another message at all."""
        return len(self.parts) == 1 and not self.parts[0].files


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A message of ours and what it becomes."""

    ts: str
    body: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """The last message; until when what follows may join it, and whether people heard of it since
    they did something themselves.
    """

    ts: str
    body: Json
    until: float
    heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A message that asks for something, and what stays of it once that is there."""

    kind: MessageKind
    ts: str
    body: Json
    stays: Json | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    last: _Last | None = None
    asked: _Asked | None = None


class Joiner:
    """Knows the last messages of rounds in direct messages. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._talks: OrderedDict[Key, _Talk] = OrderedDict()

    def change(self, key: Key, news: News) -> Change | None:
        """What says it without a new message; nothing where it needs one."""
        talk = self._talks.get(key, _Talk())
        if not news.joins:
            return None
        if (asked := talk.asked) is not None and _answers(news, asked):
            body = _one(asked.stays, news.body, like=asked.body)
            return None if body is None else Change(ts=asked.ts, body=body)
        last = talk.last
        if last is None or self._clock() > last.until or not _follows(news, last):
            return None
        body = _one(last.body, news.body, like=last.body)
        return None if body is None else Change(ts=last.ts, body=body)

    def changed(self, key: Key, news: News, change: Change) -> None:
        """It was said so."""
        talk = self._talks.get(key, _Talk())
        if talk.asked is not None and _answers(news, talk.asked):
            # Their own words stand below it now; after a card nothing does.
            begins = news.kind is MessageKind.SEATS
            last = self._last(change.ts, change.body, heard=False) if begins else None
            self._keep(key, _Talk(last=last))
        elif talk.last is not None and news.kind in _ASKS:
            self._ask(key, news, change.ts, change.body, talk.last.body)
        elif talk.last is not None:
            last = self._last(change.ts, change.body, heard=talk.last.heard)
            self._keep(key, _Talk(last=last, asked=talk.asked))

    def posted(self, key: Key, news: News, ts: str) -> None:
        """It was said with a new message."""
        kind, asked = news.kind, self._talks.get(key, _Talk()).asked
        if kind in _ASKS:
            stays = without_buttons(news.body) if kind is MessageKind.CARD else None
            self._ask(key, news, ts, news.body, stays)
        elif news.quiet:
            self._keep(key, _Talk(last=self._last(ts, news.body, heard=True), asked=asked))
        else:
            self._keep(key, _Talk(asked=asked))

    def forget(self, key: Key) -> None:
        """It is not known what stands there."""
        self._talks.pop(key, None)

    def _ask(self, key: Key, news: News, ts: str, body: Json, stays: Json | None) -> None:
        self._keep(key, _Talk(asked=_Asked(kind=news.kind, ts=ts, body=body, stays=stays)))

    def _last(self, ts: str, body: Json, *, heard: bool) -> _Last:
        return _Last(ts=ts, body=body, until=self._clock() + AT_ONCE, heard=heard)

    def _keep(self, key: Key, talk: _Talk) -> None:
        self._talks[key] = talk
        self._talks.move_to_end(key)
        if len(self._talks) > KEPT:
            self._talks.popitem(last=False)


def ids_in(about: Mapping[str, object]) -> dict[str, int]:
    """The outbox ids that a message's metadata names, each with the number of its part."""
    joined = str(about.get(ALSO) or "").split()
    return {str(about.get("id")): int(str(about.get("part") or 0))} | dict.fromkeys(joined, 0)


def without_buttons(body: Json) -> Json:
    """A body in which nothing can be pressed any more."""
    return body | {"blocks": [block for block in _blocks(body) if block["type"] != "actions"]}


def _answers(news: News, asked: _Asked) -> bool:
    """Whether it is what was asked for."""
    kind = news.kind
    return news.quiet and kind is _ASKS[asked.kind] and (news.own or kind is MessageKind.SEATS)


def _follows(news: News, last: _Last) -> bool:
    """Whether it may join what was said last. A call has to be heard of, by that or by itself."""
    return news.quiet or (news.kind is MessageKind.PROMPT and last.heard)


def _one(first: Json | None, second: Json, *, like: Json) -> Json | None:
    """Both bodies as one with the metadata of a third; nothing if Slack would not take it."""
    blocks = [*_blocks(first), _DIVIDER, *_blocks(second)] if first else _blocks(second)
    text = "\n".join(str(body["text"]) for body in (first, second) if body)
    length = sum(units(json.dumps(block, ensure_ascii=False)) for block in blocks)
    if len(blocks) > MOST_BLOCKS or units(text) > LONGEST_TEXT or length > LONGEST_BLOCKS:
        return None
    return second | {"text": text, "blocks": blocks, "metadata": _both(like, second)}


def _both(first: Json, second: Json) -> Json:
    """The metadata of a message into which another was put."""
    about = _about(first)
    also = " ".join(filter(None, (str(about.get(ALSO) or ""), *ids_in(_about(second)))))
    return {"event_type": EVENT, "event_payload": {**about, ALSO: also}}


def _about(body: Json) -> Mapping[str, object]:
    metadata = body["metadata"]
    found = metadata["event_payload"] if isinstance(metadata, dict) else {}
    return found if isinstance(found, Mapping) else {}


def _blocks(body: Json | None) -> list[Json]:
    found = body["blocks"] if body else []
    return [block for block in found if isinstance(block, dict)] if isinstance(found, list) else []
