"""The form in which a round is set up: what `/debate start` takes, as menus.

A *menu* is one of its options with what may be chosen. What a menu leaves open is decided as if the
option had not been typed. The sides that are offered are those of the chosen topic: a new choice of
topic comes back as a click, and the form is shown anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.app.commands import choices
from bot.app.kit import Kit
from bot.app.visible import one_line, units
from bot.core.errors import BadContent, NotFound
from bot.platforms.slack.cutting import short
from bot.platforms.slack.forms import (
    LONGEST_TEXT,
    START,
    WITH,
    Against,
    Filled,
    Words,
    modal,
)
from bot.platforms.slack.parts import Json, plain
from bot.platforms.slack.safe import escaped

Say = Callable[..., str]

MOST_CHOICES = 100
LONGEST_CHOICE = 75
LONGEST_VALUE = 150
LONGEST_HINT = 150  # a placeholder
TOPIC = "topic"
SIDE = "side"

_OFFERED = (TOPIC, "format", SIDE, "opponent", "pace", "level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value with the words that a person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """An option, what it may be, and what it is at first, empty for nothing. `under` is the topic
    on which its choices depend: what was chosen for another one is forgotten.
    """

    option: str
    choices: Sequence[Choice]
    chosen: str = ""
    under: str = ""


def menus(kit: Kit, values: Mapping[str, str]) -> list[Menu]:
    """The menus of a start for which some values are chosen already; one with nothing to choose is
    left out.
    """
    topic = values.get(TOPIC, kit.habits.topic)
    made = []
    for option in _OFFERED:
        with suppress(BadContent, NotFound):  # a topic that somebody is editing just now
            listed = [
                Choice(value=value, label=_label(kit, option, value, topic))
                for value in choices(kit, option, topic)
            ]
            known = {choice.value for choice in listed}
            chosen = values.get(option, topic if option == TOPIC else "")
            chosen = chosen if chosen in known else ""
            under = topic if option == SIDE else ""
            made.append(Menu(option=option, choices=listed, chosen=chosen, under=under))
    return [menu for menu in made if len(menu.choices) > 1]


def start_form(
    listed: Sequence[Menu],
    fresh: str,
    say: Say,
    place: str = "",
    *,
    line: str = "",
    against: Against | None = None,
) -> Json:
    """The view for views.open, or for views.update after a choice of topic, under the same id.

    `line` says why it is filled in already.
    """
    told = short(one_line(line), LONGEST_TEXT)
    says = [told] if told else []
    hints: list[Json] = [
        {"type": "section", "text": plain(text)} for text in (*says, say("slack.form.start_hint"))
    ]
    words = Words(title=say("slack.form.start_title"), submit=say("slack.form.start"))
    inputs = [_input(menu, say) for menu in listed if any(_options(menu))]
    about = Filled(path=START, fresh=fresh, place=place, against=against)
    return modal(words, about, [*hints, *inputs, _person(say)], say)


def _label(kit: Kit, option: str, value: str, topic: str) -> str:
    """What a person reads for a value."""
    if option == TOPIC:
        return kit.packs.topic(value).title
    if option == SIDE:
        return kit.packs.topic(topic).side_by_id[value].name
    if option == "format":
        return kit.formats.formats[value].name
    return kit.formats.paces[value].name if option == "pace" else f"{value[:1].upper()}{value[1:]}"


def _input(menu: Menu, say: Say) -> Json:
    options = list(_options(menu))
    element: Json = {
        "type": "static_select",
        "action_id": menu.option,
        "placeholder": _open(say),
        "options": options,
    }
    first = next((each for each in options if each["value"] == menu.chosen), None)
    if first:
        element["initial_option"] = first
    # Without a topic there are no sides; so that which is chosen already can only be changed.
    asks = {"dispatch_action": True, "optional": not first} if menu.option == TOPIC else {}
    block_id = ":".join(filter(None, (menu.option, menu.under)))
    return {**_asked(menu.option, say), "block_id": block_id, "element": element, **asks}


def _options(menu: Menu) -> Iterator[Json]:
    # A value cannot be shortened, for it is what would be chosen.
    fitting = [each for each in menu.choices if units(escaped(each.value)) <= LONGEST_VALUE]
    for each in fitting[:MOST_CHOICES]:
        text = short(one_line(each.label) or one_line(each.value) or "–", LONGEST_CHOICE)
        yield {"text": plain(text), "value": each.value}


def _person(say: Say) -> Json:
    """Whom to invite."""
    element = {"type": "users_select", "action_id": WITH, "placeholder": _open(say)}
    return {**_asked(WITH, say), "element": element}


def _asked(option: str, say: Say) -> Json:
    label = plain(short(say(f"option.{option}"), LONGEST_HINT))
    return {"type": "input", "block_id": option, "label": label, "optional": True}


def _open(say: Say) -> Json:
    return plain(short(say("slack.form.any"), LONGEST_HINT))
