"""Block Kit: limits of blocks, of messages and of views (platforms.md, "Slack").

50 blocks a message, 100 a view; about 13,200 characters of blocks in all; numbers beyond that
line: Slack's reference of each block. Blocks of newer kinds than those below are unknown here.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.standins.slack.elements import (
    BOTH,
    ID,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_INPUT,
    IN_SECTION,
    WITH_ACTION,
    element_faults,
    fault,
    image_faults,
    sized,
    text_faults,
)
from tests.standins.slack.refusals import Body, Refused, refused_for
from tests.standins.slack.state import HOME, MODAL

IN_MESSAGE, IN_VIEW, CHARACTERS, TEXT = 50, 100, 13_200, 40_000
_SECTION, _FIELDS, _FIELD, _HEADER, _CONTEXT, _ACTIONS = 3_000, 10, 2_000, 150, 10, 25
_LABEL, _TITLE, _MARKDOWN = 2_000, 24, 12_000
_ROWS, _COLUMNS, _PRIVATE = 100, 20, 3_000
_METADATA = 255


def check_message(body: Body) -> None:
    """A message's blocks. Raises Refused invalid_blocks, invalid_blocks_format,
    msg_blocks_too_long.
    """
    blocks = body.get("blocks")
    if blocks is None:
        return
    if not isinstance(blocks, list) or not all(isinstance(one, dict) for one in blocks):
        raise Refused("invalid_blocks_format")
    faults = [*_blocks_faults(blocks, "/blocks", IN_MESSAGE, "message")]
    if faults:
        raise refused_for("invalid_blocks", faults)
    if sum(_characters(one) for one in blocks) > CHARACTERS:
        raise Refused("msg_blocks_too_long")


def check_metadata(metadata: object) -> None:
    """A message's metadata. Raises Refused invalid_metadata_format."""
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    name, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(name, str) or not 1 <= len(name) <= _METADATA:
        raise Refused("invalid_metadata_format")
    if not isinstance(payload, dict):
        raise Refused("invalid_metadata_format")


def check_view(view: object, kinds: tuple[str, ...]) -> Body:
    """A view of one of these kinds, as it is. Raises Refused invalid_arguments."""
    if not isinstance(view, dict):
        raise refused_for("invalid_arguments", [fault("must be an object", "/view")])
    found = [*_view_faults(view, kinds)]
    if found:
        raise refused_for("invalid_arguments", found)
    return view


def _view_faults(view: Body, kinds: tuple[str, ...]) -> Iterator[str]:
    kind = view.get("type")
    if kind not in kinds:
        yield fault(f"must be a valid enum value: {', '.join(kinds)}", "/view/type")
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(one, dict) for one in blocks):
        yield fault("missing required field", "/view/blocks")
        return
    yield from _blocks_faults(blocks, "/view/blocks", IN_VIEW, "view")
    yield from sized(view.get("private_metadata"), "/view/private_metadata", _PRIVATE,
                     least=0, absent=True)  # fmt: skip
    for name in ("callback_id", "external_id"):
        yield from sized(view.get(name), f"/view/{name}", ID, absent=True)
    if kind == MODAL:
        yield from text_faults(view.get("title"), "/view/title", _TITLE)
        for name in ("submit", "close"):
            yield from text_faults(view.get(name), f"/view/{name}", _TITLE, absent=True)
        if not view.get("submit") and any(one.get("type") == "input" for one in blocks):
            yield fault("missing required field: a modal with inputs needs it", "/view/submit")
    elif kind == HOME and any(view.get(name) for name in ("title", "submit", "close")):
        yield fault("title, submit and close are of modals", "/view")


def _characters(node: Any) -> int:  # noqa: ANN401 - any JSON
    """How much text a block holds, in everything that is written."""
    if isinstance(node, str):
        return len(node)
    if isinstance(node, list):
        return sum(_characters(one) for one in node)
    if isinstance(node, dict):
        return sum(_characters(one) for name, one in node.items() if name != "type")
    return 0


