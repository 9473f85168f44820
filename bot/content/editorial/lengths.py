"""Whether texts have the length that their use needs, in words."""

from collections.abc import Iterator

from bot.content.drafts import Draft
from bot.content.editorial.texts import by_field, words
from bot.content.problems import Problem

# field: fewest words, most words. What is spoken is heard once and has 120 to 220 words of a slot
# to share; what is read may be longer, but not for somebody who reads a second language slowly.
LENGTHS = {
    "statement": (6, 28),  # one sentence that says the whole claim and nothing else
    "warrant": (20, 60),  # a reason, not a repetition and not an essay
    "impact": (10, 45),  # who is better or worse off, in a sentence or two
    "opening": (25, 60),  # three of them fit into an opening of 220 words
    "probe": (6, 30),  # a question must still be in the ear when it is answered
    "heard_as": (3, 45),  # from a chat line to one rambling sentence
    "line": (25, 60),  # long enough to argue, short enough to follow
    "plain": (15, 60),  # the same in fewer words where it can be
    "expert": (25, 70),  # room for one technical word and its reason
    "brief": (120, 260),  # half a page: two minutes of reading before the round
    "explanation": (8, 70),  # why, not only which
}


def lengths(draft: Draft) -> Iterator[Problem]:
    """Texts that are too short or too long for their field."""
    for field, written in by_field(draft):
        if field in LENGTHS:
            least, most = LENGTHS[field]
            if not least <= (count := len(words(written.text))) <= most:
                yield written.problem(f"{field} has {count} words, not {least} to {most}")
