"""Quality and substance: blind to length, lowered by padding and repetition."""

import pytest

from tests.reading.buses import STRONG, reading

PADDING = (
    " In today's society this is a very important topic. There are many opinions about it. As we"
    " all know, everybody has their own opinion. At the end of the day we must think about it."
)
SLOGAN = "We want buses! Buses are good! Buses for all! The time is now! Stand up for buses!"


def measures(text: str) -> tuple[float, float]:
    read = reading(text)
    return read.quality, read.substance


@pytest.mark.parametrize(
    "worse",
    [
        STRONG + PADDING,
        STRONG + " " + STRONG,
        " ".join([STRONG.split(". ")[0] + "."] * 4),
        SLOGAN,
        "bus night nurse tram park dark taxi money driver street noise sleep",
        "because therefore thus hence if then so that which means",
    ],
    ids=[
        "padded",
        "said twice",
        "one sentence four times",
        "slogan",
        "topic words",
        "joining words",
    ],
)
def test_neither_grows_by_padding_repeating_or_listing(worse: str) -> None:
    quality, substance = measures(STRONG)
    assert measures(worse)[0] * measures(worse)[1] < 0.8 * quality * substance


def test_a_short_strong_speech_beats_a_long_weak_one() -> None:
    long_weak = (
        "I think that buses are a good thing for the city and for the people in the city. Many "
        "people use buses and buses are used by many people. It is good when there are buses. We "
        "should have them at night because at night there should be buses. That would be good. "
        "People would be happy about it and the city would be a better city for everybody."
    )
    assert all(s > w for s, w in zip(measures(STRONG), measures(long_weak), strict=True))


def test_an_argument_about_something_else_has_quality_but_no_substance() -> None:
    quality, substance = measures(
        "School uniforms limit the freedom of pupils, because whoever chooses clothes learns to "
        "choose. A uniform does not stop bullying, it hides it behind the same grey jacket."
    )
    assert quality > 0.5
    assert substance < 0.25
