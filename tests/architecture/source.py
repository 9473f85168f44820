"""Source files as the architecture tests see them: text, syntax tree, comments by line."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True, kw_only=True)
class Source:
    """One Python file; `path` is relative to the top of the repository, with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.path)

    @cached_property
    def comments(self) -> dict[int, str]:
        """What comments say, by line."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return {
            token.start[0]: token.string.lstrip("# ").strip()
            for token in tokens
            if token.type == tokenize.COMMENT
        }

    def functions(self) -> Iterator[Function]:
        """Every function and method, inner ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def at(self, line: int, message: str) -> str:
        """A finding, as `path:line: message`."""
        return f"{self.path}:{line}: {message}"


def python_files(folder: str) -> list[Source]:
    """Every Python file under a folder of the repository."""
    return [
        Source(path=path.relative_to(ROOT).as_posix(), text=path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def committed_files() -> dict[str, str]:
    """The text of every file that is, or would be, committed, by path; pictures are left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        names = listed.stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive has no git
        folders = (ROOT / name for name in ("bot", "prompts", "tests", ".ci"))
        found = [*ROOT.glob("*"), *(path for folder in folders for path in folder.rglob("*"))]
        names = [path.relative_to(ROOT).as_posix() for path in found if path.suffix != ".pyc"]
    texts = {}
    for name in sorted(names):
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):  # a picture; a folder; a file deleted but not staged
            continue
    return texts
