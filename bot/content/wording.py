"""Field types for the shapes of content files, each with its own plain wording of what is wrong.

Pydantic does the walking, the counting and the JSON Schema; its own messages speak to programmers.
Everything is strict: a number is never taken for a text, nor a text for a number.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from bot.content.problems import did_you_mean, kind_of, listed

E = TypeVar("E", bound=Enum)

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# Tags of the two ways to give a side. Pydantic puts them into its locs; no id may hold a "$".
BY_NAME, WRITTEN_OUT = "$by-name", "$written-out"
DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
YEAR_OR_DAY_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Shape(BaseModel):
    """The keys of one mapping in a file; any other key is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def wrong(message: str) -> PydanticCustomError:
    """A mistake with our own message."""
    return PydanticCustomError("wording", "{message}", {"message": message})


def not_a(wanted: str, value: object) -> PydanticCustomError:
    """`must be …, not …`, with what to do about it."""
    if value is None:
        return wrong(f"has no value: it must be {wanted} (or leave the key out if you may)")
    quotes = isinstance(value, int | float) and wanted == "a text"
    hint = ": put it in quotes" if quotes else ""
    return wrong(f"must be {wanted}, not {kind_of(value)}{hint}")


def _text(value: object) -> str:
    if stripped := _text_or_none(value):
        return stripped
    raise wrong("must not be empty")


def _text_or_none(value: object) -> str:
    if not isinstance(value, str):
        raise not_a("a text", value)
    return value.strip()


def _id(value: object) -> str:
    text = _text(value)
    words = text.split("-")
    if text.isascii() and text == text.lower() and all(word.isalnum() for word in words):
        return text
    raise wrong('must be small letters, digits and single hyphens, like "too-costly"')


def _date(value: object) -> str:
    text = _text(value)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise wrong("must be a date like 2024-04-22") from None


def is_year_or_day(text: str) -> bool:
    """Whether a text is a year, a month of one or a day, as far as the calendar has it."""
    first_day = text + "0000-01-01"[len(text) :]
    try:
        return date.fromisoformat(first_day).isoformat() == first_day
    except ValueError:
        return False


def _year_or_day(value: object) -> str:
    if is_year_or_day(text := _text(value)):
        return text
    raise wrong('must be a year, a month or a day: "2014", "2024-04" or "2024-04-22"')


def whole(least: int = 1, most: int | None = None) -> BeforeValidator:
    """A whole number from `least` to `most`."""

    def check(value: object) -> int:
        bound = f"from {least} to {most}" if most is not None else f"of at least {least}"
        if not isinstance(value, int) or isinstance(value, bool):
            raise not_a(f"a whole number {bound}", value)
        if value < least or (most is not None and value > most):
            raise wrong(f"must be a whole number {bound}, not {value}")
        return value

    return BeforeValidator(check)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; `items` is the plural of what it holds.

    Not pydantic's own `min_length`: that counts the items that are right, and calls them a tuple.
    """

    items: str
    least: int = 0
    most: int | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        bounds = {"minItems": self.least or None, "maxItems": self.most}
        return handler(schema) | {key: n for key, n in bounds.items() if n is not None}

    def _checked(self, value: object) -> object:
        if not isinstance(value, tuple):
            raise not_a(f"a list of {self.items}", value)
        if len(value) < self.least:
            few = f"must list at least {self.least} of: {self.items}"
            raise wrong(few if value else "must not be empty")
        if self.most is not None and len(value) > self.most:
            raise wrong(f"must list no more than {self.most} of: {self.items}")
        return value


def mapping_of(items: str) -> BeforeValidator:
    """A mapping; `items` says from what to what."""

    def check(value: object) -> object:
        if not isinstance(value, dict):
            raise not_a(f"a mapping from {items}", value)
        return value

    return BeforeValidator(check)


def one_of(kind: type[E]) -> BeforeValidator:
    """One of an enum's values, written as text."""
    options = [str(member.value) for member in kind]

    def check(value: object) -> E:
        if not isinstance(value, str):
            raise not_a("a text", value)
        if value not in options:
            guess = did_you_mean(value, options)
            raise wrong(f'unknown value "{value}": one of {listed(options, "or")}{guess}')
        return kind(value)

    return BeforeValidator(check)


def yes_or_no() -> BeforeValidator:
    """`true` or `false`."""

    def check(value: object) -> bool:
        if not isinstance(value, bool):
            raise not_a("true or false", value)
        return value

    return BeforeValidator(check)


# The constraints are for the JSON Schema: the check before them has already said it in our words.
Text = Annotated[str, Field(min_length=1), BeforeValidator(_text)]
MaybeText = Annotated[str, BeforeValidator(_text_or_none)]
Id = Annotated[str, Field(pattern=ID_PATTERN), BeforeValidator(_id)]
Date = Annotated[str, Field(pattern=DATE_PATTERN), BeforeValidator(_date)]
YearOrDay = Annotated[str, Field(pattern=YEAR_OR_DAY_PATTERN), BeforeValidator(_year_or_day)]
Flag = Annotated[bool, yes_or_no()]
Number = Annotated[int, Field(ge=1), whole(1)]
NumberOrZero = Annotated[int, Field(ge=0), whole(0)]
Texts = Annotated[tuple[Text, ...], ListOf("texts")]
SomeTexts = Annotated[tuple[Text, ...], ListOf("texts", least=1)]
Ids = Annotated[tuple[Id, ...], ListOf("ids")]
Numbers = Annotated[tuple[Number, ...], ListOf("whole numbers")]
