"""Limits of messages, from platforms.md ("Discord"); 50035 Invalid Form Body for what is over.

Each check gives faults: (path into the body, code, message). Codes are Discord's own.
"""

from collections.abc import Iterator, Sequence

from tests.standins.discord.components import component_faults
from tests.standins.discord.refusals import invalid_form, refused
from tests.standins.discord.state import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    SILENT,
    SUPPRESS_EMBEDS,
    Body,
    File,
)

Where = tuple[str | int, ...]
Fault = tuple[Where, str, str]

CONTENT, EMBEDS, EMBEDS_TEXT, FIELDS, FILES = 2_000, 10, 6_000, 25, 10
FILE_BYTES = 10 * 1024 * 1024
NONCE, ALT, MENTIONS = 25, 1_024, 100
_EMBED = (("title", 256), ("description", 4_096))
_WITHIN = (("footer", "text", 2_048), ("author", "name", 256))
_PARSE = {"users", "roles", "everyone"}
BY_BOTS = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2


def too_long(where: tuple[str | int, ...], most: int) -> Fault:
    """The fault of a text that is too long."""
    return where, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length."


def missing(where: tuple[str | int, ...]) -> Fault:
    """The fault of a field that is not there."""
    return where, "BASE_TYPE_REQUIRED", "This field is required"


def check_message(body: Body, files: Sequence[File], *, flags: int = BY_BOTS) -> None:
    """A message to be made, or an edit. Raises Refused 50035, 40005."""
    if any(len(file.data) > FILE_BYTES for file in files):
        raise refused(40005)
    faults = [*_faults(body, files, flags)]
    if faults:
        raise invalid_form(faults)


def check_deferral(data: Body) -> None:
    """A deferral may carry only the flag EPHEMERAL. Raises Refused 50035."""
    others = set(data) - {"flags"}
    if others or int(data.get("flags") or 0) & ~EPHEMERAL:
        fault = (("data", "flags"), "FLAGS_INVALID", "A deferral may carry only EPHEMERAL.")
        raise invalid_form([fault])


def check_suggestions(data: Body) -> None:
    """Autocomplete: at most 25 suggestions of 1 to 100 characters. Raises Refused 50035."""
    choices = data.get("choices")
    faults: list[Fault] = []
    if not isinstance(choices, list):
        faults.append(missing(("data", "choices")))
        choices = []
    if len(choices) > 25:
        message = "Must be 25 or fewer in length."
        faults.append((("data", "choices"), "BASE_TYPE_MAX_LENGTH", message))
    for number, choice in enumerate(choices):
        for part in ("name", "value"):
            if not 1 <= len(str(choice.get(part, ""))) <= 100:
                message = "Must be between 1 and 100 in length."
                faults.append((("data", "choices", number, part), "BASE_TYPE_BAD_LENGTH", message))
    if faults:
        raise invalid_form(faults)


def _faults(body: Body, files: Sequence[File], flags: int) -> Iterator[Fault]:
    content = body.get("content") or ""
    if len(content) > CONTENT:
        yield too_long(("content",), CONTENT)
    yield from _embed_faults(body.get("embeds") or [])
    v2 = bool(int(body.get("flags") or 0) & COMPONENTS_V2)
    if v2 and (content or body.get("embeds")):
        message = "The 'content' and 'embeds' fields cannot be used with IS_COMPONENTS_V2"
        yield ("content",), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message
    yield from component_faults(body.get("components") or [], v2=v2)
    if int(body.get("flags") or 0) & ~(flags | LOADING):
        yield ("flags",), "FLAGS_INVALID", "These flags may not be set here."
    if len(str(body.get("nonce") or "")) > NONCE:
        yield too_long(("nonce",), NONCE)
    yield from _file_faults(body.get("attachments") or [], files)
    if body.get("allowed_mentions"):
        yield from _allowed_faults(body["allowed_mentions"])


def _embed_faults(embeds: Sequence[Body]) -> Iterator[Fault]:
    if len(embeds) > EMBEDS:
        yield too_long(("embeds",), EMBEDS)
    whole = 0
    for number, embed in enumerate(embeds):
        where: Where = ("embeds", number)
        texts: list[tuple[Where, str, int]]
        texts = [((*where, part), str(embed.get(part) or ""), most) for part, most in _EMBED]
        texts += [
            ((*where, part, inner), str((embed.get(part) or {}).get(inner) or ""), most)
            for part, inner, most in _WITHIN
        ]
        fields = embed.get("fields") or []
        if len(fields) > FIELDS:
            yield too_long((*where, "fields"), FIELDS)
        for at, one in enumerate(fields):
            for part, most in (("name", 256), ("value", 1_024)):
                place = (*where, "fields", at, part)
                if not str(one.get(part) or "").strip():
                    yield missing(place)
                texts.append((place, str(one.get(part) or ""), most))
        yield from (too_long(place, most) for place, text, most in texts if len(text) > most)
        yield from _url_faults(embed, where)
        whole += sum(len(text) for _, text, _ in texts)
    if whole > EMBEDS_TEXT:
        message = f"Embed size exceeds maximum size of {EMBEDS_TEXT}"
        yield ("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message


def _url_faults(embed: Body, where: tuple[str | int, ...]) -> Iterator[Fault]:
    for part in ("image", "thumbnail"):
        url = str((embed.get(part) or {}).get("url") or "")
        if url and not url.startswith(("http://", "https://", "attachment://")):
            message = "Scheme must be one of ('http', 'https', 'attachment')."
            yield (*where, part, "url"), "URL_TYPE_INVALID_SCHEME", message


def _file_faults(attachments: Sequence[Body], files: Sequence[File]) -> Iterator[Fault]:
    if len(files) > FILES or len(attachments) > FILES:
        yield too_long(("attachments",), FILES)
    for number, one in enumerate(attachments):
        if len(str(one.get("description") or "")) > ALT:
            yield too_long(("attachments", number, "description"), ALT)


def _allowed_faults(allowed: Body) -> Iterator[Fault]:
    parse = allowed.get("parse") or []
    if set(parse) - _PARSE:
        yield ("allowed_mentions", "parse"), "BASE_TYPE_CHOICES", "Value must be one of these."
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        if listed and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield ("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message
        if len(listed) > MENTIONS:
            yield too_long(("allowed_mentions", kind), MENTIONS)
