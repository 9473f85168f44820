"""Request bodies against Discord's own specification, where it lies beside the checkout.

The file is `../shared/discord-openapi.json` beside the checkout, or what DISCORD_OPENAPI names. It
is not ours and not committed: without it nothing is checked, and `available()` says so.
Its `oneOf` is read as `anyOf`, snowflakes may be numbers, permissions texts (platforms.md).
"""

import functools
import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

_BESIDE = Path(__file__).resolve().parents[4] / "shared" / "discord-openapi.json"


def place() -> Path:
    """Where the specification is looked for."""
    return Path(os.environ.get("DISCORD_OPENAPI") or _BESIDE)


def available() -> bool:
    """Whether there is a specification to check against."""
    return place().is_file()


def violation(method: str, path: str, body: object) -> str | None:
    """What is wrong with a body for a route such as `/channels/{channel_id}/messages`; None if
    nothing is, or nothing is known.
    """
    if not available():
        return None
    validator = _validator(method.lower(), path)
    if validator is None or validator.is_valid(body):
        return None
    error = best_match(validator.iter_errors(body))
    where = "/".join(str(step) for step in error.absolute_path)
    return f"{method} {path}: body{f' at {where}' if where else ''}: {error.message[:300]}"


@functools.cache
def _specification() -> dict[str, Any]:
    loaded = json.loads(place().read_text(encoding="utf-8"))
    made: dict[str, Any] = _relaxed(loaded)
    schemas = made["components"]["schemas"]
    schemas["SnowflakeType"] = {"type": ["string", "integer"]}
    return made


def _relaxed(node: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(node, list):
        return [_relaxed(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {("anyOf" if key == "oneOf" else key): _relaxed(one) for key, one in node.items()}
    permissions = made.get("default_member_permissions")
    if isinstance(permissions, dict) and "type" in permissions:
        permissions["type"] = ["string", "integer", "null"]
    return made


@functools.cache
def _validator(method: str, path: str) -> Draft202012Validator | None:
    operation = _specification()["paths"].get(path, {}).get(method, {})
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    return Draft202012Validator({**schema, "components": _specification()["components"]})
