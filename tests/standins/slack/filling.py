"""A person fills a form: what its inputs take, and what a client refuses before it sends."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tests.standins.slack.elements import INPUT
from tests.standins.slack.forms import Form, plain
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.state import Body


class HasId(Protocol):
    """A person or a room, as the value of a menu that takes one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


Value = str | int | Sequence[str] | HasId | None


def fill(form: Form, values: Mapping[str, Value]) -> None:
    """Enter values by label, block id or action id. Raises CannotDo for what is not there."""
    for name, value in values.items():
        block = form.input(name)
        one = block["element"]
        form.view.values[block["block_id"]][one["action_id"]] = entered(one, value)


def check(form: Form) -> None:
    """What a client checks when Submit is pressed. Raises CannotDo."""
    form.there()
    if not form.submit:
        raise CannotDo(f"{form!r} cannot be sent")
    for block in form.blocks:
        if block["type"] != "input":
            continue
        one, label = block["element"], block["label"]["text"]
        value = plain(form.view.values[block["block_id"]][one["action_id"]])
        if not value:
            if not block.get("optional"):
                raise CannotDo(f"{label!r} must be filled in")
            continue
        if isinstance(value, str) and one["type"] == "plain_text_input":
            least, most = int(one.get("min_length") or 0), int(one.get("max_length") or INPUT)
            if not least <= len(value) <= most:
                raise CannotDo(f"{label!r} takes {least} to {most} characters, not {len(value)}")


def entered(one: Body, value: Value) -> Body:
    """What an element's state is when somebody has entered a value. Raises CannotDo."""
    kind = str(one["type"])
    made: Body = {"type": kind}
    if kind.endswith("_input"):
        return made | {"value": None if value in (None, "") else str(value)}
    many = kind.startswith("multi_") or kind == "checkboxes"
    if kind.endswith("static_select") or kind in ("radio_buttons", "checkboxes", "overflow"):
        listed = [value] if isinstance(value, str) or not isinstance(value, Sequence) else value
        chosen = [_option(one, str(each)) for each in listed if each is not None]
        return made | ({"selected_options": chosen} if many else
                       {"selected_option": chosen[0] if chosen else None})  # fmt: skip
    if kind in ("external_select", "multi_external_select"):
        raise CannotDo("choose among what ana.completes(…) gave")
    return made | {_NAMES[kind]: _plain_id(value)}


_NAMES = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}


def _plain_id(value: Any) -> Any:  # noqa: ANN401 - ids, dates, numbers
    if isinstance(value, list | tuple):
        return [_plain_id(one) for one in value]
    return value.id if hasattr(value, "id") else value


def _option(one: Body, named: str) -> Body:
    options: list[Body] = list(one.get("options") or [])
    for group in one.get("option_groups") or []:
        options += group["options"]
    for option in options:
        if named in (option["value"], option["text"]["text"]):
            return option
    raise CannotDo(f"there is no option {named!r} among {[o['text']['text'] for o in options]}")
