"""A small topic of three sides, unlike the first real one: cars in an old town.

Every claim is answered twice by each other side, with the claim the answer rests on.
"""

from bot.core.topic import (
    Answering,
    Claim,
    Fact,
    NearMiss,
    Origin,
    Plan,
    Rebuttal,
    Side,
    Source,
    Topic,
)

_SIDES = {
    "walkers": ("Walkers", "The old town should belong to people on foot from spring to autumn."),
    "shops": ("Shopkeepers", "The old town lives from customers, and many of them come by car."),
    "council": ("The council", "The council asks for a slow change that the budget can carry."),
}

# id: (side, strength, statement, warrant, impact, opening, probe, heard as)
_CLAIMS = {
    "walk-air": ("walkers", 3,
        "Air in the old town would be cleaner without cars.",
        "Exhaust stays between high walls where no wind can carry it off.",
        "Children in the two schools there would cough less every winter.",
        "Breathe in on the market square at eight in the morning and you taste petrol.",
        "Who breathes the exhaust that your customers leave behind?",
        "without cars we breathe better air"),
    "walk-noise": ("walkers", 2,
        "Streets without engines let people sleep and talk.",
        "Stone walls throw every engine noise back into the bedrooms above.",
        "Families who moved away because of the noise would think about returning.",
        "Stand under the arcade at midnight and count how often you must stop talking.",
        "How much is a quiet night worth to the families above your shop?",
        "people sleep well when there are no engines"),
    "walk-trade": ("walkers", 1,
        "People on foot stop more often and buy more.",
        "A walker passes twenty windows slowly, while a driver passes them at speed.",
        "Small shops would gain buyers who never planned to enter.",
        "Watch a shop window for an hour and note who stops in front of it.",
        "Which window did you last stop at from a moving car?",
        "walkers buy more than drivers"),
    "shop-customers": ("shops", 3,
        "Shops would lose customers who come by car.",
        "Whoever carries a heavy bag drives to where the car may stand.",
        "Three more empty windows would turn a lively street into a dead one.",
        "Ask the butcher where Saturday's customers come from, and he points to the car park.",
        "Where should a customer with a new washing machine leave the car?",
        "customers with cars will stay away"),
    "shop-elderly": ("shops", 2,
        "Old and ill people need a car near the door.",
        "A walk of six hundred metres is short only for those who can walk it.",
        "Those who need help most would see friends and doctors least.",
        "My neighbour is eighty-one and her doctor works above the old bakery.",
        "How does a woman on crutches reach the doctor at the fountain?",
        "old people need their cars close by"),
    "shop-delivery": ("shops", 1,
        "Deliveries cannot all be moved to the early morning.",
        "Fresh bread and flowers arrive when bakers have them, not when a sign allows it.",
        "Fresh goods would become rare or expensive inside the walls.",
        "The flower van comes at ten because flowers are cut at seven.",
        "At what hour should the flowers arrive, and who pays the night driver?",
        "delivery vans cannot come only at night"),
    "council-budget": ("council", 3,
        "The town cannot pay for bollards and new buses at once.",
        "A bus line and forty bollards each cost what the library needs in a year.",
        "Something else that people use every day would close in exchange.",
        "Look at the town's accounts before you look at the map.",
        "Which line of the budget would you cross out to pay for this?",
        "the town has no money for bollards"),
    "council-trial": ("council", 2,
        "A trial on two streets would teach more than a law for all.",
        "Nobody here has numbers, and a trial produces them within one summer.",
        "Mistakes would stay small and could be undone by autumn.",
        "We could close two streets this summer and count what happens.",
        "What would you learn from a full closure that two streets cannot show?",
        "first try it on two streets only"),
    "council-traffic": ("council", 1,
        "Cars kept out of the centre would crowd the ring road.",
        "The same journeys remain, and they need some other road.",
        "Accidents would move to the crossing beside the hospital.",
        "Draw the missing cars on the map and see where your pencil must go.",
        "Along which street should the cars drive that may not drive here?",
        "all the cars will jam the ring road"),
}  # fmt: skip

_WORDS = "amber basalt cedar dahlia ember fennel garnet hazel indigo jasmine".split()


def _claims() -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=key, side=side, statement=statement, warrant=warrant, impact=impact,
            opening=opening, probe=probe, heard_as=(heard_as,), origin=Origin.ARTICLE,
            strength=strength, paragraphs=(number + 1,),
            facts=("fact-visitors",) if key == "walk-trade" else (),
        )
        for number, (key, (side, strength, statement, warrant, impact, opening, probe, heard_as))
        in enumerate(_CLAIMS.items())
    )  # fmt: skip


def _rebuttals() -> tuple[Rebuttal, ...]:
    """Two answers of each other side to each claim, in sentences that all differ."""
    edges = []
    for key, (side, *_rest) in _CLAIMS.items():
        for other in _SIDES:
            own = [claim for claim, row in _CLAIMS.items() if row[0] == other]
            if other == side:
                continue
            for nth, resting in enumerate(own[:2]):
                name = f"{other}-vs-{key}-{nth}"
                tag = f"{_WORDS[nth]} {key.replace('-', ' ')} {other}"
                edges.append(
                    Rebuttal(
                        id=name, side=other, answers=key, kind=list(Answering)[nth],
                        line=f"The sharp reply {tag} says that the harm is smaller than it looks. "
                        f"Whoever counts carefully under {tag} sees a different town.",
                        plain=f"In plain words {tag} says it is not so bad." if nth == 0 else "",
                        expert=f"On the evidence {tag} the estimate is biased by selection."
                        if nth == 0 else "",
                        claim=resting,
                    )
                )  # fmt: skip
    return tuple(edges)


TOWN = Topic(
    id="old-town",
    title="Cars in the old town",
    motion="The old town should be closed to cars.",
    date="2020-05-01",
    proposer="walkers",
    background="The old town has narrow streets.",
    source=Source(title="A report", publisher="The town", date="2020-05-01"),
    sides=tuple(
        Side(
            id=key, name=name, role=name, stance=stance, brief=f"You speak for {name}.",
            closings=(
                f"When you leave this hall tonight, think of {name} and of what was promised.",
                f"{name} asked you one question all evening, and you know by now how we answer it.",
            ),
            burdens=tuple(
                (other, f"Show against {other} that {key} carry the better plan.")
                for other in _SIDES if other != key
            ),
        )
        for key, (name, stance) in _SIDES.items()
    ),
    claims=_claims(),
    rebuttals=_rebuttals(),
    facts=(
        Fact(
            id="fact-visitors",
            statement="Four thousand visitors walk through the old town on a summer Saturday.",
            cues=("visitors",),
            values=("four thousand",),
            near_misses=(NearMiss(said="nine thousand",
                                  correction="It was four thousand visitors, not nine."),),
            paragraphs=(1,),
        ),
    ),
    questions=(),
    plans=(
        Plan(id="summer", name="No cars in summer", text="Gates close from May to September.",
             paragraphs=(1,)),
        Plan(id="always", name="No cars at all", text="Gates close for good.", paragraphs=(2,)),
    ),
)  # fmt: skip
