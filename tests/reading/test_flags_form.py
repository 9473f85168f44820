"""Warning signs in a speech's form, and honest forms that must not raise them."""

import pytest

from bot.core.reading import Flag
from tests.reading.buses import STRONG, reading

FORM = {Flag.NO_TEXT, Flag.KEYWORD_LIST, Flag.REPETITION, Flag.PADDING, Flag.WALL_OF_TEXT}
LINE = "Nurses are in danger because the last tram leaves early."
FILLER = (
    "In today's society this is a very important topic. There are many opinions. Everybody has "
    "their own opinion. As we all know, there are pros and cons. We must think about it carefully."
)


def raised(text: str) -> set[str]:
    return {warned.flag.value for warned in reading(text).flags if warned.flag in FORM}


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("no_text", ""),
        ("no_text", "   \n\n "),
        ("no_text", "🙂🙂 !!! ???"),
        ("no_text", "12345 678 90"),
        ("keyword_list", "bus, night, tram, nurse, safety, taxi, park, driver, accidents, noise"),
        (
            "keyword_list",
            "night bus nurse tram hospital driver taxi route passengers bedroom noise",
        ),
        (
            "keyword_list",
            "Buses. Trams. Nurses. Taxis. Noise. Drivers. Accidents. 30 percent. Bars.",
        ),
        (
            "keyword_list",
            "- buses\n- trams\n- nurses\n- taxis\n- drivers\n- crashes\n- bars\n- cats",
        ),
        ("repetition", " ".join([LINE] * 3)),
        ("repetition", f"{LINE} Nurses are in danger since the last trams leave early."),
        ("repetition", "we want night buses now " * 8),
        ("padding", FILLER),
        ("wall_of_text", " ".join(f"The {n} bus drives and the driver sings." for n in range(60))),
    ],
)
def test_a_bare_form_is_named(flag: str, text: str) -> None:
    assert flag in raised(text)


@pytest.mark.parametrize(
    "text",
    [
        STRONG,
        "guard bus stops at night. nurses go home safe bc nobody waits in the dark. cheap, too",
        "no bus = girls walk home alone = danger, so we want night bus, simple",
        "We need three things: buses at night, lamps at every stop, and drivers who are paid well.",
        "First, nurses. They walk home, because no tram runs. Second, drunk drivers. They kill.",
        "Buses save lives. Buses save nerves. Buses save money, because one crash costs more.",
        "- Nurses get home safely because the bus waits for them.\n- Drunk people leave their car.",
        "me think bus is good because when i finish work is no tram and i am afraid in the street",
        "I think this is an important question, and my answer is that nurses must get home safely.",
        "yes",
    ],
)
def test_honest_forms_raise_nothing(text: str) -> None:
    assert raised(text) == set()
