"""Rows and list items that describe a field → `Field`: name, type, required, default, choices, description."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.plain_tables import column_kind
from specsmith.recovery.prose.types import read_type

_MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One described field. `required` is None where the text does not say; `guesses` names what was not stated plainly.

    `name` is empty where the cell with the name was lost; `after` is then the name of the row it was glued to.
    """

    name: str
    line: int
    schema: dict[str, Any] | None = None
    type_text: str = ""
    required: bool | None = None
    description: str = ""
    default: Any = _MISSING
    enum: tuple[Any, ...] = ()
    example: Any = _MISSING
    location: str = ""
    read_only: bool = False
    after: str = ""
    guesses: tuple[str, ...] = ()

    @property
    def has_default(self) -> bool:
        """Whether the text states a default."""
        return self.default is not _MISSING

    @property
    def has_example(self) -> bool:
        """Whether the text states an example."""
        return self.example is not _MISSING


_NAME = re.compile(
    r"^[`*\"']*(?P<name>:?[A-Za-z_$@{][\w$@{}\-]*(?::\w+)*(?:\[[\w]*\])*(?:\.[\w$@\-<>*]+(?:\[\w*\])*)*)(?P<mark>[?*]*)[`*\"']*(?P<rest>.*)$",
    re.DOTALL,
)
_LEAD = r"(?:\d+\s*-bit\s+)?"
_TYPE_SENTENCE = r"(?:[A-Z][a-z0-9]+(?: (?:of|list|array) ?[a-z]*)?(?: [a-z]+)?|[a-z]+)(?: ?\([^)]{1,40}\))?"
_REQUIRED = re.compile(
    r"(?<![\w-])\(?(?:\*\*)?(required|mandatory|optional|not required|must be present)(?:\*\*)?\)?(?=[\s.,;:)]|$)",
    re.IGNORECASE,
)
_DEFAULT = re.compile(
    r"\(?\b(?:defaults?(?:\s+value)?(?:\s+to|\s+is|\s*:|\s*=)|by default(?:\s+is)?|default)\s*:?\s*"
    r"(?P<value>`[^`]*`|\"(?:[^\"\\]|\\.)*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\}|an? empty (?:list|array|object|string)|empty (?:list|array|object|string)|[^\s,;()]+?)"
    r"(?=(?:\.(?:\s|$))|[,;)\s]|$)",
    re.IGNORECASE,
)
_ENUM = re.compile(
    r"(?:one of|valid values(?: are)?|allowed values(?: are)?|possible values(?: are)?|available (?:\w+ )?(?:are|values)|either|"
    r"can be|must be|values|options)\s*:?\s*(?P<list>(?:[`\"'][^`\"']+[`\"'](?:\s*(?:,|\||/|or|and|, or|, and)\s*)?){2,})",
    re.IGNORECASE,
)
_ENUM_BARE = re.compile(
    r"(?:Valid|Allowed|Possible) values(?: are)?\s*:?\s*(?P<list>[\w-]+(?:(?:,\s*(?:or |and )?|\s+(?:or|and)\s+)[\w-]+)+)(?=[.;)]|$)"
)
_SECOND = re.compile(
    r"(?<=[.!?])\s+(?=(?:String|Boolean|Integer|Number|Object|Array|List|Long|Float|Double|Timestamp|Date|Hash|Map)\b(?: list| of \w+)?(?: \([^)]*\))?\."
    r" (?:Required|Optional|Mandatory|Defaults? |Read only))"
)
_YES = frozenset(
    {
        "ja",
        "oui",
        "sí",
        "si",
        "sim",
        "是",
        "yes",
        "y",
        "true",
        "required",
        "mandatory",
        "✓",
        "✔",
        "✅",
        "x",
        "always",
        "1",
        "must",
        "●",
        "m",
        "*",
    }
)
_NO = frozenset(
    {
        "no",
        "n",
        "false",
        "optional",
        "-",
        "—",
        "–",
        "✗",
        "✘",
        "❌",
        "",
        "0",
        "never",
        "o",
        "○",
        "nein",
        "non",
        "não",
        "否",
    }
)
_LOCATIONS = {"path": "path", "url": "path", "uri": "path", "query": "query", "querystring": "query", "header": "header",
              "headers": "header", "body": "body", "form": "body", "formdata": "body", "cookie": "cookie", "json": "body"}  # fmt: skip


