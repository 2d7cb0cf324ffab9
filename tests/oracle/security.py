"""Security schemes and requirements."""

from __future__ import annotations

from typing import Any

from tests.oracle.equal import mapping, same
from tests.oracle.loss import brief
from tests.oracle.references import normal_name
from tests.oracle.sides import Sides, escape

FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}
_OF_FLOW = ("authorizationUrl", "tokenUrl")


def security_schemes(sides: Sides) -> dict[str, str]:
    """All definitions; returns old name → new name."""
    stated = sides.old.root.get("securityDefinitions")
    components = sides.new.root.get("components")
    found = components.get("securitySchemes") if isinstance(components, dict) else None
    found = mapping(found)
    names: dict[str, str] = {}
    if not isinstance(stated, dict):
        stated = {}
    for name, old in stated.items():
        at = f"/securityDefinitions/{escape(name)}"
        match = name if name in found else next((one for one in found if normal_name(one) == normal_name(name)), None)
        if name.startswith("x-") and not (isinstance(old, dict) and "type" in old):
            continue
        if match is None:
            sides.lose(at, old, "the security scheme has no counterpart")
            continue
        names[name] = match
        _scheme(sides, old, sides.new.follow(found[match]), at)
    for name in found:
        if name not in names.values():
            sides.lose("/securityDefinitions", name, "was added")
    return names


def _scheme(sides: Sides, old: Any, new: Any, at: str) -> None:
    if not isinstance(old, dict) or not isinstance(new, dict):
        sides.lose(at, old, f"became {brief(new)}")
        return
    kind = old.get("type")
    handled = {"type"}
    if kind == "basic":
        if (new.get("type"), str(new.get("scheme")).lower()) != ("http", "basic"):
            sides.lose(f"{at}/type", kind, f"became {brief(new)}")
    elif _is_bearer(old):
        if (new.get("type"), new.get("scheme")) != ("http", "bearer"):
            sides.lose(f"{at}/type", kind, f"became {brief(new)}")
        handled.update(("name", "in", "x-scheme"))
    elif kind == "oauth2":
        _oauth(sides, old, new, at)
        handled.update(("flow", "scopes", *_OF_FLOW))
    elif new.get("type") != kind:
        sides.lose(f"{at}/type", kind, f"became {new.get('type')}")
    for key in old:
        if key in handled:
            continue
        sides.plain(old, new, key, at) if not key.startswith("x-") else sides.extension(old, new, key, at)
    sides.added(new, {*old, "type", "scheme", "flows"}, at)


def _is_bearer(old: dict[str, Any]) -> bool:
    """The key in which Swagger 2.0 sends a bearer token, when an extension says that it is one."""
    place = (old.get("type"), old.get("in"), str(old.get("name")).lower())
    return place == ("apiKey", "header", "authorization") and old.get("x-scheme") == "bearer"


def _oauth(sides: Sides, old: dict[str, Any], new: dict[str, Any], at: str) -> None:
    flows = new.get("flows")
    flow = FLOWS.get(str(old.get("flow")))
    found = flows.get(flow) if isinstance(flows, dict) and flow else None
    if new.get("type") != "oauth2" or not isinstance(found, dict):
        sides.lose(f"{at}/flow", old.get("flow"), f"became {brief(flows)}")
        return
    for key in _OF_FLOW:
        if key in old and old[key] not in (found.get(key), found.get(f"x-swagger-{key}")):
            sides.lose(f"{at}/{key}", old[key], f"became {found.get(key)}")
        elif key not in old and key in found:
            sides.lose(at, {key: found[key]}, "was added")
    scopes = mapping(found.get("scopes"))
    stated = old.get("scopes")
    stated = mapping(stated)
    for name, text in stated.items():
        beside = {**new, **found} if name.startswith("x-") else scopes
        if not same(text, beside.get(name)) and not (isinstance(beside.get(name), str) and str(text) == beside[name]):
            sides.lose(f"{at}/scopes/{escape(name)}", text, "the scope has no counterpart")
    for name in scopes:
        if name not in stated:
            sides.lose(f"{at}/scopes", name, "was added")


def _by_new_name(one: Any, names: dict[str, str]) -> Any:
    return {names.get(name, name): scopes for name, scopes in one.items()} if isinstance(one, dict) else one


def requirements(sides: Sides, old: dict[str, Any], new: dict[str, Any], names: dict[str, str], at: str) -> None:
    """The ``security`` of the document or of an operation: the same alternatives in the same order."""
    if "security" not in old:
        if "security" in new:
            sides.lose(at, {"security": new["security"]}, "was added")
        return
    stated, found = old["security"], new.get("security")
    if stated is None and found is None:
        return
    if isinstance(stated, list):
        stated = [_by_new_name(one, names) for one in stated]
    if not same(stated, found):
        sides.lose(f"{at}/security", old["security"], f"became {brief(found)}")
