"""What repair rules do to a tree, with provenance carried along."""

from __future__ import annotations

from typing import Any

from specsmith.passes.repair.sites import Sites


def quote(value: Any, limit: int = 60) -> str:
    """A value as a message shows it: short, on one line.

    >>> quote("a\\nb"), quote({"k": 1})
    ("'a b'", "{'k': 1}")
    """
    text = repr(" ".join(value.split()) if isinstance(value, str) else value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def named(container: dict[str, Any]) -> str:
    """How a message calls a parameter or another object with a name."""
    name = container.get("name")
    return f"“{name}”" if isinstance(name, str) and name else "without a name"


def set_aside(sites: Sites, container: dict[str, Any], key: str, rule: str, prefix: str = "x-") -> str:
    """Keep an entry that can't stand where it stands as an extension beside it; returns the name it has now.

    >>> from specsmith.model import Dialect, Document
    >>> from specsmith.text import SourceFile
    >>> tree = {"colour": 1, "x-colour": 0}
    >>> set_aside(Sites(Document.read(tree, Dialect.SWAGGER_2_0, SourceFile("", ""))), tree, "colour", "")
    'x-colour-2'
    """
    name = free_key(container, extension_name(key, prefix))
    sites.document.rename(container, key, name, rule)
    return name


def extension_name(key: str, prefix: str = "x-") -> str:
    """The extension that keeps an entry of that name."""
    return key if key.startswith("x-") else f"{prefix}{key.strip().replace(' ', '-') or 'unnamed'}"


def free_key(container: dict[str, Any], name: str) -> str:
    """``name``, or the first of ``name-2``, ``name-3``, … that ``container`` does not have."""
    candidate, number = name, 1
    while candidate in container:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def keep_beside(sites: Sites, holder: dict[str, Any], key: str, value: Any, rule: str) -> str:
    """Append ``value``, taken out of a list, to the list ``x-<key>`` of ``holder``."""
    name = extension_name(key)
    kept = holder.get(name)
    if not isinstance(kept, list):
        name = free_key(holder, name)
        kept = []
        sites.document.put(holder, name, kept, holder, rule=rule)
    kept.append(value)
    return name


def insert_first(container: dict[str, Any], key: str, value: Any) -> None:
    """Set an entry as the first one, where readers look for a title or a name."""
    items = list(container.items())
    container.clear()
    container[key] = value
    container.update((k, v) for k, v in items if k != key)


def new_parameter(
    sites: Sites, name: str, location: str, source: dict[str, Any], rule: str, *, required: bool, **typed: Any
) -> dict[str, Any]:
    """A parameter in the form of the dialect; it comes from the container ``source``."""
    parameter: dict[str, Any] = {"name": name, "in": location}
    if required:
        parameter["required"] = True
    if sites.swagger2:
        parameter.update(typed)
    else:
        parameter["schema"] = dict(typed)
        sites.document.carry(parameter["schema"], source, rule=rule)
    sites.document.carry(parameter, source, rule=rule)
    return parameter


def add_parameter(sites: Sites, holder: dict[str, Any], parameter: dict[str, Any], rule: str) -> None:
    """Append to the parameters of an operation or path item."""
    listed = holder.get("parameters")
    if not isinstance(listed, list):
        listed = []
        sites.document.put(holder, "parameters", listed, holder, rule=rule)
    listed.append(parameter)
    sites.changed()


def typed_part(sites: Sites, parameter: dict[str, Any]) -> dict[str, Any] | None:
    """Where type, enum and default of a parameter stand: the parameter in Swagger 2.0, else its schema."""
    if sites.swagger2:
        return parameter
    schema = parameter.get("schema")
    return schema if isinstance(schema, dict) else None
