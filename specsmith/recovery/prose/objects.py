"""Fields (dotted names and all) → an object schema; example values → a schema; lost names found again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from specsmith.model.pointer import escape_token
from specsmith.recovery.prose.codes import EXAMPLE_DISAGREES, NAME_LOST, TYPE_UNSAID
from specsmith.recovery.prose.examples import Example
from specsmith.recovery.prose.fields import Field
from specsmith.recovery.prose.inline import words
from specsmith.recovery.prose.result import INFERRED, Sheet


def object_schema(fields: list[Field]) -> tuple[dict[str, Any], Sheet]:
    """Build one object schema from fields; `a.b` nests under `a`, `a[].b` under the items of `a`.

    >>> schema, _ = object_schema([Field("a", 1, {"type": "object"}), Field("a.b", 2, {"type": "string"}, required=True)])
    >>> schema["properties"]["a"]["properties"], schema["properties"]["a"]["required"]
    ({'b': {'type': 'string'}}, ['b'])
    """
    root: dict[str, Any] = {"type": "object", "properties": {}}
    sheet = Sheet()
    for field in fields:
        if not field.name:
            continue
        home, pointer = root, ""
        parts = re.split(r"\.(?=[^.])", field.name)
        for part in parts[:-1]:
            home, pointer = _descend(home, pointer, part, field, sheet)
        name = parts[-1]
        listed = name.endswith("[]") and len(name) > 2
        name = name.removesuffix("[]") if listed else name
        schema = field_schema(field)
        if listed and schema.get("type") != "array":
            schema = {"type": "array", "items": {key: value for key, value in schema.items() if key in {"type", "format"}},
                      **{key: value for key, value in schema.items() if key not in {"type", "format"}}}  # fmt: skip
        properties = home.setdefault("properties", {})
        known = properties.get(name)
        if isinstance(known, dict) and known.get("properties"):
            schema["properties"] = known["properties"]
        properties[name] = schema
        if field.required:
            home.setdefault("required", [])
            if name not in home["required"]:
                home["required"].append(name)
        own = f"{pointer}/properties/{escape_token(name)}"
        sheet.at(own, field.line, 0.5 if field.guesses else 0.95)
        if field.guesses:
            sheet.note(NAME_LOST, own, field.line, f"'{field.name}': {'; '.join(field.guesses)}", 0.5)
    return root, sheet


def _descend(home: dict[str, Any], pointer: str, part: str, field: Field, sheet: Sheet) -> tuple[dict[str, Any], str]:
    listed = part.endswith("[]")
    name = part.removesuffix("[]")
    properties = home.setdefault("properties", {})
    pointer = f"{pointer}/properties/{escape_token(name)}"
    if name not in properties:
        properties[name] = {
            "type": "array" if listed else "object",
            INFERRED: f"stated only as a part of '{field.name}'",
        }
        sheet.at(pointer, field.line, 0.8)
        sheet.note(TYPE_UNSAID, pointer, field.line, f"'{name}' is known only as a part of '{field.name}'", 0.8)
    child = properties[name]
    if child.get("type") == "array" or listed:
        child["type"] = "array"
        items = child.get("items")
        child["items"] = items if isinstance(items, dict) else {}
        child["items"].setdefault("type", "object")
        return child["items"], pointer + "/items"
    if not child.get("type"):
        child["type"] = "object"
    return child, pointer


def field_schema(field: Field) -> dict[str, Any]:
    """The schema of one field: type, default, enum, example and description, as far as stated."""
    schema: dict[str, Any] = dict(field.schema) if field.schema is not None else {}
    if field.schema is None and field.enum and all(isinstance(value, str) for value in field.enum):
        schema["type"] = "string"
    description = field.description
    if field.schema is None and field.type_text and field.type_text.lower() not in description.lower():
        description = f"{field.type_text}. {description}".strip()
    if description:
        schema["description"] = description
    if field.has_default and fits(field.default, schema):
        schema["default"] = field.default
    elif field.has_default:  # words of a default that is no value of the type: they stay words
        schema["description"] = f"{description} Default: {json.dumps(field.default, ensure_ascii=False)}.".strip()
    if field.enum:
        target = schema["items"] if schema.get("type") == "array" and isinstance(schema.get("items"), dict) else schema
        target["enum"] = list(field.enum)
    if field.has_example:
        schema["examples"] = [field.example]
    if field.read_only:
        schema["readOnly"] = True
    if field.guesses:
        schema[INFERRED] = "; ".join(field.guesses)
    return schema


_FITTING: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value has (one of) the types of a schema.

    >>> fits(True, {"type": "integer"}), fits(None, {"type": ["string", "null"]})
    (False, True)
    """
    types = schema.get("type")
    names = types if isinstance(types, list) else [types] if types else []
    if isinstance(value, bool):
        return not names or "boolean" in names
    return not names or any(isinstance(value, _FITTING[name]) for name in names if name in _FITTING)


