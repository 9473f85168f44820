"""What the bot says: phrases by key, filled in with variables. Data in `prompts/phrases/`.

A phrase has one *form*, or several of which the variable `count` chooses: `one` for 1, `zero` for 0
where it is written, else `other`. A variable is written `{name}`; a brace itself `{{` or `}}`.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.errors import Fault

OTHER = "other"
FORMS = ("zero", "one", OTHER)
COUNT = "count"

# What str.format_map fills in once `mistake_in` has found nothing: doubled braces and plain names.
_PIECE = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Templates by form, and where they are written as `file:line:column`."""

    forms: Mapping[str, str]
    place: str

    @property
    def variables(self) -> frozenset[str]:
        """The names that must be given: those of all forms, and `count` where there are several."""
        named = {name for form in self.forms.values() for name in variables_in(form)}
        return frozenset(named | ({COUNT} if len(self.forms) > 1 else set()))

    def form(self, count: object) -> str:
        """The template for a count."""
        named = {0: "zero", 1: "one"}.get(count, OTHER) if isinstance(count, int) else OTHER
        return self.forms.get(named, self.forms[OTHER])


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Every phrase by its dotted key, for instance `round.opened`; `file` is where they are."""

    file: str
    phrases: Mapping[str, Phrase]

    def say(self, key: str, /, **variables: object) -> str:
        """The phrase with its variables filled in.

        Raises Fault, naming file and line, for an unknown key and for a variable that is missing.
        One that the wording does not use does no harm: a teacher may have left it out.
        """
        phrase = self.phrases.get(key)
        if phrase is None:
            near = difflib.get_close_matches(key, self.phrases, n=1)
            guess = f' (did you mean "{near[0]}"?)' if near else ""
            raise Fault(f'{self.file}: no phrase "{key}"{guess}')
        missing = phrase.variables - variables.keys()
        if missing:
            wanted = ", ".join(sorted(missing))
            raise Fault(f'{phrase.place}: phrase "{key}" was not given: {wanted}')
        return phrase.form(variables.get(COUNT)).format_map(variables)


def variables_in(template: str) -> frozenset[str]:
    """The names of a template's variables."""
    return frozenset(name for name in _PIECE.findall(template) if name)


def mistake_in(template: str) -> str:
    """What is wrong with a template's braces; empty if nothing is."""
    left = _PIECE.sub("", template)
    if "{" not in left and "}" not in left:
        return ""
    return "a variable is written {name} in small letters, a brace itself {{ or }}"
