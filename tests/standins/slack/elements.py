"""Limits of what stands inside blocks: texts, options, buttons, menus, inputs (platforms.md).

Every check gives faults as Slack words them, with a JSON pointer to the place. Numbers beyond
platforms.md: Slack's "Block elements" and "Composition objects" reference.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.standins.slack.refusals import Body

PLAIN, MRKDWN = "plain_text", "mrkdwn"
BOTH = (PLAIN, MRKDWN)
ID, URL, INPUT = 255, 3_000, 3_000
_BUTTON, _VALUE, _PLACEHOLDER = 75, 2_000, 150
_OPTIONS, _FEW_OPTIONS, _OVERFLOW, _OPTION_VALUE = 100, 10, 5, 150
_ALT = 2_000
_STYLES = (None, "primary", "danger")

_SELECTS = ("static", "external", "users", "conversations", "channels")
MENUS = frozenset(f"{many}{kind}_select" for kind in _SELECTS for many in ("", "multi_"))
PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
CHOICES = frozenset({"checkboxes", "radio_buttons"})
WRITTEN = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
WITH_ACTION = MENUS | PICKERS | CHOICES | WRITTEN | {"button", "overflow", "rich_text_input"}

IN_ACTIONS = MENUS | PICKERS | CHOICES | {"button", "overflow", "rich_text_input"}
IN_SECTION = MENUS | PICKERS | CHOICES | {"button", "overflow", "image"}
IN_INPUT = MENUS | PICKERS | CHOICES | WRITTEN | {"rich_text_input"}
IN_CONTEXT = frozenset({"image", PLAIN, MRKDWN})


def fault(message: str, where: str) -> str:
    """A fault as Slack words it."""
    return f"{message} [json-pointer:{where}]"


def sized(
    text: object, where: str, most: int, *, least: int = 1, absent: bool = False
) -> Iterator[str]:
    """Faults of a text's length. `absent`: it may be missing."""
    if text is None and absent:
        return
    if not isinstance(text, str):
        yield fault("must be a string" if text is not None else "missing required field", where)
    elif len(text) < least:
        yield fault(f"must be more than {least - 1} characters", where)
    elif len(text) > most:
        yield fault(f"must be less than {most + 1} characters", where)


def text_faults(
    text: object,
    where: str,
    most: int,
    *,
    kinds: tuple[str, ...] = (PLAIN,),
    absent: bool = False,
) -> Iterator[str]:
    """Faults of a text object."""
    if text is None and absent:
        return
    if not isinstance(text, dict):
        yield fault("must be an object" if text is not None else "missing required field", where)
        return
    if text.get("type") not in kinds:
        yield fault(f"must be a valid enum value: {', '.join(kinds)}", f"{where}/type")
    if text.get("type") == MRKDWN and "emoji" in text:
        yield fault("additional property: emoji", where)
    yield from sized(text.get("text"), f"{where}/text", most)


def element_faults(one: object, where: str, allowed: frozenset[str]) -> Iterator[str]:
    """Faults of an element in a place that takes the `allowed` kinds."""
    if not isinstance(one, dict):
        yield fault("must be an object", where)
        return
    kind = one.get("type")
    if kind not in allowed:
        yield fault(f"unsupported type: {kind}", f"{where}/type")
        return
    yield from sized(one.get("action_id"), f"{where}/action_id", ID, absent=True)
    yield from text_faults(
        one.get("placeholder"), f"{where}/placeholder", _PLACEHOLDER, absent=True
    )
    yield from _confirm_faults(one.get("confirm"), f"{where}/confirm")
    if kind in BOTH:
        yield from text_faults(one, where, INPUT, kinds=BOTH)
    elif kind == "image":
        yield from image_faults(one, where)
    elif kind == "button":
        yield from _button_faults(one, where)
    elif kind in WRITTEN:
        yield from _written_faults(one, where)
    else:
        yield from _menu_faults(one, where, str(kind))


def image_faults(one: Mapping[str, Any], where: str) -> Iterator[str]:
    """Faults of an image: a URL or an uploaded file, and words for those who cannot see it."""
    yield from sized(one.get("alt_text"), f"{where}/alt_text", _ALT)
    if isinstance(one.get("slack_file"), dict):
        if not set(one["slack_file"]) & {"id", "url"}:
            yield fault("must have an id or a url", f"{where}/slack_file")
        return
    yield from sized(one.get("image_url"), f"{where}/image_url", URL)
    if not str(one.get("image_url") or "").startswith(("https://", "http://")):
        yield fault("invalid url", f"{where}/image_url")


