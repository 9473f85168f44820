"""Night buses: a small topic of three sides, unlike the first real one, so no rule can know it."""

from bot.app.ports import Said
from bot.core.format import Kind
from bot.core.reading import Reading
from bot.core.topic import (
    Answering,
    Claim,
    Fact,
    NearMiss,
    Origin,
    Rebuttal,
    Side,
    Source,
    Topic,
)
from bot.reading.reader import OfflineReader

_SIDES = {
    "riders": ("Riders", "Buses should run all night, so that nobody is stranded."),
    "payers": ("Taxpayers", "Empty buses are a luxury that the city cannot afford."),
    "sleepers": ("Residents", "People who live on the bus routes have a right to quiet nights."),
}

# id: (side, strength, statement, warrant, impact, opening, probe, heard as)
_CLAIMS = {
    "ride-safe": ("riders", 3,
        "Night buses bring people home safely.",
        "Who misses the last tram walks through dark streets alone or enters a stranger's car.",
        "Fewer young women are attacked on the way home.",
        "Ask a nurse how she gets home after the late shift at the hospital.",
        "How should a nurse get home at three in the morning?",
        ("with a bus at night girls get home safe",
         "nobody has to walk home alone through the dark park",
         "Late shift workers such as nurses need a secure way home.",
         "no bus = walking alone in the dark = danger")),
    "ride-drink": ("riders", 2,
        "Night buses keep drunk drivers off the road.",
        "People who go out drink anyway; without a bus they take the car.",
        "Fewer crashes mean fewer funerals in our villages.",
        "On Saturday the last tram leaves before the bars close, and then the engines start.",
        "Who drives home when the bars close?",
        ("drunk people take the bus instead of the car",
         "less drink driving when there is a bus from the bar",
         "Alcohol related accidents would decline if transport ran after closing time.",
         "they drink and drive because no tram is running")),
    "pay-empty": ("payers", 3,
        "Night buses would drive around almost empty at a high price.",
        "Drivers cost twice as much at night and hardly anybody travels on a Tuesday at four.",
        "The money would be missing for buses in the morning, when everybody needs them.",
        "Count the passengers at four on a Tuesday: you need one hand.",
        "How many people ride a bus at four on a Tuesday?",
        ("the buses will be empty and cost a lot of money",
         "who pays the drivers for empty seats at four in the morning",
         "Expenditure per passenger is far higher at night than during the day.",
         "better to spend the money on morning buses that are full")),
    "pay-taxi": ("payers", 2,
        "Shared taxis do the same job for less.",
        "A taxi goes only when somebody calls it, and it stops at the door.",
        "The city saves two million and nobody waits in the rain.",
        "A call, a car, a front door: that is a shared taxi.",
        "What can a bus do at night that a shared taxi cannot?",
        ("shared taxis are cheaper than a bus for three people",
         "just give people a taxi voucher",
         "On-demand vehicles would replace fixed timetables at lower cost.",
         "you call a taxi and it comes to your house")),
    "sleep-noise": ("sleepers", 3,
        "Buses at night wake thousands of people who live along the route.",
        "Brakes and doors are loud, and bedrooms face the street.",
        "Children who sleep badly learn badly and fall ill more often.",
        "Open a window on the ring road at two and listen to one bus stop.",
        "Who has to get up at six after six buses passed the bedroom?",
        ("the noise of the bus wakes everybody up",
         "kids cant sleep when a bus brakes under the window",
         "Nocturnal traffic noise damages health and concentration.",
         "loud engines in front of our bedrooms all night")),
    "sleep-crowd": ("sleepers", 2,
        "Night buses carry noisy crowds into quiet neighbourhoods.",
        "Where a bus stops, people shout, sing and leave bottles.",
        "Older people no longer dare to cross their own street.",
        "Look at the square by the last stop on a Sunday morning: glass everywhere.",
        "Who sweeps up the bottles at the last stop?",
        ("drunk groups will shout and leave bottles in our street",
         "the bus brings party people to places where families live",
         "Antisocial behaviour spreads along the lines.",
         "broken glass at the bus stop every sunday")),
}  # fmt: skip

