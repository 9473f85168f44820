"""Whether everything there is also does something, and whether anything is missing."""

from collections.abc import Iterator

from bot.content.drafts import OWN_FILES, REBUTTALS, Draft
from bot.content.editorial.texts import PLACEHOLDER, everything, kind_of_question
from bot.content.problems import Problem, listed


def unused_facts(draft: Draft) -> Iterator[Problem]:
    """Facts that neither claims nor rebuttals use."""
    parts = [part for _, part in (*draft.claims(), *draft.rebuttals())]
    used = {fact for part in parts for _, fact in part.texts("facts")}
    for fact in draft.facts:
        if fact.text("id") not in used:
            yield fact.problem("no claim and no rebuttal uses this fact", "id")


def without_question(draft: Draft) -> Iterator[Problem]:
    """Claims that no question is about."""
    asked = {claim for question in draft.questions for _, claim in question.texts("claims")}
    for _, claim in draft.claims():
        if claim.text("id") not in asked:
            yield claim.problem("no question is about this claim", "id")


def too_much_recall(draft: Draft) -> Iterator[Problem]:
    """A quiz of which less than half asks for reasoning."""
    kinds = [kind for question in draft.questions if (kind := kind_of_question(question))]
    reasoning = sum(kind.reasoning for kind in kinds)
    if 2 * reasoning < len(kinds):
        message = f"only {reasoning} of {len(kinds)} questions ask for reasoning: at least half"
        yield draft.questions[0].document.key_problem(("questions",), message)


def burdens(draft: Draft) -> Iterator[Problem]:
    """debate.md, "The question": each side has a burden against each other side."""
    for side in draft.sides:
        others = [other for other in draft.side_ids if other != side.text("id")]
        if missing := [other for other in others if other not in side.inner("burdens").plain]:
            yield side.problem(f"no burden against {listed(missing)}", "burdens")


def stray_files(draft: Draft) -> Iterator[Problem]:
    """YAML files in the folder that nothing reads, such as a side nobody lists."""
    read = {draft.pack.main, *(f"{key}.yaml" for key in OWN_FILES)}
    read |= {f"{side}{ending}" for side in draft.side_ids for ending in (".yaml", REBUTTALS)}
    for name in draft.pack.files:
        if name not in read:
            message = f"nothing reads this file: {draft.pack.main} does not name it"
            yield Problem(file=draft.pack.shown(name), line=1, column=1, message=message)


def placeholders(draft: Draft) -> Iterator[Problem]:
    """Texts of the skeleton that nobody has written yet."""
    for written in everything(draft):
        if written.text.startswith(PLACEHOLDER):
            yield written.problem("still to be written: put your own words here")
