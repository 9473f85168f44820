"""What must agree within a handout: its timeline runs forward and ends with the topic's date.

Dates may be vague: `2014` can stand before or after `2014-03`, for the year holds the month.
"""

from collections.abc import Iterator

from bot.content.drafts import Draft
from bot.content.problems import Problem
from bot.content.wording import is_year_or_day


def timeline_problems(draft: Draft) -> Iterator[Problem]:
    """Events out of order, and events later than the topic's date."""
    if draft.handout is None or draft.topic is None:
        return
    today = draft.topic.text("date")
    earlier: list[str] = []
    for moment in draft.handout.entries("timeline"):
        date = moment.text("date")
        if not is_year_or_day(date):
            continue  # its shape has said so
        if is_year_or_day(today) and later(date, today):
            message = f"later than the topic's date, {today}: what came after it is unknown here"
            yield moment.problem(message, "date")
        if before := next((other for other in earlier if later(other, date)), None):
            yield moment.problem(f"stands after {before}: put events in order of time", "date")
        earlier.append(date)


def later(one: str, other: str) -> bool:
    """Whether a date is certainly later than another, as far as both are told."""
    known = min(len(one), len(other))
    return one[:known] > other[:known]