def field_from_row(header: tuple[str, ...], cells: tuple[str, ...], line: int) -> list[Field]:
    """Read a table row; a row into which a second one was glued (its name lost) gives two fields.

    >>> [f.name for f in field_from_row(("Property", "Description"), ("a", "String. Required. Name. Integer. Optional. Age."), 1)]
    ['a', '']
    """
    by_kind: dict[str, str] = {}
    for column, cell in zip(header, cells, strict=False):
        by_kind.setdefault(column_kind(column) or column.lower(), cell)
    if "name" not in by_kind and header:
        by_kind["name"] = cells[0] if cells else ""
    if (
        "description" not in by_kind
        and len(cells) >= len(header)
        and len(header) > 1
        and column_kind(header[-1]) is None
    ):
        by_kind["description"] = cells[-1]
    found = _NAME.match(by_kind["name"].strip())
    if not found:
        return []
    pieces = _SECOND.split(by_kind.get("description", ""))
    base = Field(_field_name(found["name"]), line)
    if "*" in found["mark"] and not by_kind["name"].strip().startswith("*"):
        base = replace(base, required=True)
    if "?" in found["mark"]:
        base = replace(base, required=False)
    base = _annotations(base, found["rest"])
    base = _columns(base, by_kind)
    fields = [_describe(base, pieces[0])]
    for piece in pieces[1:]:
        lost = Field("", line, after=base.name, guesses=("the cell with the name of this field was lost",))
        fields.append(_describe(lost, piece))
    return fields


def field_from_item(text: str, line: int) -> tuple[Field, bool] | None:
    """Read a list item; the flag says whether the item itself shows that it is a field (a type, `required`, ticks).

    >>> field, sure = field_from_item("`limit` (integer, optional, default: 5): how many", 1)
    >>> field.name, field.schema, field.required, field.default, field.description, sure
    ('limit', {'type': 'integer'}, False, 5, 'how many', True)
    """
    found = _NAME.match(text.strip())
    if not found or len(found["name"]) > 60:
        return None
    rest = found["rest"]
    field = Field(_field_name(found["name"]), line)
    if found["mark"] == "?" or (found["mark"] == "*" and not text.strip().startswith("*")):
        field = replace(field, required=found["mark"] == "*")
    ticked = text.strip()[0] in "`*"
    value = re.match(r"^\s*=\s*(?:\[(?P<type>[^\]]*)\]|(?P<sample>[^\s]+))", rest)
    sure = False
    if value and value["type"]:
        field, rest, sure = _annotate_list(field, value["type"]), rest[value.end() :], True
    sample = re.match(r"^:\s*`?(?P<sample>[^\s`(]+)`?\s*(?=\()", rest)  # API Blueprint: `+ page: 1 (number)`
    if sample:
        field, rest = replace(field, example=_literal(sample["sample"])), rest[sample.end() :]
    before = field
    lead = re.match(
        r"^\s*[:–—-]?\s*(?:[*_`]*\((?P<paren>[^)]*)\)[*_`]*|\[(?P<bracket>[^\]]*)\]|[*_`]+(?P<marked>[^*_`]+)[*_`]+)",
        rest,
    )
    while lead:
        note = lead["paren"] or lead["bracket"] or lead["marked"] or ""
        after = _annotate_list(field, note)
        if after == field:
            break
        field, rest, sure = after, rest[lead.end() :], True
        lead = re.match(
            r"^\s*[:–—,-]?\s*(?:[*_`]*\((?P<paren>[^)]*)\)[*_`]*|\[(?P<bracket>[^\]]*)\]|[*_`]+(?P<marked>[^*_`]+)[*_`]+)",
            rest,
        )
    typed = re.match(r"^\s*[:–—-]?\s*([A-Za-z]+(?:\[\])?|array of \w+)\s*(?=[,.:;–—-]|$)", rest)
    if field.schema is None and typed and (schema := read_type(typed[1])) is not None:
        field, rest, sure = replace(field, schema=schema, type_text=typed[1]), rest[typed.end() :], True
    separated = re.match(r"^\s*(?:[:–—=-]|\.(?=\s))\s*", rest)
    if not separated and rest.strip() and field is before and not ticked:
        return None
    description = rest[separated.end() :] if separated else rest
    return _describe(field, description.strip(" ,")), sure or ticked


