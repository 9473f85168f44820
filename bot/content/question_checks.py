"""What must agree within a quiz question: its answer, its choices and what it is about."""

from collections.abc import Collection, Iterator

from bot.content.drafts import Draft
from bot.content.entries import Entry
from bot.content.problems import Problem, did_you_mean
from bot.core.topic import QuestionKind

FEWEST_CHOICES = 2


def question_problems(draft: Draft, claims: Collection[str]) -> Iterator[Problem]:
    """Every problem with the questions of a draft; `claims` are the ids that there are."""
    for question in draft.questions:
        kind = question.text("kind")
        if kind == QuestionKind.SHORT.value:
            yield from _short_problems(question)
        elif kind in [other.value for other in QuestionKind]:
            yield from _choice_problems(question)
        for loc, claim in question.texts("claims"):
            if claim not in claims and "sides" in draft.whole:
                message = f'unknown claim "{claim}"{did_you_mean(claim, claims)}'
                yield question.document.problem(loc, message)


def _short_problems(question: Entry) -> Iterator[Problem]:
    if question.plain.get("choices"):
        yield question.document.key_problem(
            (*question.loc, "choices"), 'a question of kind "short" has no choices'
        )


def _choice_problems(question: Entry) -> Iterator[Problem]:
    if question.plain.get("also"):
        message = '"also" is only for questions of kind "short"'
        yield question.document.key_problem((*question.loc, "also"), message)
    if len(list(question.items("choices"))) < FEWEST_CHOICES:
        yield question.problem(f"needs at least {FEWEST_CHOICES} choices", "choices")
        return
    seen: list[str] = []
    for loc, choice in question.texts("choices"):
        if choice in seen:
            yield question.document.problem(loc, f'the choice "{choice}" is there twice')
        seen.append(choice)
    answer = question.text("answer")
    if answer and answer not in seen:
        guess = did_you_mean(answer, seen)
        yield question.problem(f'the answer "{answer}" is not one of the choices{guess}', "answer")
