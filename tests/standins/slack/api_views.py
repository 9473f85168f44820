"""views.*: modals opened, pushed and updated; App Homes published.

A modal opens with a trigger, within seconds and once. Every change of a view gives it a new hash;
an update that names another one is refused, so that a late update cannot undo a newer one.
"""

import secrets
import time

from tests.standins.slack.blocks import check_view, elements
from tests.standins.slack.call import Call, Method
from tests.standins.slack.ids import new_id, now_s
from tests.standins.slack.manifest import part
from tests.standins.slack.posting import named
from tests.standins.slack.rates import Tier
from tests.standins.slack.refusals import Refused
from tests.standins.slack.shapes import view_json
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import HOME, MODAL, Body, Trigger, View

_DEEPEST = 3
_INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_conversation": "selected_conversation",
    "initial_channel": "selected_channel",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
}
_EMPTY = {"checkboxes": "selected_options", "radio_buttons": "selected_option"}


def new_hash() -> str:
    """As Slack writes them: seconds and a few letters."""
    return f"{now_s()}.{secrets.token_hex(4)}"


def shown_view(stage: Stage, view: View, shown: Body) -> View:
    """A view with new content: new hash, what was entered kept where the input is still there."""
    view.shown = shown | {"blocks": named(shown["blocks"])}
    kept, view.values = view.values, {}
    for block in view.shown["blocks"]:
        for one in elements(block):
            if one["type"] == "button":
                continue
            start = _start(one)
            old = kept.get(block["block_id"], {}).get(one["action_id"])
            view.values.setdefault(block["block_id"], {})[one["action_id"]] = old or start
    view.errors = {}
    view.hash = new_hash()
    view.updates += 1
    stage.world.views[view.id] = view
    stage.changes.happened()
    return view


def _start(one: Body) -> Body:
    made: Body = {"type": one["type"]}
    for name, state in _INITIAL.items():
        if name in one:
            return made | {state: one[name]}
    kind = str(one["type"])
    if kind.endswith("_input"):
        return made | {"value": None}
    if kind in _EMPTY:
        return made | {_EMPTY[kind]: [] if kind == "checkboxes" else None}
    return made | ({f"selected_{'options' if kind.startswith('multi') else 'option'}": None})


def new_view(stage: Stage, team: str, user: str, kind: str, shown: Body) -> View:
    """A view that nobody has seen yet."""
    made = View(id=new_id("V"), team=team, user=user, kind=kind, hash="", shown={"blocks": []})
    _unique(stage, made, shown)
    return shown_view(stage, made, shown)


def pushed(stage: Stage, below: View, shown: Body) -> View:
    """A view on top of another. Raises Refused push_limit_reached."""
    depth, at = 1, below
    while at.previous:
        depth, at = depth + 1, stage.world.views[at.previous]
    if depth >= _DEEPEST:
        raise Refused("push_limit_reached")
    made = new_view(stage, below.team, below.user, MODAL, shown)
    made.root, made.previous = below.root or below.id, below.id
    return made


def _unique(stage: Stage, view: View, shown: Body) -> None:
    name = shown.get("external_id")
    others = [v for v in stage.world.views.values() if v.team == view.team and v.open]
    if name and any(one is not view and _external(one) == name for one in others):
        raise Refused("duplicate_external_id")


def _trigger(call: Call) -> Trigger:
    name = call.wanted("trigger_id", "invalid_trigger_id")
    found = call.stage.world.triggers.get(name)
    if found is None or found.team != call.who.team:
        raise Refused("invalid_trigger_id")
    if found.opened is not None:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - found.began > call.stage.settings.trigger_life:
        raise Refused("expired_trigger_id")
    return found


def open_(call: Call) -> Body:
    """views.open."""
    trigger = _trigger(call)
    shown = check_view(call.body.get("view"), (MODAL,))
    trigger.opened = new_view(call.stage, call.who.team, trigger.user, MODAL, shown)
    return {"view": view_json(call.stage.world, trigger.opened)}


def push(call: Call) -> Body:
    """views.push: on top of the modal from which the trigger came."""
    trigger = _trigger(call)
    shown = check_view(call.body.get("view"), (MODAL,))
    if trigger.within is None or not trigger.within.open:
        raise Refused("not_found")
    trigger.opened = pushed(call.stage, trigger.within, shown)
    return {"view": view_json(call.stage.world, trigger.opened)}


def update(call: Call) -> Body:
    """views.update, by id or external_id."""
    name, external = call.text("view_id"), call.text("external_id")
    views = [v for v in call.stage.world.views.values() if v.team == call.who.team and v.open]
    if not name and not external:
        raise Refused("invalid_arguments")
    wanted = [v for v in views if v.id == name or (not name and _external(v) == external)]
    if not wanted:
        raise Refused("not_found")
    view = wanted[0]
    shown = check_view(call.body.get("view"), (view.kind,))
    _same(call, view)
    _unique(call.stage, view, shown)
    return {"view": view_json(call.stage.world, shown_view(call.stage, view, shown))}


def _external(view: View) -> str:
    return str(view.shown.get("external_id") or "")


def _same(call: Call, view: View | None) -> None:
    if call.text("hash") and (view is None or call.text("hash") != view.hash):
        raise Refused("hash_conflict")


def publish(call: Call) -> Body:
    """views.publish: somebody's App Home."""
    world = call.stage.world
    if not part(world.app.manifest, "features", "app_home", "home_tab_enabled"):
        raise Refused("not_enabled")
    user = world.user(call.wanted("user_id"), call.who.team)
    shown = check_view(call.body.get("view"), (HOME,))
    found = home_of(call.stage, user.id)
    _same(call, found)
    if found is None:
        found = new_view(call.stage, call.who.team, user.id, HOME, shown)
    else:
        shown_view(call.stage, found, shown)
    return {"view": view_json(world, found)}


def home_of(stage: Stage, user: str) -> View | None:
    """Somebody's App Home, if one was published."""
    views = stage.world.views.values()
    return next((v for v in views if v.kind == HOME and v.user == user), None)


METHODS = [
    Method(name="views.open", handler=open_, tier=Tier.FOUR),
    Method(name="views.push", handler=push, tier=Tier.FOUR),
    Method(name="views.update", handler=update, tier=Tier.FOUR),
    Method(name="views.publish", handler=publish, tier=Tier.FOUR),
]