_REBUTTALS = (
    ("ride-vs-empty", "riders", "pay-empty", "ride-safe",
     "A bus with five passengers is not empty for those five, and one crash costs more."),
    ("ride-vs-noise", "riders", "sleep-noise", "ride-drink",
     "Electric buses roll past more quietly than the forty cars that they replace."),
    ("pay-vs-safe", "payers", "ride-safe", "pay-taxi",
     "A bus stop is still a dark street; a shared taxi brings the nurse to her own door."),
    ("sleep-vs-safe", "sleepers", "ride-safe", "sleep-crowd",
     "Nobody is safe at a stop where drunk strangers wait together; better lamps protect more."),
    ("ride-vs-crowd", "riders", "sleep-crowd", None, "Crowds shout when nothing takes them away."),
    ("ride-vs-taxi", "riders", "pay-taxi", None, "On Saturdays no taxi comes for an hour."),
    ("pay-vs-drink", "payers", "ride-drink", "pay-taxi", "Taxis keep drivers off the road too."),
    ("pay-vs-noise", "payers", "sleep-noise", None, "Taxis have no air brakes under windows."),
)  # fmt: skip

BUSES = Topic(
    id="night-buses",
    title="Night buses",
    motion="The city should run buses all night.",
    date="2021-03-15",
    proposer="riders",
    background="The last tram leaves at half past midnight, and the bars close at two.",
    source=Source(title="A count", publisher="The city", date="2021-03-15"),
    sides=tuple(
        Side(id=key, name=name, role=name, stance=stance, brief=stance, closings=(stance,))
        for key, (name, stance) in _SIDES.items()
    ),
    claims=tuple(
        Claim(
            id=key, side=side, strength=strength, statement=statement, warrant=warrant,
            impact=impact, opening=opening, probe=probe, heard_as=heard_as, origin=Origin.ARTICLE,
        )
        for key, (side, strength, statement, warrant, impact, opening, probe, heard_as)
        in _CLAIMS.items()
    ),
    rebuttals=tuple(
        Rebuttal(
            id=key, side=side, answers=answers, kind=Answering.MITIGATE, line=line, claim=claim
        )
        for key, side, answers, claim, line in _REBUTTALS
    ),
    facts=(
        Fact(
            id="fact-accidents",
            statement="After the trial, accidents at night fell by more than 30 percent.",
            cues=("accident | accidents | crashes", "fell | fewer | dropped | less"),
            values=("30 percent", "30%", "a third"),
            near_misses=(NearMiss(said="50 percent", correction="It was more than 30 percent."),),
        ),
        Fact(
            id="fact-passengers",
            statement="In the trial 12,000 passengers rode at night.",
            cues=("passengers | people | riders", "trial", "rode | used | travelled"),
            values=("12,000", "12k", "twelve thousand"),
            near_misses=(NearMiss(said="20,000"),),
        ),
        Fact(
            id="fact-mayor",
            statement="The mayor, Ana Lindqvist, announced the trial on 3 May.",
            cues=("mayor | announced", "trial"),
            values=("3 May", "May 3", "Lindqvist"),
            near_misses=(NearMiss(said="3 June", correction="It was 3 May."),),
        ),
    ),
    questions=(),
    hash="night-buses",
)  # fmt: skip

READER = OfflineReader()

STRONG = (
    "A bus at three in the morning is how a nurse gets home after her shift. Without it she walks "
    "through the dark park alone, or she sits in a stranger's car, because the last tram left at "
    "half past twelve. So the bus does not bring comfort, it prevents attacks."
)


def said(
    text: str, side: str = "riders", kind: Kind = Kind.OPENING, *opponents: tuple[str, str]
) -> Said:
    """A speech on night buses."""
    return Said(text=text, side=side, kind=kind, opponents=opponents)


def reading(
    text: str, side: str = "riders", kind: Kind = Kind.OPENING, *opponents: tuple[str, str]
) -> Reading:
    """How a speech on night buses is read."""
    return READER.read(BUSES, said(text, side, kind, *opponents))