def _field_name(text: str) -> str:
    name = text.strip("`*:").strip()
    return name[1:-1] if name.startswith("{") and name.endswith("}") else name.replace("{", "").replace("}", "")


def _columns(field: Field, by_kind: dict[str, str]) -> Field:
    if "type" in by_kind:
        field = _annotate_list(field, plain(by_kind["type"])) if by_kind["type"] else field
        if field.schema is None:
            field = replace(field, type_text=plain(by_kind["type"]))
    for kind in ("required", "optional"):
        if kind in by_kind:
            word = plain(by_kind[kind]).lower().strip(" .*")
            if word in _YES or word in _NO:
                says_yes = word in _YES if word not in {"required", "optional"} else word == kind
                field = replace(field, required=says_yes == (kind == "required"))
    if "default" in by_kind:
        text = plain(by_kind["default"])
        if text and text.lower() not in {"-", "—", "–", "n/a", "none", "no default", "required", "optional"}:
            field = replace(field, default=_typed(_literal(text), field.schema))
        elif text.lower() in {"required", "optional"}:
            field = replace(field, required=text.lower() == "required")
    if "in" in by_kind:
        field = replace(field, location=_LOCATIONS.get(plain(by_kind["in"]).lower().split(" ")[0], ""))
    if by_kind.get("example"):
        text = plain(by_kind["example"])
        field = replace(field, example=_typed(_literal(text), field.schema)) if text not in {"-", "—"} else field
    if "enum" in by_kind:
        values = [value.strip("`\"' ") for value in re.split(r",|\||<br ?/?>", by_kind["enum"])]
        if len(values) > 1 and all(values):
            field = replace(field, enum=tuple(_typed(_literal(value), field.schema) for value in values))
    return field


def _annotations(field: Field, text: str) -> Field:
    for note in re.findall(r"[(\[*_`]+([^()\[\]*_`]+)[)\]*_`]+", text):
        field = _annotate_list(field, note)
    bare = plain(text).strip()
    return _annotate_list(field, bare) if bare and field.schema is None and field.required is None else field


def _annotate_list(field: Field, text: str) -> Field:
    """Apply `string, required, default: 5`."""
    schema = read_type(text)
    if schema is not None:
        return replace(field, schema=schema, type_text=text)
    for part in re.split(r"\s*[,;]\s*|\s+-\s+", text.strip()):
        word = part.strip("`*_. ").lower()
        schema = read_type(part) if field.schema is None else None
        if word in {"required", "mandatory"}:
            field = replace(field, required=True)
        elif word in {"optional", "not required"}:
            field = replace(field, required=False)
        elif word in {"read only", "read-only", "readonly"}:
            field = replace(field, read_only=True)
        elif word in _LOCATIONS:
            field = replace(field, location=_LOCATIONS[word])
        elif schema is not None:
            field = replace(field, schema=schema, type_text=part)
        elif (found := _DEFAULT.search(part)) is not None:
            field = replace(field, default=_typed(_literal(found["value"]), field.schema))
        elif re.match(r"^(?:required|optional)\b", word):
            field = _annotate_list(field, re.split(r"[\s`]+", part.strip(), maxsplit=1)[0])
            remainder = part.strip()[len("required") :].strip()
            if field.schema is None and read_type(remainder) is not None:
                field = replace(field, schema=read_type(remainder), type_text=remainder)
    return field


