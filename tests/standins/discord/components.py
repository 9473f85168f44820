"""Limits of buttons, menus and forms (platforms.md).

5 rows; 5 buttons or one menu a row; label 80; `custom_id` 100 and unique; a menu 25 options of
100 / 100 / 100. Forms: title 45, 5 components, text up to 4,000. Components v2: 40 in all, 4,000
characters of text.
"""

from collections.abc import Iterator, Sequence

from tests.standins.discord.refusals import invalid_form
from tests.standins.discord.state import Body

Fault = tuple[tuple[str | int, ...], str, str]
Where = tuple[str | int, ...]

ROW, BUTTON, STRING_MENU, TEXT_INPUT = 1, 2, 3, 4
MENUS = (3, 5, 6, 7, 8)
TEXT_DISPLAY, LABEL = 10, 18
_LINK_STYLE, _PREMIUM = 5, 6
_V2_KINDS = (ROW, 9, TEXT_DISPLAY, 11, 12, 13, 14, 17)
_IN_ROW, _ROWS, _ALL_V2, _TEXT_V2, _OPTIONS = 5, 5, 40, 4_000, 25
_FORM_PARTS, _TITLE, _FORM_LABEL, _INPUT, _PLACEHOLDER = 5, 45, 45, 4_000, 100


def component_faults(components: Sequence[Body], *, v2: bool) -> Iterator[Fault]:
    """The faults of a message's components."""
    if v2:
        yield from _v2_faults(components)
    elif len(components) > _ROWS:
        yield _long(("components",), _ROWS)
    for number, row in enumerate(components):
        where: Where = ("components", number)
        if row.get("type") == ROW:
            yield from _row_faults(row, where)
        elif not (v2 and row.get("type") in _V2_KINDS):
            yield (*where, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1}."
    yield from _twice([one for _, one in inside(components)])


def inside(components: Sequence[Body], where: Where = ("components",)) -> list[tuple[Where, Body]]:
    """All components with their paths, also those within others."""
    found: list[tuple[Where, Body]] = []
    for number, one in enumerate(components):
        place = (*where, number)
        found.append((place, one))
        found += inside(one.get("components") or [], (*place, "components"))
        for part in ("accessory", "component"):
            if isinstance(one.get(part), dict):
                found.append(((*place, part), one[part]))
    return found


def _long(where: Where, most: int) -> Fault:
    return where, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length."


