"""Habits of style.md as functions: a source file in, findings out.

An exception is granted by a comment that gives its reason, `# long: …`, `# wide: …` or `# word: …`:
on the line of the definition or the line above it; for a whole file, before its first definition.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from tests.architecture.source import Definition, Function, Source

Rule = Callable[[Source], Iterator[str]]

MOST_LINES = 300
MOST_BODY_LINES = 40
MOST_ARGUMENTS = 6
LEAST_REASON = 12  # characters; less is no reason

# design.md, "Words, one meaning each"
UNUSED = set("manager helper util common base service score turn verdict".split())
TOPIC_WORDS = re.compile(
    r"ukrain|\bhawk|moscow|\bcaution|\bnato\b|kyiv|kremlin|dnieper", re.IGNORECASE
)
STUDENTS_WORDS = set("text texts speech draft said quote quotes words payload typed".split())
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
LOGGERS = re.compile(r"_?log(ger|ging)?", re.IGNORECASE)
LOG_CALLS = set("debug info warning error critical exception log".split())
CORE_MAY_IMPORT = set(
    "abc bisect collections dataclasses enum fractions functools hashlib heapq itertools math"
    " operator re statistics string types typing unicodedata openskill bot".split()
)


# ── size ────────────────────────────────────────────────────────────────────────────────────────


def long_file(source: Source) -> Iterator[str]:
    """Files stay under three hundred lines."""
    lines = len(source.text.splitlines())
    definitions = [node.lineno for node in source.tree.body if isinstance(node, Definition)]
    if lines > MOST_LINES and not _reason(
        source, "long", range(1, min(definitions, default=1) + 1)
    ):
        yield source.at(1, f"{lines} lines")


def long_functions(source: Source) -> Iterator[str]:
    """Functions stay under forty lines, the docstring not counted."""
    for function in source.functions():
        lines = _body_lines(function)
        if lines > MOST_BODY_LINES and not _reason(source, "long", _heading(function)):
            yield source.at(function.lineno, f"{function.name}: {lines} lines")


def wide_functions(source: Source) -> Iterator[str]:
    """Functions take at most six arguments."""
    for function in source.functions():
        taken = function.args
        arguments = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]
        count = sum(argument.arg not in {"self", "cls"} for argument in arguments)
        if count > MOST_ARGUMENTS and not _reason(source, "wide", _heading(function)):
            yield source.at(function.lineno, f"{function.name}: {count} arguments")


def _body_lines(function: Function) -> int:
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def _heading(node: Definition) -> range:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return range(first - 1, node.body[0].lineno)


def _reason(source: Source, word: str, lines: range) -> bool:
    comments = (source.comments.get(line, "") for line in lines)
    return any(
        comment.startswith(f"{word}: ") and len(comment) - len(word) - 2 >= LEAST_REASON
        for comment in comments
    )


# ── errors, tests, docstrings ───────────────────────────────────────────────────────────────────


def broad_excepts(source: Source) -> Iterator[str]:
    """Everything is caught once at a platform's boundary, with a comment; or to be raised on."""
    found = [
        node.lineno
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises(node))
        or (
            isinstance(node, ast.Call)
            and _dotted(node.func).endswith("suppress")
            and _any_broad(node)
        )
    ]
    platform = re.match(r"bot/platforms/\w+/", source.path) is not None
    for number, line in enumerate(sorted(found)):
        commented = any(at in source.comments for at in (line - 1, line, line + 1))
        if not platform or number > 0 or not commented:
            yield source.at(line, "catches everything")


def _is_broad(kind: ast.expr | None) -> bool:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(k is None or _dotted(k) in {"Exception", "BaseException"} for k in kinds)


def _any_broad(call: ast.Call) -> bool:
    return any(_is_broad(argument) for argument in call.args)


def _raises(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise)


def mocks(source: Source) -> Iterator[str]:
    """Fakes are written by hand."""
    for name, line in _imports(source):
        if re.match(r"(unittest\.)?mock\b|pytest_mock\b", name):
            yield source.at(line, f"imports {name}")