def _blocks_faults(blocks: Sequence[Body], where: str, most: int, place: str) -> Iterator[str]:
    if len(blocks) > most:
        yield fault(f"no more than {most} items allowed", where)
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        at, kind = f"{where}/{number}", block.get("type")
        faults = _KINDS.get(str(kind))
        if faults is None or (place == "view" and kind in _ONLY_MESSAGES):
            yield fault(f"unsupported type: {kind}", f"{at}/type")
            continue
        yield from sized(block.get("block_id"), f"{at}/block_id", ID, absent=True)
        if block.get("block_id") in seen:
            yield fault(f"`block_id` already exists: {block['block_id']}", f"{at}/block_id")
        seen |= {block["block_id"]} if block.get("block_id") else set()
        yield from faults(block, at)
        yield from _twice(block, at)
    if sum(len(str(one.get("text"))) for one in blocks if one["type"] == "markdown") > _MARKDOWN:
        yield fault(f"markdown must be less than {_MARKDOWN + 1} characters in all", where)
    if sum(one.get("type") == "table" for one in blocks) > 1:
        yield fault("only one table allowed", where)


def elements(block: Body) -> list[Body]:
    """What a person can work in a block."""
    parts = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
    found = [one for one in parts if isinstance(one, dict)]
    return [one for one in found if one.get("type") in WITH_ACTION]


def _twice(block: Body, where: str) -> Iterator[str]:
    seen: set[str] = set()
    for one in elements(block):
        name = one.get("action_id")
        if name in seen:
            yield fault(f"`action_id` already exists: {name}", where)
        seen |= {name} if name else set()


def _section(block: Body, where: str) -> Iterator[str]:
    fields = block.get("fields")
    text = block.get("text")
    absent = fields is not None
    yield from text_faults(text, f"{where}/text", _SECTION, kinds=BOTH, absent=absent)
    if fields is not None and not 1 <= len(fields) <= _FIELDS:
        yield fault(f"no more than {_FIELDS} items allowed", f"{where}/fields")
    for number, one in enumerate(fields or []):
        yield from text_faults(one, f"{where}/fields/{number}", _FIELD, kinds=BOTH)
    if block.get("accessory") is not None:
        yield from element_faults(block["accessory"], f"{where}/accessory", IN_SECTION)


def _header(block: Body, where: str) -> Iterator[str]:
    yield from text_faults(block.get("text"), f"{where}/text", _HEADER)


def _several(block: Body, where: str, most: int, allowed: frozenset[str]) -> Iterator[str]:
    parts = block.get("elements")
    if not isinstance(parts, list) or not parts:
        yield fault("must have at least 1 item", f"{where}/elements")
        return
    if len(parts) > most:
        yield fault(f"no more than {most} items allowed", f"{where}/elements")
    for number, one in enumerate(parts):
        yield from element_faults(one, f"{where}/elements/{number}", allowed)


def _context(block: Body, where: str) -> Iterator[str]:
    yield from _several(block, where, _CONTEXT, IN_CONTEXT)


def _actions(block: Body, where: str) -> Iterator[str]:
    yield from _several(block, where, _ACTIONS, IN_ACTIONS)


def _input(block: Body, where: str) -> Iterator[str]:
    yield from text_faults(block.get("label"), f"{where}/label", _LABEL)
    yield from text_faults(block.get("hint"), f"{where}/hint", _LABEL, absent=True)
    yield from element_faults(block.get("element"), f"{where}/element", IN_INPUT)


def _image(block: Body, where: str) -> Iterator[str]:
    yield from image_faults(block, where)
    yield from text_faults(block.get("title"), f"{where}/title", _LABEL, absent=True)


def _rich(block: Body, where: str) -> Iterator[str]:
    allowed = [f"rich_text_{one}" for one in ("section", "list", "preformatted", "quote")]
    for number, one in enumerate(block.get("elements") or []):
        if one.get("type") not in allowed:
            yield fault(f"unsupported type: {one.get('type')}", f"{where}/elements/{number}/type")


def _markdown(block: Body, where: str) -> Iterator[str]:
    yield from sized(block.get("text"), f"{where}/text", _MARKDOWN)


def _table(block: Body, where: str) -> Iterator[str]:
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= _ROWS:
        yield fault(f"1 to {_ROWS} rows", f"{where}/rows")
        return
    for number, row in enumerate(rows):
        if not 1 <= len(row) <= _COLUMNS:
            yield fault(f"1 to {_COLUMNS} cells", f"{where}/rows/{number}")
        for at, cell in enumerate(row):
            if cell.get("type") not in ("raw_text", "rich_text"):
                kind = cell.get("type")
                yield fault(f"unsupported type: {kind}", f"{where}/rows/{number}/{at}/type")


def _divider(block: Body, where: str) -> Iterator[str]:
    if set(block) - {"type", "block_id"}:
        yield fault("additional property", where)


_KINDS: dict[str, Callable[[Body, str], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "divider": _divider,
    "rich_text": _rich,
    "markdown": _markdown,
    "table": _table,
}
_ONLY_MESSAGES = ("markdown", "table")
