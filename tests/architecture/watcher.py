"""Imports the modules named as arguments and prints what each did beyond being imported.

Run as a process of its own with an empty environment: `python -B -I watcher.py ROOT MODULE …`.
Prints one line for each finding, `module: what it did`.
"""

import importlib
import os
import sys
import threading
from types import FrameType

# Audit events (PEP 578) of what an import has no business doing.
FORBIDDEN = {
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.system",
    "shutil.rmtree",
    "socket.__new__",  # an event loop makes one
    "sqlite3.connect",
    "subprocess.Popen",
    "urllib.Request",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def main(root: str, modules: list[str]) -> None:
    """Import each module in turn, watching."""
    sys.path.insert(0, root)
    did: list[str] = []
    sys.addaudithook(lambda event, details: _audit(did, event, details))
    _watch_environment(did, f"{root}{os.sep}bot{os.sep}")
    for module in modules:
        try:
            importlib.import_module(module)
        except BaseException as error:  # noqa: BLE001  # also SystemExit: whatever it is, it is told
            did.append(f"raises {error!r}")
        if threading.active_count() > 1:
            did.append("starts a thread")
        for finding in dict.fromkeys(did):
            print(f"{module}: {finding}")  # noqa: T201  # the other process reads it
        did.clear()


def _audit(did: list[str], event: str, details: tuple[object, ...]) -> None:
    if event in FORBIDDEN:
        did.append(f"{event} {details[0]}")
    elif event == "open" and isinstance(details[2], int) and details[2] & WRITING:
        did.append(f"opens {details[0]!r} to write")


def _watch_environment(did: list[str], ours: str) -> None:
    """Report reading of the environment by our own modules; libraries may."""
    kind = type(os.environ)
    read = kind.__getitem__

    def watched(environ: "os._Environ[str]", key: str) -> str:
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  # the caller is what is asked for
        while frame is not None and frame.f_globals.get("__name__") in {"os", "collections.abc"}:
            frame = frame.f_back
        if frame is not None and frame.f_code.co_filename.startswith(ours):
            did.append(f"reads the variable {key}")
        return read(environ, key)

    kind.__getitem__ = watched  # type: ignore[method-assign]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
