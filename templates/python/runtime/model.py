"""Models: plain classes whose annotations are for people and type checkers; decoding follows compact tables.

Nothing here runs when the models are imported: annotations stay text, and the tables are constants.
"""

from __future__ import annotations

import base64
import datetime as dt
import enum
import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

UNSET: Any = None


@dataclass_transform(kw_only_default=True, eq_default=False)
class Model:
    """What the API sends or takes. What was never set reads as ``None`` and is not sent; ``None`` that was set is sent as null.

    ``"name" in model`` tells the two apart, by the name on the wire; ``model["name"]`` reads any property, unknown ones too.
    """

    _wire: ClassVar[tuple[tuple[str, str, Any], ...]] = ()

    def __init__(self, **values: Any) -> None:
        known = type(self).__annotations__
        for name in values:
            if name not in known:
                raise TypeError(f"{type(self).__name__}() has no argument {name!r}; unknown properties: from_dict()")
        self.__dict__.update(values)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The model of a decoded JSON object; properties the model does not know are kept."""
        made = cls.__new__(cls)
        names = {wire: (attribute, shape) for attribute, wire, shape in cls._wire}
        taken = {attribute for attribute, _ in names.values()}
        known = cls.__annotations__
        module = cls.__module__.partition("._part_")[0]
        extra: dict[str, Any] = {}
        for wire, value in data.items():
            row = names.get(wire)
            if row is not None:
                made.__dict__[row[0]] = decode(value, row[1], module)
            elif wire in known and wire not in taken:
                made.__dict__[wire] = value
            else:
                extra[wire] = value
        if extra:
            made.__dict__["_extra"] = extra
        return made

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that is sent: what was set, unknown properties included."""
        return {wire: encode(value) for wire, value in self._set()}

    def _set(self) -> list[tuple[str, Any]]:
        names = {attribute: wire for attribute, wire, _ in self._wire}
        pairs = [(names.get(name, name), value) for name, value in self.__dict__.items() if name != "_extra"]
        return pairs + list(self.__dict__.get("_extra", {}).items())

    def __contains__(self, name: object) -> bool:
        return any(wire == name for wire, _ in self._set())

    def __getitem__(self, name: str) -> Any:
        for wire, value in self._set():
            if wire == name:
                return value
        raise KeyError(name)

    def _get(self, name: str) -> Any:
        return next((value for wire, value in self._set() if wire == name), None)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), tuple(sorted(self.__dict__))))

    def __repr__(self) -> str:
        values = ", ".join(f"{wire}={value!r}" for wire, value in self._set())
        return f"{type(self).__name__}({values})"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name in type(self).__annotations__:
                return None  # a required property that the server left out
            raise AttributeError(f"{type(self).__name__!r} has no property {name!r}")


def decode(value: Any, shape: Any, module: str) -> Any:
    """A JSON value in the form that ``shape`` describes; what does not fit stays as it came."""
    if shape is None or value is None:
        return value
    if isinstance(shape, str):
        return _decode_scalar(value, shape) if shape[0] == "@" else _decode_named(value, shape, module)
    kind, inner = shape[0], shape[1]
    if kind == "list":
        return [decode(item, inner, module) for item in value] if isinstance(value, list) else value
    if kind == "map":
        return {key: decode(item, inner, module) for key, item in value.items()} if isinstance(value, dict) else value
    if kind == "tuple":
        if not isinstance(value, list) or len(value) < len(inner):
            return value
        decoded = [decode(item, one, module) for item, one in zip(value, inner, strict=False)]
        return tuple(decoded + value[len(inner) :])
    if kind == "one":
        return _decode_union(value, shape, module)
    return value


def _decode_named(value: Any, name: str, module: str) -> Any:
    target: Any = getattr(importlib.import_module(module), name, None)
    if target is None or isinstance(target, str):  # an alias: its name stands for a shape
        shapes: dict[str, Any] = importlib.import_module(module)._SHAPES
        return decode(value, shapes.get(name), module)
    return target.from_dict(value) if isinstance(value, dict) else value


def _decode_union(value: Any, shape: Any, module: str) -> Any:
    """``("one", members, property, mapping)``: the discriminator chooses; without one, the member that fits best."""
    members = shape[1]
    if len(shape) > 2 and isinstance(value, dict):
        chosen = dict(shape[3]).get(value.get(shape[2]))
        if chosen is not None:
            return _decode_named(value, chosen, module)
    if isinstance(value, dict):
        best, best_score = None, (-1, 0)
        for member in members:
            score = _fit(value, member, module)
            if score is not None and score > best_score:
                best, best_score = member, score
        return decode(value, best, module)
    if isinstance(value, list):
        return decode(value, next((one for one in members if isinstance(one, tuple) and one[0] != "map"), None), module)
    if isinstance(value, str):
        for member in members:
            if isinstance(member, str) and member[0] == "@":
                decoded = _decode_scalar(value, member)
                if decoded is not value:
                    return decoded
    return value


def _fit(value: dict[str, Any], member: Any, module: str) -> tuple[int, int] | None:
    """How well an object fits a model: properties it knows, less those it does not; None when it is no model."""
    if isinstance(member, tuple) and member[0] == "map":
        return (0, 0)
    if not isinstance(member, str) or member[0] == "@":
        return None
    target: Any = getattr(importlib.import_module(module), member, None)
    if target is None or isinstance(target, str):
        shapes: dict[str, Any] = importlib.import_module(module)._SHAPES
        inner = shapes.get(member)
        return _fit(value, inner, module) if inner is not None else None
    renamed = {attribute: wire for attribute, wire, _ in target._wire}
    known = {renamed.get(name, name) for name in target.__annotations__}
    hits = sum(1 for name in value if name in known)
    return (hits, hits - len(known))


def _decode_scalar(value: Any, shape: str) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if shape == "@datetime":
            return dt.datetime.fromisoformat(value)
        if shape == "@date":
            return dt.date.fromisoformat(value)
        return base64.b64decode(value, validate=True)
    except ValueError:
        return value  # a server that does not keep to its own description must not break the caller


def encode(value: Any) -> Any:
    """A value of any supported type as JSON can carry it."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [encode(item) for item in value]
    if isinstance(value, dt.datetime):
        text = value.isoformat()
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    return value
