"""YAML files as plain values in which everything knows its line and column.

YAML is used for its layout and nothing else. A plain scalar is a number, `true`, `false` or `null`
only where no reader could take it for anything else: `no`, `1:30`, `012`, `1_000` and `2024-04-22`
stay text. A key is always text. Anchors may be repeated; tags and merge keys (`<<`) are refused.

A *document* holds one file: mappings are dicts, lists are tuples, and every loc has its place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml
from yaml.composer import ComposerError

from bot.content.problems import Problem
from bot.content.yaml_faults import byte_fault, syntax_fault

try:
    from yaml import CSafeLoader as _Composer
except ImportError:  # PyYAML without libyaml: the same loader in Python, ten times slower
    from yaml import SafeLoader as _Composer  # type: ignore[assignment]

Loc = tuple[str | int, ...]
Place = tuple[int, int]

DEEPEST = 20  # our files nest six deep; a limit keeps a hostile one from exhausting the stack
TOO_DEEP = "too deeply nested, or anchors repeated too often"
MOST_NODES = 200_000  # the same for anchors repeated within anchors ("billion laughs")

_NUMBERS = {
    # Eighteen digits: longer ones are reference numbers, not quantities.
    "int": re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z"),
    "float": re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}(?:[eE][-+]?[0-9]{1,2})?\Z"),
}
_WORDS: Mapping[str, Mapping[str, bool | None]] = {
    "null": {"": None, "~": None, "null": None},
    "bool": {"true": True, "false": False},
}
_TAG = "tag:yaml.org,2002:"


class _Loader(_Composer):
    """Composes nodes with our own few implicit types instead of YAML 1.1's many."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (PyYAML's own way; its types forbid ClassVar)
    depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002
        """Called on the way into each node: libyaml itself would go on until the stack is full."""
        self.depth += 1
        if self.depth > DEEPEST and current_node is not None:
            raise ComposerError(None, None, TOO_DEEP, current_node.start_mark)

    def ascend_resolver(self) -> None:
        """Called on the way out of each node."""
        self.depth -= 1


for _name, _pattern, _first in (
    ("null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""]),
    ("bool", re.compile(r"(?:true|false)\Z"), ["t", "f"]),
    ("int", _NUMBERS["int"], list("-+0123456789")),
    ("float", _NUMBERS["float"], list("-+0123456789")),
):
    _Loader.add_implicit_resolver(_TAG + _name, _pattern, _first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as plain values; `values` and `keys` give the place of each value and of its key."""

    file: str
    plain: object
    values: Mapping[Loc, Place] = field(repr=False)
    keys: Mapping[Loc, Place] = field(repr=False)

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem with the value at `loc`, or with the nearest one around it that exists.

        Where nothing is written after a key, the key is the place.
        """
        place = self.values.get(loc)
        return self.key_problem(loc, message) if place is None else self._at(place, message)

    def key_problem(self, loc: Loc, message: str) -> Problem:
        """A problem with the key that leads to `loc`."""
        place = self.keys.get(loc)
        if place is None and loc:
            return self.problem(loc[:-1], message)
        return self._at(place or (1, 1), message)

    def _at(self, place: Place, message: str) -> Problem:
        return Problem(file=self.file, line=place[0], column=place[1], message=message)

    def renamed(self, loc: Loc, key: str) -> "Document":
        """A copy in which the last key of `loc` is called `key` instead."""
        target = (*loc[:-1], key)

        def moved(places: Mapping[Loc, Place]) -> dict[Loc, Place]:
            return {
                (*target, *at[len(loc) :]) if at[: len(loc)] == loc else at: place
                for at, place in places.items()
            }

        return Document(
            file=self.file,
            plain=_with_key(self.plain, loc, key),
            values=moved(self.values),
            keys=moved(self.keys),
        )


def _with_key(plain: object, loc: Loc, key: str) -> object:
    step, *rest = loc
    if isinstance(plain, dict):
        if not rest:
            return {key if name == step else name: value for name, value in plain.items()}
        return {**plain, step: _with_key(plain[step], tuple(rest), key)}
    if isinstance(plain, tuple) and isinstance(step, int):
        return (*plain[:step], _with_key(plain[step], tuple(rest), key), *plain[step + 1 :])
    return plain


def read_document(file: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """The document in `data` and what is wrong with it; None if it cannot be read at all.

    Of two equal keys the first counts. `file` is the name that messages show.
    """
    fault = byte_fault(data)
    if fault is not None:
        return None, [Problem(file=file, line=fault[0], column=fault[1], message=fault[2])]
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_Loader)
    except yaml.YAMLError as error:
        line, column, message = syntax_fault(error)
        return None, [Problem(file=file, line=line, column=column, message=message)]
    if node is None:
        return None, [Problem(file=file, line=1, column=1, message="the file is empty")]
    walk = _Walk(file)
    plain = walk.plain(node, ())
    if walk.exhausted:
        return None, walk.problems
    return Document(file=file, plain=plain, values=walk.values, keys=walk.keys), walk.problems


class _Walk:
    """One walk over a file's nodes, collecting places and problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.problems: list[Problem] = []
        self.nodes = 0
        self.exhausted = False
        self._open: set[int] = set()

    def plain(self, node: yaml.Node, loc: Loc) -> object:
        """The plain value of a node, all of whose places are recorded under `loc`."""
        self.nodes += 1
        if self.exhausted or self._refused(node, loc):
            return None
        if isinstance(node, yaml.ScalarNode):
            value = self._scalar(node)
            if value is not None:
                self.values[loc] = _place(node)
            return value
        self.values[loc] = _place(node)
        self._open.add(id(node))
        value = (
            self._mapping(node, loc)
            if isinstance(node, yaml.MappingNode)
            else tuple(self.plain(item, (*loc, i)) for i, item in enumerate(node.value))
        )
        self._open.discard(id(node))
        return value

    def _refused(self, node: yaml.Node, loc: Loc) -> bool:
        """Whether the walk stays out of a node; the reason is reported."""
        self.exhausted = len(loc) > DEEPEST or self.nodes > MOST_NODES
        if self.exhausted:
            self._report(node, TOO_DEEP)
        elif id(node) in self._open:
            self._report(node, "an anchor (&) may not contain itself")
        return self.exhausted or id(node) in self._open

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, object]:
        plain: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, "a key must be a text")
            elif key.value == "<<" and not key.style:
                self._report(key, "merge keys (<<) are not used here: write the keys out")
            elif key.value in plain:
                first = self.keys[*loc, key.value][0]
                self._report(key, f'duplicate key "{key.value}" (first on line {first})')
            else:
                self.keys[*loc, key.value] = _place(key)
                plain[key.value] = self.plain(value, (*loc, key.value))
        if node.tag != _TAG + "map":
            self._report(node, _no_tag(node.tag))
        return plain

    def _scalar(self, node: yaml.ScalarNode) -> object:
        kind = node.tag.removeprefix(_TAG)
        if kind == "str":
            return node.value
        if kind in _WORDS and node.value in _WORDS[kind]:
            return _WORDS[kind][node.value]
        if kind in _NUMBERS and _NUMBERS[kind].match(node.value):
            return int(node.value) if kind == "int" else float(node.value)
        self._report(node, _no_tag(node.tag))
        return node.value

    def _report(self, node: yaml.Node, message: str) -> None:
        line, column = _place(node)
        self.problems.append(Problem(file=self.file, line=line, column=column, message=message))


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _no_tag(tag: str) -> str:
    return f'tags such as "{tag.replace(_TAG, "!!")}" are not used here'
