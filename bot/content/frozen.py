"""Core values to plain JSON values and back.

`thaw` makes the values on a first load and on a cached one, so the two cannot differ. It trusts its
input: files are checked before they are frozen.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Maker = Callable[..., Any]


def freeze(value: object) -> object:
    """The plain form of a core value: dataclasses and mappings as dicts, sequences as lists."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {freeze(key): freeze(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [freeze(item) for item in value]
    return value


def thaw(kind: type[T], plain: object) -> T:
    """The value of type `kind` whose plain form this is; keys left out get their defaults.

    Raises TypeError, ValueError, KeyError or AttributeError if it is no such plain form.
    """
    maker: Callable[[object], T] = _maker(cast("Hashable", kind))
    return maker(plain)


@cache
def _maker(kind: Hashable) -> Maker:
    """How to make a value of a type: worked out once per type, for it is asked per value."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _sequence(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, value = map(_maker, arguments)
        return lambda plain: {key(k): value(v) for k, v in plain.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda plain: plain


def _record(kind: type) -> Maker:
    hints = get_type_hints(kind)
    makers = {field.name: _maker(hints[field.name]) for field in fields(kind) if field.init}
    return lambda plain: kind(**{name: makers[name](value) for name, value in plain.items()})


def _sequence(arguments: tuple[object, ...]) -> Maker:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 (tuple[X, ...])
        each = _maker(arguments[0])
        return lambda plain: tuple(each(item) for item in plain)
    makers = tuple(map(_maker, arguments))
    return lambda plain: tuple(make(item) for make, item in zip(makers, plain, strict=True))


def _optional(arguments: tuple[object, ...]) -> Maker:
    (some,) = (_maker(argument) for argument in arguments if argument is not NoneType)
    return lambda plain: None if plain is None else some(plain)
