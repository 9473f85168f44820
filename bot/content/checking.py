"""Checks a document against a shape and puts what is wrong into words, at its place.

After a misspelt key the check goes on as if it had been spelt right: one slip, one message.
"""

from collections.abc import Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.documents import Document, Loc
from bot.content.problems import Problem, did_you_mean, kind_of, listed, nearest
from bot.content.wording import BY_NAME, WRITTEN_OUT

S = TypeVar("S", bound=BaseModel)


def checked(document: Document, shape: type[S]) -> tuple[Document, S | None, list[Problem]]:
    """The document as it was probably meant, its contents if they fit the shape, the problems."""
    problems: list[Problem] = []
    while True:
        try:
            return document, shape.model_validate(document.plain), problems
        except ValidationError as error:
            details = error.errors(include_url=False)
        slips = [(loc, key) for loc, key in _slips(shape, details) if _free(document, loc, key)]
        if not slips:
            return document, None, problems + [_problem(document, shape, d) for d in details]
        loc, key = slips[0]
        problems.append(_unknown_key(document, shape, loc))
        document = document.renamed(loc, key)


def _slips(shape: type[BaseModel], details: list[ErrorDetails]) -> Iterator[tuple[Loc, str]]:
    """Unknown keys with the key that was probably meant."""
    for detail in details:
        loc = _loc(detail)
        if detail["type"] == "extra_forbidden":
            meant = nearest(str(loc[-1]), _keys(shape, loc[:-1]))
            if meant is not None:
                yield loc, meant


def _free(document: Document, loc: Loc, key: str) -> bool:
    """Whether a key can be renamed: not if the right one is there as well."""
    return (*loc[:-1], key) not in document.keys


def _problem(document: Document, shape: type[BaseModel], detail: ErrorDetails) -> Problem:
    loc = _loc(detail)
    match detail["type"]:
        case "missing":
            return document.problem(loc[:-1], f'missing key "{loc[-1]}"')
        case "extra_forbidden":
            return _unknown_key(document, shape, loc)
        case "model_type":
            keys = listed(f'"{key}"' for key in _required(shape, loc))
            wanted = f"a mapping with the keys {keys}"
            return document.problem(loc, f"must be {wanted}, not {kind_of(detail['input'])}")
        case _:
            return document.problem(loc, detail["msg"])


def _unknown_key(document: Document, shape: type[BaseModel], loc: Loc) -> Problem:
    key = str(loc[-1])
    guess = did_you_mean(key, _keys(shape, loc[:-1]))
    return document.key_problem(loc, f'unknown key "{key}"{guess}')


def _loc(detail: ErrorDetails) -> Loc:
    """The loc in the file: without the tags that pydantic adds where a union was decided."""
    return tuple(step for step in detail["loc"] if step not in (BY_NAME, WRITTEN_OUT))


def _keys(shape: type[BaseModel], loc: Loc) -> list[str]:
    return list(_shape_at(shape, loc).model_fields)


def _required(shape: type[BaseModel], loc: Loc) -> list[str]:
    fields = _shape_at(shape, loc).model_fields
    return [name for name, field in fields.items() if field.is_required()]


def _shape_at(shape: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The shape of the mapping at `loc`; indexes and free keys lead to the shape of the items."""
    for step in loc:
        field = shape.model_fields.get(str(step))
        if field is not None:
            shape = next(_shapes_in(field.annotation), shape)
    return shape


def _shapes_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _shapes_in(part)