def sleeps(source: Source) -> Iterator[str]:
    """Nothing sleeps: time is an argument."""
    for name, line in _imports(source):
        if name == "time.sleep":
            yield source.at(line, "imports sleep")
    for call in _calls(source):
        zero = (
            len(call.args) == 1
            and isinstance(call.args[0], ast.Constant)
            and not call.args[0].value
        )
        if _dotted(call.func) in {"time.sleep", "asyncio.sleep"} and not zero:
            yield source.at(call.lineno, "sleeps")


def no_docstring(source: Source) -> Iterator[str]:
    """Every module says what it is for."""
    if not ast.get_docstring(source.tree):
        yield source.at(1, "has no docstring")


# ── words ───────────────────────────────────────────────────────────────────────────────────────


def unused_words(source: Source) -> Iterator[str]:
    """Files, classes and functions do not use the words that design.md leaves out."""
    yield from (source.at(1, found) for found in _unused(source.path.removesuffix(".py")))
    for node in ast.walk(source.tree):
        if isinstance(node, Definition) and not _reason(source, "word", _heading(node)):
            yield from (source.at(node.lineno, found) for found in _unused(node.name))


def _unused(name: str) -> Iterator[str]:
    words = {word.lower() for word in _WORD.findall(name)}
    for word in sorted(UNUSED & (words | {word.removesuffix("s") for word in words})):
        yield f'{name}: the word "{word}"'


def topic_words(source: Source) -> Iterator[str]:
    """A topic is a folder of YAML; no code knows one. Docstrings may give examples."""
    yield from _found(TOPIC_WORDS, source)


def words_of_packs(source: Source, words: Iterable[str]) -> Iterator[str]:
    """The same for given words, such as the ids and the glossaries of all topics; whole ones."""
    longest_first = sorted(words, key=len, reverse=True)
    pattern = "|".join(re.escape(word).replace(r"\ ", "[ _-]") for word in longest_first)
    yield from _found(re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])", re.IGNORECASE), source)


def _found(words: re.Pattern[str], source: Source) -> Iterator[str]:
    for text, line in _written(source):
        for found in words.finditer(text):
            yield source.at(line + text.count("\n", 0, found.start()), f'the word "{found[0]}"')


def _written(source: Source) -> Iterator[tuple[str, int]]:
    """Names and texts in code, with their lines."""
    loose = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if isinstance(node, Definition):
            yield node.name, node.lineno
        elif isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Constant) and id(node) not in loose:
            yield str(node.value), node.lineno


def logged_words(source: Source) -> Iterator[str]:
    """A student's text is never logged, nor what an error says, which may quote it."""
    for call in _calls(source):
        owner, _, method = _dotted(call.func).rpartition(".")
        if method not in LOG_CALLS or not LOGGERS.fullmatch(owner.rpartition(".")[2]):
            continue
        if method == "exception" or any(keyword.arg == "exc_info" for keyword in call.keywords):
            yield source.at(call.lineno, "logs what an error says")
        inner = [*call.args, *(keyword.value for keyword in call.keywords)]
        for name in sorted({name for argument in inner for name in _values(argument)}):
            if name in STUDENTS_WORDS:
                yield source.at(call.lineno, f'logs "{name}"')


def _values(node: ast.AST) -> Iterator[str]:
    """Names of values that end up in an expression: `speech.id` counts as `id`."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    else:
        for child in ast.iter_child_nodes(node):
            yield from _values(child)


# ── imports ─────────────────────────────────────────────────────────────────────────────────────


def foreign_to_core(source: Source) -> Iterator[str]:
    """The core imports a few pure modules of the standard library, openskill, and itself."""
    for name, line in _imports(source):
        if name.partition(".")[0] not in CORE_MAY_IMPORT:
            yield source.at(line, f"imports {name}")


def _imports(source: Source) -> Iterator[tuple[str, int]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _calls(source: Source) -> Iterator[ast.Call]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
