"""The handout of a round's topic, a page at a time: `/debate brief about:…`.

A *page* is background, timeline, words or reading; what is about the `side` is its own brief.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.app.messages import Button, Field, Message, MessageKind, Table
from bot.app.ports import Level, Person
from bot.app.say.talk import Talker

SIDE = "side"


def page(talker: Talker, person: Person, about: str) -> Message:
    """One page for one person, with buttons to the others."""
    message = PAGES[about](talker, talker.to_one(MessageKind.BRIEF, person.id, ""))
    title = talker.say(f"handout.{about}_title", title=talker.topic.title)
    return replace(message, title=title, buttons=buttons(talker, about))


def buttons(talker: Talker, shown: str = SIDE) -> tuple[Button, ...]:
    """One to each page that holds anything, and to the brief, but for what is shown."""
    empty = {"timeline": not talker.topic.handout.timeline, "words": not talker.topic.words}
    return tuple(
        talker.button(
            talker.say(f"handout.{about}"), "brief" if about == SIDE else f"brief about:{about}"
        )
        for about in (SIDE, *PAGES)
        if about != shown and not empty.get(about, False)
    )


def _background(talker: Talker, message: Message) -> Message:
    """The background for newcomers, or the experts' at their level."""
    topic = talker.topic
    expert = talker.debate.terms.level == Level.EXPERT.value
    text = (expert and topic.handout.background_expert) or topic.background
    return replace(message, text=flowing(text))


def _timeline(talker: Talker, message: Message) -> Message:
    rows = tuple((moment.date, moment.event) for moment in talker.topic.handout.timeline)
    text = talker.say("handout.timeline_text", date=talker.topic.date)
    return _with_table(talker, replace(message, text=text), ("date", "event"), rows)


def _meanings(talker: Talker, message: Message) -> Message:
    rows = tuple((word.term, word.meaning) for word in talker.topic.words)
    text = talker.say("handout.words_text")
    return _with_table(talker, replace(message, text=text), ("word", "meaning"), rows)


def _reading(talker: Talker, message: Message) -> Message:
    """The article that the topic is drawn from, once, then what is recommended."""
    source = talker.topic.source
    first = talker.say("handout.source", publisher=source.publisher, date=source.date)
    fields = {source.title: Field(name=source.title, value=first)}
    for found in talker.topic.handout.further_reading:
        said = talker.say(
            "handout.recommended", publisher=found.publisher, date=found.date, about=found.about
        )
        fields[found.title] = Field(name=found.title, value=said)
    text = talker.say("handout.reading_text")
    return replace(message, text=text, fields=tuple(fields.values()))


def _with_table(
    talker: Talker, message: Message, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Message:
    if not rows:
        return replace(message, text=talker.say("handout.none"))
    named = tuple(talker.say(f"handout.{heading}") for heading in headings)
    return replace(message, table=Table(headings=named, rows=rows))


PAGES: Mapping[str, Callable[[Talker, Message], Message]] = {
    "background": _background,
    "timeline": _timeline,
    "words": _meanings,
    "reading": _reading,
}


def flowing(text: str) -> str:
    """Paragraphs without the line ends of the file they were written in."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