def _describe(field: Field, text: str) -> Field:
    """Take `Type. Required. Defaults to x.` off the front of a description and read what the rest says."""
    rest = text.strip()
    field, rest = _leading_sentences(field, rest)
    clean = plain(rest)
    if field.required is None and (found := _REQUIRED.search(clean)) is not None:
        near = clean[max(0, found.start() - 12) : found.start()].lower()
        if found.start() == 0 or found[0].startswith("(") or found.end() >= len(clean.rstrip(". ")) or "is " in near:
            field = replace(
                field,
                required=found[1].lower() not in {"optional", "not required"} and not near.endswith(("not ", "n't ")),
            )
    if not field.has_default:
        field = _stated_default(field, rest)
    if not field.enum and (found := _ENUM.search(rest) or _ENUM_BARE.search(clean)) is not None:
        values = re.findall(r"[`\"']([^`\"']+)[`\"']", found["list"]) or re.split(
            r",\s*(?:or |and )?|\s+(?:or|and)\s+", found["list"]
        )
        field = replace(
            field, enum=tuple(_typed(_literal(value.strip()), field.schema) for value in values if value.strip())
        )
    return replace(field, description=re.sub(r"^(?:Required|Optional)\.\s+", "", clean))


def _leading_sentences(field: Field, text: str) -> tuple[Field, str]:
    for _ in range(4):
        found = re.match(rf"^\**({_TYPE_SENTENCE})\**[.,](?:\s+|$)", text)
        sentence = found[1] if found else ""
        if sentence.lower() in {"required", "mandatory", "optional"} and found:
            field, text = replace(field, required=sentence.lower() != "optional"), text[found.end() :]
        elif sentence.lower() in {"read only", "read-only"} and found:
            field, text = replace(field, read_only=True), text[found.end() :]
        elif found and field.schema is None and (schema := read_type(sentence)) is not None:
            field, text = replace(field, schema=schema, type_text=sentence), text[found.end() :]
        elif (
            (default := re.match(r"^Defaults? (?:to|is)\s", text))
            and (value := _DEFAULT.match(text)) is not None
            and not field.has_default
        ):
            tail = re.match(r"\s*(?:\([^)]*\))?\s*\.?\s*", text[value.end() :])
            end = value.end() + (tail.end() if tail else 0)
            whole = tail is not None and ("." in tail[0] or end >= len(text))
            if not default or not whole:
                break
            field, text = replace(field, default=_typed(_literal(value["value"]), field.schema)), text[end:]
        else:
            break
    return field, text


def _stated_default(field: Field, text: str) -> Field:
    """A default in the middle of a description; taken only when it is a literal, not words such as "the caller's"."""
    found = re.search(r"(?P<value>`[^`]+`|\d+(?:\.\d+)?|true|false)\s+by default\b", text) or _DEFAULT.search(text)
    if found is None:
        return field
    raw = found["value"]
    value = _typed(_literal(raw), field.schema)
    quoted = raw[0] in "`\"'[{" or raw.lower().startswith(("empty", "an empty", "a empty"))
    if quoted or not isinstance(value, str):
        return replace(field, default=value)
    if (
        re.fullmatch(r"[A-Za-z_]+", raw)
        and re.match(r"\s*(?:\)|\.|$)", text[found.end() :])
        and field.schema == {"type": "string"}
    ):
        return replace(field, default=value)
    return field


def _literal(text: str) -> Any:
    bare = text.strip().strip("`").strip()
    if re.fullmatch(r"(?:an? )?empty (?:list|array)", bare, re.IGNORECASE):
        return []
    if re.fullmatch(r"(?:an? )?empty object", bare, re.IGNORECASE):
        return {}
    if re.fullmatch(r"(?:an? )?empty string", bare, re.IGNORECASE):
        return ""
    if bare.lower() in {"true", "false", "null"}:
        return {"true": True, "false": False, "null": None}[bare.lower()]
    try:
        return json.loads(bare)
    except ValueError:
        pass
    found = re.fullmatch(r"\[([\w\s,.-]*)\]", bare)
    if found:
        return [part.strip() for part in found[1].split(",") if part.strip()]
    return bare[1:-1].replace("\\\\", "\\") if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'" else bare


def _typed(value: Any, schema: dict[str, Any] | None) -> Any:
    """`7` for a string field is "7"; "7" for an integer is 7."""
    wanted = schema.get("type") if schema else None
    if wanted == "string" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return json.dumps(value)
    return value
