"""Reads phrase files anew: nested keys made flat, braces and forms checked, places kept."""

from collections.abc import Iterator

from bot.app.phrases import FORMS, OTHER, mistake_in
from bot.content.documents import Document, Loc, read_document
from bot.content.packs import Pack
from bot.content.problems import Problem, did_you_mean, kind_of, refuse


def plain_phrases(pack: Pack) -> dict[str, object]:
    """The plain form of `Phrases`. Raises BadContent with every mistake."""
    problems: list[Problem] = []
    phrases: dict[str, dict[str, object]] = {}
    for name, data in pack.files.items():
        document, wrong = read_document(pack.shown(name), data)
        problems += wrong
        if document is not None:
            problems += _fill(phrases, document)
    refuse(problems)
    return {"file": pack.shown(pack.main), "phrases": phrases}


def _fill(phrases: dict[str, dict[str, object]], document: Document) -> Iterator[Problem]:
    """Adds a file's phrases to those there are; yields what is wrong."""
    if not isinstance(document.plain, dict):
        yield document.problem((), "must be a mapping from keys to texts")
        return
    for loc, forms in _phrases(document.plain, ()):
        yield from _mistakes(document, loc, forms)
        key, place = ".".join(map(str, loc)), document.key_problem(loc, "")
        if key in phrases:
            first = phrases[key]["place"]
            yield document.key_problem(loc, f'duplicate phrase "{key}" (first at {first})')
        else:
            shown = f"{place.file}:{place.line}:{place.column}"
            # The line end of a block of text is part of its layout, not of what is said.
            texts = {form: str(template).strip() for form, template in forms.items()}
            phrases[key] = {"forms": texts, "place": shown}


def _phrases(plain: dict[str, object], loc: Loc) -> Iterator[tuple[Loc, dict[str, object]]]:
    """Every phrase under a mapping, with its loc and its forms."""
    for key, value in plain.items():
        here = (*loc, key)
        if not isinstance(value, dict):
            yield here, {OTHER: value}
        elif OTHER in value:
            yield here, value
        else:
            yield from _phrases(value, here)


def _mistakes(document: Document, loc: Loc, forms: dict[str, object]) -> Iterator[Problem]:
    for form, template in forms.items():
        at = (*loc, form) if (*loc, form) in document.keys else loc
        if form not in FORMS:
            yield document.key_problem(at, f'unknown form "{form}"{did_you_mean(form, FORMS)}')
        elif not isinstance(template, str):
            yield document.problem(at, f"must be a text, not {kind_of(template)}")
        elif not template.strip():
            yield document.problem(at, "must not be empty")
        elif mistake := mistake_in(template):
            yield document.problem(at, mistake)