def _button_faults(one: Body, where: str) -> Iterator[str]:
    yield from text_faults(one.get("text"), f"{where}/text", _BUTTON)
    yield from sized(one.get("value"), f"{where}/value", _VALUE, least=0, absent=True)
    yield from sized(one.get("url"), f"{where}/url", URL, absent=True)
    label = one.get("accessibility_label")
    yield from sized(label, f"{where}/accessibility_label", _BUTTON, absent=True)
    if one.get("style") not in _STYLES:
        yield fault("must be a valid enum value: primary, danger", f"{where}/style")


def _written_faults(one: Body, where: str) -> Iterator[str]:
    most, least = one.get("max_length"), one.get("min_length")
    if most is not None and not 1 <= int(most) <= INPUT:
        yield fault(f"must be between 1 and {INPUT}", f"{where}/max_length")
    if least is not None and not 0 <= int(least) <= INPUT:
        yield fault(f"must be between 0 and {INPUT}", f"{where}/min_length")
    limit = min(int(most or INPUT), INPUT)
    start = one.get("initial_value")
    yield from sized(start, f"{where}/initial_value", limit, least=0, absent=True)
    if one.get("type") == "number_input" and "is_decimal_allowed" not in one:
        yield fault("missing required field", f"{where}/is_decimal_allowed")


def _menu_faults(one: Body, where: str, kind: str) -> Iterator[str]:
    most = _OVERFLOW if kind == "overflow" else _FEW_OPTIONS if kind in CHOICES else _OPTIONS
    kinds = BOTH if kind in CHOICES else (PLAIN,)
    wanted = kind in CHOICES or kind == "overflow"
    if kind.endswith("static_select"):
        groups = one.get("option_groups")
        wanted = groups is None
        if groups is not None and not 1 <= len(groups) <= _OPTIONS:
            yield fault(f"no more than {_OPTIONS} items allowed", f"{where}/option_groups")
        for number, group in enumerate(groups or []):
            place = f"{where}/option_groups/{number}"
            yield from text_faults(group.get("label"), f"{place}/label", _BUTTON)
            yield from _options_faults(group.get("options"), f"{place}/options", _OPTIONS, kinds)
    if wanted:
        yield from _options_faults(one.get("options"), f"{where}/options", most, kinds)
    yield from _initial_faults(one, where)


def _options_faults(
    options: object, where: str, most: int, kinds: tuple[str, ...]
) -> Iterator[str]:
    if not isinstance(options, list) or not options:
        yield fault("must have at least 1 item", where)
        return
    if len(options) > most:
        yield fault(f"no more than {most} items allowed", where)
    for number, one in enumerate(options):
        place = f"{where}/{number}"
        yield from text_faults(one.get("text"), f"{place}/text", _BUTTON, kinds=kinds)
        yield from sized(one.get("value"), f"{place}/value", _OPTION_VALUE)
        what = one.get("description")
        yield from text_faults(what, f"{place}/description", _BUTTON, kinds=kinds, absent=True)
    values = [one.get("value") for one in options]
    if len(set(values)) < len(values):
        yield fault("values of options must be unique", where)


def _initial_faults(one: Body, where: str) -> Iterator[str]:
    """What is chosen at first has to be among the options, word for word."""
    options = list(one.get("options") or [])
    for group in one.get("option_groups") or []:
        options += group.get("options") or []
    chosen = [one["initial_option"]] if one.get("initial_option") else []
    chosen += one.get("initial_options") or []
    if options and any(option not in options for option in chosen):
        yield fault("must be one of the provided options", f"{where}/initial_option")


def _confirm_faults(confirm: object, where: str) -> Iterator[str]:
    if confirm is None:
        return
    if not isinstance(confirm, dict):
        yield fault("must be an object", where)
        return
    yield from text_faults(confirm.get("title"), f"{where}/title", 100)
    yield from text_faults(confirm.get("text"), f"{where}/text", 300, kinds=BOTH)
    yield from text_faults(confirm.get("confirm"), f"{where}/confirm", 30)
    yield from text_faults(confirm.get("deny"), f"{where}/deny", 30)