def schema_of_value(value: Any, depth: int = 0) -> dict[str, Any]:
    """The schema that an example value suggests; nothing is required, null suggests nothing.

    >>> schema_of_value({"a": [1, 2.5], "b": None})
    {'type': 'object', 'properties': {'a': {'type': 'array', 'items': {'type': 'number'}}, 'b': {}}}
    """
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int):
        return {"type": "integer"}
    if isinstance(value, float):
        return {"type": "number"}
    if isinstance(value, str):
        return {"type": "string"}
    if isinstance(value, dict) and depth < 40:
        return {
            "type": "object",
            "properties": {str(key): schema_of_value(item, depth + 1) for key, item in value.items()},
        }
    if isinstance(value, list) and depth < 40:
        items: dict[str, Any] = {}
        for item in value:
            items = joined_schema(items, schema_of_value(item, depth + 1))
        return {"type": "array", "items": items}
    return {}


def joined_schema(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    """The schema of two example values: members of both, and no type where they disagree."""
    if not left or left == right:
        return right
    if not right:
        return left
    if left.get("type") == right.get("type") == "object":
        properties = dict(left.get("properties", {}))
        for name, schema in right.get("properties", {}).items():
            properties[name] = joined_schema(properties.get(name, {}), schema)
        return {"type": "object", "properties": properties}
    if left.get("type") == right.get("type") == "array":
        return {"type": "array", "items": joined_schema(left.get("items", {}), right.get("items", {}))}
    if {left.get("type"), right.get("type")} == {"integer", "number"}:
        return {"type": "number"}
    return {}


def find_lost_names(fields: list[Field], examples: list[tuple[str, Example]]) -> list[Field]:
    """Name the fields whose name cell was lost: from a key that an example has and the table lacks, else from the words.

    >>> rows = [Field("smtp", 1), Field("", 1, after="smtp", description="The server host."), Field("smtp.login", 2)]
    >>> [f.name for f in find_lost_names(rows, [("", Example({"host": "", "login": ""}))])]
    ['smtp', 'smtp.host', 'smtp.login']
    """
    out: list[Field] = []
    for index, field in enumerate(fields):
        if field.name or not field.after:
            out.append(field)
            continue
        following = next((f.name for f in fields[index + 1 :] if f.name), "")
        prefix = following.rsplit(".", 1)[0] if "." in following else ""
        siblings = (
            {f.name.removeprefix(prefix + ".") for f in fields if f.name.startswith(prefix + ".")}
            if prefix
            else {f.name for f in fields}
        )
        name, reason = _missing_key(field, siblings, examples)
        full = f"{prefix}.{name}" if prefix else name
        out.append(replace(field, name=full, guesses=(*field.guesses, reason)))
    return out


def _missing_key(field: Field, siblings: set[str], examples: list[tuple[str, Example]]) -> tuple[str, str]:
    said = words(field.description)
    for _, example in examples:
        value = example.value
        if not isinstance(value, dict) or not siblings & set(value):
            continue
        missing = [key for key in value if key not in siblings]
        missing.sort(key=lambda key: -sum(word in said for word in words(key)))
        if missing and (len(missing) == 1 or set(words(missing[0])) & set(said)):
            return missing[0], f"named after the key '{missing[0]}', which an example has and no other row describes"
    last = said[-1] if said else "unnamed"
    return last, f"named after the last word of its description, '{last}'"


def check_example(schema: dict[str, Any], example: Example, line: int, pointer: str, sheet: Sheet) -> None:
    """Note the members of an example that the described object does not have."""
    properties = schema.get("properties")
    if not isinstance(properties, dict) or not isinstance(example.value, dict) or not properties:
        return
    for key in example.value:
        if key in properties:
            continue
        near = max(properties, key=lambda name: SequenceMatcher(None, name, key).ratio())
        hint = f"; '{near}' in the table may be the same" if SequenceMatcher(None, near, key).ratio() > 0.75 else ""
        sheet.note(
            EXAMPLE_DISAGREES, pointer, line, f"the example has '{key}', which the table does not name{hint}", 0.6
        )
