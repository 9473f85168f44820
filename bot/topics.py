"""What `debate-bot topic …` prints: lists, whole topics, tables, checks, schemas, skeletons."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from enum import Enum
from pathlib import Path

from bot.app.ports import Packs
from bot.core.errors import BadContent
from bot.core.topic import Claim, Fact, Question, Source, Topic
from bot.offline import Line

# A slow estimate, for learners of the language; adults read about 240 words a minute in their own
# (M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language, 2019).
WORDS_A_MINUTE = 150


def listed(packs: Packs) -> Iterator[Line]:
    """The topics there are, by id, with their motions."""
    for topic_id in packs.ids():
        yield Line(text=f"{topic_id}: {packs.topic(topic_id).motion}")


def as_json(topic: Topic) -> Iterator[Line]:
    """Everything in a topic as one JSON object."""
    whole = asdict(topic)
    for side in whole["sides"]:
        side["burdens"] = dict(side["burdens"])
    yield Line(text=json.dumps(whole, default=_plain, indent=2))


def shown(topic: Topic) -> Iterator[Line]:
    """A topic as a person reads it: handout, sides, and their claims with where they come from."""
    yield Line(text=f"{topic.title} ({topic.id})\n{topic.motion}\n")
    yield from _handout(topic)
    for side in topic.sides:
        yield Line(text=f"{side.name}: {side.stance}")
        for claim in topic.claims:
            if claim.side == side.id:
                yield Line(text=f"  {claim.id} ({_origin(claim)}): {claim.statement}")
        yield Line(text="")
    counts = {"rebuttals": topic.rebuttals, "facts": topic.facts, "questions": topic.questions}
    yield Line(text=", ".join(f"{len(parts)} {name}" for name, parts in counts.items()))


def _handout(topic: Topic) -> Iterator[Line]:
    """What students may read, how long that takes, and what only instructors are told."""
    handout = topic.handout
    moments = (f"  {m.date}: {m.event}{_from(m.source)}" for m in handout.timeline)
    meanings = (f"  {word.term}: {word.meaning}" for word in topic.words)
    reading = (f"  {r.title}. {r.publisher}, {r.date}. {r.about}" for r in handout.further_reading)
    for heading, lines in (
        (f"Background ({_minutes(topic.background)} to read)", [topic.background]),
        (f"For experts ({_minutes(handout.background_expert)})", [handout.background_expert]),
        ("Timeline", list(moments)),
        ("Words", list(meanings)),
        ("Further reading", list(reading)),
        ("For instructors", [handout.content_note]),
    ):
        if any(lines):
            yield Line(text="\n".join([f"{heading}:", *lines, ""]))
    yield Line(text=f"Background, timeline and words: {_minutes(*_texts(topic))} to read\n")


def _texts(topic: Topic) -> Iterator[str]:
    """What a student reads before a round, but for the brief and the experts' background."""
    yield topic.background
    yield from (moment.event for moment in topic.handout.timeline)
    yield from (f"{word.term} {word.meaning}" for word in topic.words)


def _minutes(*texts: str) -> str:
    words = sum(len(text.split()) for text in texts)
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _from(source: Source | None) -> str:
    return f" ({source.publisher}, {source.date})" if source is not None else ""


def table(topic: Topic) -> Iterator[Line]:
    """Which claims, facts and questions are about each paragraph of the article, in Markdown."""
    kinds: Mapping[str, Sequence[Claim | Fact | Question]] = {
        "claims": topic.claims,
        "facts": topic.facts,
        "questions": topic.questions,
    }
    used = [n for parts in kinds.values() for part in parts for n in part.paragraphs]
    yield Line(text=_row("paragraph", *kinds))
    yield Line(text=_row(*("---" for _ in range(len(kinds) + 1))))
    for paragraph in range(1, (topic.source.paragraphs or max(used, default=0)) + 1):
        cells = (
            ", ".join(part.id for part in parts if paragraph in part.paragraphs)
            for parts in kinds.values()
        )
        yield Line(text=_row(str(paragraph), *cells))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def place(named: str, prompts: Path) -> Path:
    """The folder or file that a path or a topic's id means. Raises NotFound."""
    from bot.content.places import topic_place

    path = Path(named)
    return path if path.exists() else topic_place(prompts, named)


def checked(path: Path, *, strict: bool) -> Iterator[Line]:
    """Every problem of a topic; with `strict` what an editor would say too."""
    from bot.content.strict import review
    from bot.content.topics import load_topic

    try:
        topic = load_topic(path)
        found = review(path) if strict else None
    except BadContent as error:
        yield from (Line(text=problem, fine=False) for problem in error.problems)
        yield Line(text=_counted(len(error.problems)))
        return
    yield from (Line(text=problem, fine=False) for problem in (found.problems if found else ()))
    yield from (Line(text=f"{note} (a note)") for note in (found.notes if found else ()))
    counts = found.counts if found else {"claims": len(topic.claims), "facts": len(topic.facts)}
    yield Line(text=f"{topic.id}: {_numbers(counts, '{1} {0}')}")
    if found:
        yield Line(text=f"mean strength of claims: {_numbers(found.strengths, '{0} {1:.2f}')}")
        yield Line(text=f"words to argue with: {_numbers(found.words, '{0} {1}')}")
    yield Line(text=_counted(len(found.problems) if found else 0))


def schema(file: str) -> Iterator[Line]:
    """JSON Schema of one kind of file."""
    from bot.content.schema import SHAPES, topic_schema

    if file not in SHAPES:
        raise BadContent((f'there is no schema of "{file}": one of {", ".join(SHAPES)}',))
    yield Line(text=json.dumps(topic_schema(file), indent=2))


def made(files: Sequence[Path], prompts: Path) -> Iterator[Line]:
    """What was made for a new topic, and what to do next."""
    from bot.content.places import is_shipped

    folder = files[0].parent
    theirs = "the topics folder of your own prompts folder"
    home = theirs if is_shipped(prompts) else prompts / "topics"
    at_home = folder.parent.resolve() == (prompts / "topics").resolve()
    yield Line(text=f"Made {folder}:")
    yield from (Line(text=f"  {file.name}") for file in files)
    yield Line(
        text="Every text that begins with “Write:” is yours to write; README.md in the topics"
    )
    yield Line(text="folder says how. Next, and whenever you want to know what is left:")
    yield Line(text=f"  debate-bot topic check {folder.name if at_home else folder} --strict")
    yield Line(text="To try it in a round:")
    if not at_home:
        yield Line(text=f"  move the folder into {home}, and then")
    yield Line(text=f"  debate-bot play, and in it /debate start topic:{folder.name}")


def _counted(problems: int) -> str:
    return f"{problems} problem{'' if problems == 1 else 's'}" if problems else "no problems"


def _numbers(numbers: Mapping[str, float], form: str) -> str:
    return ", ".join(form.format(name, number) for name, number in numbers.items())


def _origin(claim: Claim) -> str:
    paragraphs = ", ".join(map(str, claim.paragraphs))
    return f"{claim.origin.value}, paragraph {paragraphs}" if paragraphs else claim.origin.value


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no JSON form")
