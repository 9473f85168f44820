"""What is committed: no download addresses, no paths of one machine; set-up that fits together."""

import re
import tomllib
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.source import committed_files

FILES = committed_files()
PROJECT = tomllib.loads(FILES["pyproject.toml"])
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Written in pieces, so that this file is no finding.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?:pypi|pythonhosted|npmjs|crates)" + r"\.(?:org|io|com)",
            r"(?:--|PIP_|UV_)(?:extra-)?(?:index|find)[-_](?:url|links)[ =]",
            "file:" + "///",
            r"(?<![\w.~$})])/(?:home|root|Users|work|opt|mnt|srv)/" + r"\w",
            r"\b[A-Z]:\\" + r"Users",
        ]
    ),
    re.IGNORECASE,
)


def foreign(files: Mapping[str, str]) -> Iterator[str]:
    """Lines that hold a download address or a path of somebody's machine."""
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            if found := FOREIGN.search(line):
                yield f"{name}:{number}: {found[0]}"


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    assert list(foreign(FILES)) == []


@pytest.mark.parametrize(
    "line",
    [
        "https://" + "pypi" + ".org/simple",
        "x @ https://files." + "pythonhosted" + ".org/x.whl",
        "--index" + "-url https://example.org/simple",
        "pip install --extra-index" + "-url=x y",
        "PIP_INDEX" + "_URL=x",
        "numpy @ file:" + "///wheels/numpy.whl",
        "DB = '/home" + "/ana/debates.sqlite3'",
        "see (/Users" + "/ana/notes)",
        "C:\\" + "Users\\ana",
    ],
)
def test_an_address_or_a_path_of_a_machine_is_found(line: str) -> None:
    assert next(foreign({"x.txt": f"fine\n{line}\n"})).startswith("x.txt:2: ")


@pytest.mark.parametrize(
    "line",
    [
        "pip compile --no-emit-index" + "-url -q",
        "docs/home" + "/x",
        "~/work/x",
        "https://x.org/home/x",
    ],
)
def test_other_paths_and_addresses_are_fine(line: str) -> None:
    assert list(foreign({"x.txt": line})) == []


def uncommented(text: str) -> list[str]:
    """Dependencies that do not say what they are for."""
    return re.findall(r'^ +"([\w.\[\]-]+)[>=<~!][^"]*",? *$', text, re.MULTILINE)


def test_every_dependency_says_what_it_is_for() -> None:
    assert uncommented(FILES["pyproject.toml"]) == []
    assert uncommented('x = [\n    "rich>=15.0",\n    "yaml[c]==1",  # layout\n]') == ["rich"]


def targets(makefile: str) -> set[str]:
    """Names that `make` knows."""
    return {
        name
        for line in re.findall(r"^([a-z][\w ]*):(?!=)", makefile, re.MULTILINE)
        for name in line.split()
    }


def test_the_readme_tells_the_two_commands_and_no_command_that_there_is_not() -> None:
    told = set(re.findall(r"\bmake ([a-z]+)\b", FILES["README.md"]))
    assert {"play", "test"} <= told
    code = "\n".join(re.findall(r"`[^`]+`", FILES["README.md"]))
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) <= targets(FILES["Makefile"])


def test_targets_are_read_from_a_makefile() -> None:
    assert targets("play: $(RUN)\n\t@x\na b: c ## d\nX := y\nz := 1\n") == {"play", "a", "b"}


def locked(text: str) -> dict[str, int]:
    """How many hashes a lock file has for each requirement."""
    found: dict[str, int] = {}
    name = ""
    for line in text.splitlines():
        if match := re.match(r"([\w.-]+)==\S+", line):
            name = match[1]
            found.setdefault(name, 0)
        elif line.lstrip().startswith("--hash=sha256:"):
            found[name] += 1
        else:
            assert line.startswith("#") or not line.strip(), line
    return found


def test_no_lock_file_names_an_address() -> None:
    # That of the gallery is renewed in its folder by `npm install --package-lock-only
    # --omit-lockfile-registry-resolved`; what it says of "funding" is then taken out.
    locks = [path for path in FILES if re.fullmatch(r"(?:.*/)?[\w-]*lock\.json|.*\.lock", path)]
    assert "tests/gallery/package-lock.json" in locks
    assert set(LOCKS) <= set(locks)
    assert [path for path in locks if "://" in FILES[path]] == []


def wanted(*, dev: bool) -> set[str]:
    """Names that pyproject.toml asks for."""
    groups = PROJECT["dependency-groups"]
    lines = [*PROJECT["project"]["dependencies"], *groups["build"], *(groups["dev"] if dev else [])]
    names = (re.match(r"[\w.-]+", line) for line in lines if isinstance(line, str))
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}  # PEP 503


@pytest.mark.parametrize(("name", "dev"), [(LOCKS[0], False), (LOCKS[1], True)])
def test_a_lock_file_pins_everything_with_hashes(name: str, *, dev: bool) -> None:
    pinned = locked(FILES[name])
    assert wanted(dev=dev) <= set(pinned)
    assert [requirement for requirement, hashes in pinned.items() if not hashes] == []


def test_playing_installs_no_test_tools() -> None:
    assert {"pytest", "ruff", "mypy"}.isdisjoint(locked(FILES["requirements.lock"]))


def test_both_lock_files_pin_the_same_versions() -> None:
    run, dev = (
        set(re.findall(r"^[\w.-]+==.*?(?= \\)", FILES[name], re.MULTILINE)) for name in LOCKS
    )
    assert run <= dev


def test_the_build_backend_is_pinned_once_and_alike() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    assert backend in PROJECT["dependency-groups"]["build"]