def _twice(components: Sequence[Body]) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in components:
        custom = one.get("custom_id")
        if custom is not None and custom in seen:
            message = "Component custom id cannot be duplicated"
            yield ("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", message
        seen.add(custom or "")


def _v2_faults(components: Sequence[Body]) -> Iterator[Fault]:
    every = inside(components)
    if len(every) > _ALL_V2:
        yield _long(("components",), _ALL_V2)
    if sum(len(one.get("content") or "") for _, one in every) > _TEXT_V2:
        message = f"Displayable text size exceeds maximum size of {_TEXT_V2}"
        yield ("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message


def _row_faults(row: Body, where: Where) -> Iterator[Fault]:
    parts = row.get("components") or []
    menus = sum(part.get("type") in MENUS for part in parts)
    if not 1 <= len(parts) <= _IN_ROW or (menus and len(parts) > 1):
        yield _long((*where, "components"), _IN_ROW)
    for number, part in enumerate(parts):
        place = (*where, "components", number)
        if part.get("type") == BUTTON:
            yield from _button_faults(part, place)
        elif part.get("type") in MENUS:
            yield from _menu_faults(part, place)
        else:
            yield (*place, "type"), "BASE_TYPE_CHOICES", "Value must be one of {2, 3, 5, 6, 7, 8}."


def _button_faults(button: Body, where: Where) -> Iterator[Fault]:
    label, style = str(button.get("label") or ""), button.get("style")
    if len(label) > 80:
        yield (*where, "label"), "BASE_TYPE_MAX_LENGTH", "Must be 80 or fewer in length."
    if not label and not button.get("emoji"):
        yield where, "BUTTON_COMPONENT_INVALID_EMPTY", "A button needs a label or an emoji."
    if style == _LINK_STYLE:
        if not button.get("url") or "custom_id" in button:
            yield (*where, "url"), "BASE_TYPE_REQUIRED", "A link button has a url and no custom_id."
    elif style in (1, 2, 3, 4):
        yield from _custom_faults(button, where)
    elif style != _PREMIUM:
        yield (*where, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}."


def _custom_faults(part: Body, where: Where) -> Iterator[Fault]:
    if not 1 <= len(str(part.get("custom_id") or "")) <= 100:
        yield _long((*where, "custom_id"), 100)


def _menu_faults(menu: Body, where: Where) -> Iterator[Fault]:
    yield from _custom_faults(menu, where)
    if len(str(menu.get("placeholder") or "")) > 150:
        yield _long((*where, "placeholder"), 150)
    if menu.get("type") != STRING_MENU:
        return
    options = menu.get("options") or []
    if not 1 <= len(options) <= _OPTIONS:
        yield _long((*where, "options"), _OPTIONS)
    values = [str(option.get("value")) for option in options]
    if len(set(values)) < len(values):
        message = "The specified option value is already used"
        yield (*where, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message
    for number, option in enumerate(options):
        for part in ("label", "value", "description"):
            text = str(option.get(part) or "")
            if len(text) > 100 or (not text and part != "description"):
                yield _long((*where, "options", number, part), 100)


def check_form(data: Body) -> None:
    """A form (modal). Raises Refused 50035."""
    faults: list[Fault] = [*_custom_faults(data, ("data",))]
    if not 1 <= len(str(data.get("title") or "")) <= _TITLE:
        faults.append(_long(("data", "title"), _TITLE))
    parts = data.get("components") or []
    if not 1 <= len(parts) <= _FORM_PARTS:
        faults.append(_long(("data", "components"), _FORM_PARTS))
    for number, part in enumerate(parts):
        faults += _form_part_faults(part, ("data", "components", number))
    faults += _twice([one for _, one in inside(parts)])
    if faults:
        raise invalid_form(faults)


def _form_part_faults(part: Body, where: Where) -> Iterator[Fault]:
    if part.get("type") == LABEL:
        if not 1 <= len(str(part.get("label") or "")) <= _FORM_LABEL:
            yield _long((*where, "label"), _FORM_LABEL)
        yield from _input_faults(part.get("component") or {}, (*where, "component"))
    elif part.get("type") == ROW:
        inner = part.get("components") or []
        if len(inner) != 1:
            yield _long((*where, "components"), 1)
        for one in inner:
            if not 1 <= len(str(one.get("label") or "")) <= _FORM_LABEL:
                yield _long((*where, "components", 0, "label"), _FORM_LABEL)
            yield from _input_faults(one, (*where, "components", 0))
    elif part.get("type") != TEXT_DISPLAY:
        yield (*where, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 10, 18}."


def _input_faults(part: Body, where: Where) -> Iterator[Fault]:
    yield from _custom_faults(part, where)
    if part.get("type") in MENUS:
        yield from _menu_faults(part, where)
        return
    if part.get("type") != TEXT_INPUT or part.get("style") not in (1, 2):
        yield (*where, "type"), "BASE_TYPE_CHOICES", "Must be a text input of style 1 or 2."
    if len(str(part.get("value") or "")) > _INPUT:
        yield _long((*where, "value"), _INPUT)
    if len(str(part.get("placeholder") or "")) > _PLACEHOLDER:
        yield _long((*where, "placeholder"), _PLACEHOLDER)
    if not 1 <= int(part.get("max_length") or _INPUT) <= _INPUT:
        yield _long((*where, "max_length"), _INPUT)
    if not 0 <= int(part.get("min_length") or 0) <= _INPUT:
        yield _long((*where, "min_length"), _INPUT)
