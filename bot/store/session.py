"""What the parts of a transaction work with: plain SQLAlchemy functions on a connection, awaited.

Each port method is one ordinary function over `sqlalchemy.Connection`. A *short* one touches a few
rows by their keys. In a writing transaction it runs right here: the lock is held, the pages are in
memory, SQLite needs microseconds, and a trip to the connection's thread would cost more than the
statements. A *long* one may touch many rows and makes that trip; so does everything that waits for
the disk or for others (beginning, committing), and every function of a reading transaction.
"""

import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from pydantic_core import PydanticSerializationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.core.errors import Fault

P = ParamSpec("P")
T = TypeVar("T")


class Link(Protocol):
    """A connection and the thread it is used in."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Call `work` with the connection, in its thread. What it raises comes back."""

    def here(self, work: Callable[[Connection], T]) -> T:
        """Call `work` with the connection, in this thread, while nobody else uses it."""


class Session:
    """One transaction on a link; `here` says whether short functions run in this thread."""

    def __init__(self, link: Link, *, here: bool) -> None:
        self._link, self._here = link, here
        self._open, self._away = True, False

    async def run(self, work: Callable[[Connection], T], *, long: bool) -> T:
        """Call `work` with the connection. Raises Fault when the database or a value fails."""
        if not self._open:
            raise Fault("this transaction is over")
        try:
            if not self._here or long:
                return await self._travel(work)
            if self._away:
                raise Fault("this transaction is in its thread with a long call")
            return self._link.here(work)
        except FAILURES as error:
            raise fault(error) from error

    async def _travel(self, work: Callable[[Connection], T]) -> T:
        self._away = True
        try:
            return await self._link.run(work)
        finally:
            self._away = False

    def end(self) -> None:
        """The transaction is over; whoever kept a part of it can do nothing more."""
        self._open = False


class Part:
    """One part of a `Tx`."""

    def __init__(self, session: Session) -> None:
        self.session = session


S = TypeVar("S", bound=Part)
Plain = Callable[Concatenate[S, Connection, P], T]
Awaited = Callable[Concatenate[S, P], Coroutine[Any, Any, T]]


def short(method: Plain[S, P, T]) -> Awaited[S, P, T]:
    """A method over a connection as a coroutine method, for a few rows."""
    return _awaited(method, long=False)


def long(method: Plain[S, P, T]) -> Awaited[S, P, T]:
    """A method over a connection as a coroutine method, for any number of rows."""
    return _awaited(method, long=True)


def _awaited(method: Plain[S, P, T], *, long: bool) -> Awaited[S, P, T]:
    async def awaited(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.session.run(lambda db: method(self, db, *args, **kwargs), long=long)

    awaited.__doc__ = method.__doc__
    return awaited


# What a database or a driver raises; text that is no Unicode and numbers beyond 64 bits included.
FAILURES = (
    SQLAlchemyError,
    sqlite3.Error,
    UnicodeError,
    OverflowError,
    PydanticSerializationError,
)


def fault(error: Exception) -> Fault:
    """The fault to be logged; it names the error and quotes nothing that was to be stored."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    detail = str(cause) if isinstance(cause, sqlite3.Error) else "a value could not be stored"
    return Fault(f"{type(error).__name__}: {detail}")
