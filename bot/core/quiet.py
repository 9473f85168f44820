"""Quiet hours: when nothing falls due and nobody is warned. Times are UTC milliseconds."""

from dataclasses import dataclass

DAY = 24 * 60  # minutes
MINUTE = 60_000  # ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours without deadlines or warnings: minutes of the day, at a UTC offset in minutes."""

    start: int
    end: int
    offset: int = 0


def out_of_quiet(moment: int, quiet: Quiet | None) -> int:
    """A moment moved back to the start of the quiet hours it falls into; earlier, so that no phase
    grows longer than its day. Their first and last moment are not within them.
    """
    return moment - (_into(moment, quiet) or 0)


def after_quiet(moment: int, quiet: Quiet | None) -> int:
    """A moment moved on to the end of the quiet hours it falls into."""
    into = _into(moment, quiet)
    return moment if quiet is None or into is None else moment - into + _length(quiet)


def _into(moment: int, quiet: Quiet | None) -> int | None:
    """How far into quiet hours a moment is, ms; None outside them."""
    if quiet is None:
        return None
    into = (moment + (quiet.offset - quiet.start) * MINUTE) % (DAY * MINUTE)
    return into if 0 < into < _length(quiet) else None


def _length(quiet: Quiet) -> int:
    return (quiet.end - quiet.start) % DAY * MINUTE
