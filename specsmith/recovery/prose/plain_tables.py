"""Tables in plain text: a header line of well-known column words, and the rows under it.

A scraper keeps the words of a table and loses its lines: `Name Type Required Description` and then
`limit integer no How many to return`. The column words say where the cells are.
"""

from __future__ import annotations

import re

_COLUMN_WORDS = {
    "name": "name", "property": "name", "properties": "name", "parameter": "name", "parameters": "name", "param": "name",
    "params": "name", "field": "name", "fields": "name", "attribute": "name", "attributes": "name", "key": "name",
    "argument": "name", "arguments": "name", "option": "name", "options": "name", "header": "name", "variable": "name",
    "type": "type", "datatype": "type", "format": "type", "required": "required", "required?": "required",
    "mandatory": "required", "optional": "optional", "default": "default", "defaults": "default", "in": "in",
    "location": "in", "description": "description", "meaning": "description", "details": "description",
    "notes": "description", "comment": "description", "comments": "description", "explanation": "description",
    "example": "example", "sample": "example", "method": "method", "verb": "method", "path": "path", "endpoint": "path",
    "url": "path", "uri": "path", "route": "path", "resource": "path", "code": "status", "status": "status",
    "values": "enum", "value": "value",
    "feld": "name", "eigenschaft": "name", "typ": "type", "pflicht": "required", "pflichtfeld": "required",
    "beschreibung": "description", "methode": "method", "pfad": "path", "standard": "default", "champ": "name", "nom": "name",
    "paramètre": "name", "requis": "required", "obligatoire": "required", "campo": "name", "parámetro": "name",
    "parâmetro": "name", "nombre": "name", "nome": "name", "tipo": "type", "requerido": "required", "obligatorio": "required",
    "obrigatório": "required", "descripción": "description", "descrição": "description", "método": "method", "ruta": "path",
    "参数": "name", "参数名": "name", "参数名称": "name", "字段": "name", "字段名": "name", "名称": "name", "类型": "type",
    "必填": "required", "必选": "required", "是否必填": "required", "是否必须": "required", "说明": "description",
    "描述": "description", "备注": "description", "默认值": "default", "示例": "example", "方法": "method", "路径": "path",
}  # fmt: skip
_PHRASES = {
    "data type": "datatype", "status code": "status", "http status": "status", "http method": "method",
    "http verb": "method", "default value": "default", "allowed values": "values", "possible values": "values",
    "field name": "field", "parameter name": "parameter", "property name": "property", "http code": "code",
    "parameter type": "location", "param type": "location", "example value": "example", "is required": "required",
    "response code": "code", "error code": "code", "valid values": "values", "attribute name": "attribute",
}  # fmt: skip

TYPE_WORD = (
    r"(?:string|str|text|integer|int(?:32|64)?|long|number|float|double|decimal|bool(?:ean)?|object|array|list|hash|map|dict|"
    r"json|date(?:-?time)?|timestamp|uuid|guid|url|uri|email|file|binary|enum|any|null)"
)
_REQUIRED_WORD = r"(?:required|optional|mandatory|yes|no|true|false|y|n)"
_NAME = r"[A-Za-z_$@][\w$@\-]*(?:\[\w*\])?(?:\.[\w$@\-]+(?:\[\w*\])?)*\*?"
_HEADERLESS = re.compile(
    rf"^\s*(?P<name>{_NAME})\s+(?P<type>{TYPE_WORD}(?:\[\]|<\w+>)?)\s+(?P<required>required|optional|mandatory)\b[\s:.–-]*(?P<text>.*)$",
    re.IGNORECASE,
)
_METHOD = r"(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)"


def column_kind(word: str) -> str | None:
    """What a column heading stands for (`name`, `type`, `required`, …); None when it is no known heading.

    >>> column_kind("Data Type"), column_kind("Parameters"), column_kind("Moon")
    ('type', 'name', None)
    """
    key = " ".join(re.sub(r"[*_`]", "", word).lower().split())
    kind = _COLUMN_WORDS.get(_PHRASES.get(key, key))
    if kind or " " not in key:
        return kind
    words = key.split()
    kinds = {_COLUMN_WORDS.get(part) for part in (words[-1], words[0])} - {None}
    return kinds.pop() if len(kinds) == 1 else None


def split_header(line: str) -> tuple[str, ...]:
    """The columns of a plain-text header line, or () when the line is none.

    >>> split_header("Name Type Required Description")
    ('Name', 'Type', 'Required', 'Description')
    >>> split_header("Parameters of the request")
    ()
    """
    text = line.strip()
    if not text or len(text) > 100 or text[-1] in ".:;,!" or not text[0].isupper():
        return ()
    cells = [cell.strip() for cell in re.split(r"\t+|\s{2,}", text)]
    if len(cells) > 1:
        return _as_header(cells)
    joined = text
    for phrase in _PHRASES:
        joined = re.sub(rf"\b{phrase}\b", lambda m: m[0].replace(" ", "\0"), joined, flags=re.IGNORECASE)
    return _as_header([cell.replace("\0", " ") for cell in joined.split()]) or _as_header(text.split())


def _as_header(cells: list[str]) -> tuple[str, ...]:
    kinds = [column_kind(cell) for cell in cells]
    if len(cells) < 2 or None in kinds or len(set(kinds)) != len(kinds):
        return ()
    if kinds[0] not in {"name", "method", "path", "status"} or not all(cell[0].isupper() for cell in cells):
        return ()
    return tuple(cells)


def is_column_header(line: str) -> bool:
    """Whether the line is a plain-text table header."""
    return bool(split_header(line))


def looks_like_row(line: str, columns: tuple[str, ...]) -> bool:
    """Whether `line` can be a row under `columns`; with no columns, whether it is a row by its own form."""
    text = line.strip()
    if not text or text.startswith(("#", "{", "}", '"', "```")):
        return False
    if not columns:
        return bool(_HEADERLESS.match(text))
    first = column_kind(columns[0])
    if first == "method":
        return bool(re.match(rf"{_METHOD}\s+\S*/", text))
    if first == "path":
        return text.startswith(("/", "http"))
    if first == "status":
        return bool(re.match(r"[1-5](?:\d\d|xx)\b", text, re.IGNORECASE))
    if not re.match(rf"{_NAME}(?:\s|$)", text) or re.match(rf"{_METHOD}\s", text) or split_header(line):
        return False
    if "\t" in text or re.search(r"\s{2,}", text):
        return True
    second = column_kind(columns[1])
    if second == "type":
        known = re.match(rf"\S+\s+(?:{TYPE_WORD}|\w+\[\]|array of \w+)\b", text, re.IGNORECASE)
        return bool(known or re.match(r"(?![A-Z][a-z]+\s)\S+\s+[A-Z]\w+\b", text))  # a sentence is no row
    if second in {"required", "optional"}:
        return bool(re.match(rf"\S+\s+{_REQUIRED_WORD}\b", text, re.IGNORECASE))
    return len(text.split()) > 1 and (
        text[0].islower() or bool(re.match(r"\S+[._]\S", text)) or bool(re.match(r"\S+\s+[A-Z]", text))
    )


def split_row(line: str, columns: tuple[str, ...] = ()) -> tuple[str, ...]:
    r"""Split a row into cells: at pipes, or (given columns) at tabs, wide gaps or by what each column may hold.

    >>> split_row(r"| a | b \| c |")
    ('a', 'b | c')
    >>> split_row("limit integer no How many", ("Name", "Type", "Required", "Description"))
    ('limit', 'integer', 'no', 'How many')
    """
    text = line.strip()
    if not columns:
        inner = text[1:] if text.startswith("|") else text
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        return tuple(
            cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|(?=(?:[^`]*`[^`]*`)*[^`]*$)", inner)
        )
    cells = [cell.strip() for cell in re.split(r"\t+|\s{2,}", text)]
    if len(cells) == len(columns):
        return tuple(cells)
    return _split_by_kind(text, columns)


def _is_default(word: str, after: str) -> bool:
    """Whether a word is a default rather than the first one of the description: a literal, or one before a new sentence.

    >>> _is_default("10", "how many"), _is_default("metric", "Units to use"), _is_default("A", "cursor")
    (True, True, False)
    """
    literal = re.fullmatch(r"-?\d[\d.]*|true|false|null|none|-|[`\"'].*[`\"']", word, re.IGNORECASE)
    return bool(literal) or after[:1].isupper()


def _split_by_kind(text: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    patterns = {
        "type": rf"(?:array of \w+|list of \w+|{TYPE_WORD}(?:\[\]|<\w+>)?(?: \([^)]*\))?|\S+)",
        "required": _REQUIRED_WORD,
        "optional": _REQUIRED_WORD,
        "in": r"(?:path|query|header|body|form|cookie|formdata|url)",
        "default": r"(?:`[^`]*`|\"[^\"]*\"|\S+)",
    }
    kinds = [column_kind(column) or "" for column in columns]
    free = kinds.index("description") if "description" in kinds else len(columns) - 1
    cells, after, rest, word = [], [], text, r"\S+"
    for kind in kinds[:free]:
        found = re.match(rf"({patterns.get(kind, word)})(?:\s+|$)", rest, re.IGNORECASE)
        if kind == "default" and found and not _is_default(found[1], rest[found.end() :]):
            found = None
        cells.append(found[1] if found else "")
        rest = rest[found.end() :] if found else rest
    for kind in reversed(kinds[free + 1 :]):  # what stands behind the free text is told from the end of the line
        found = re.search(rf"(?:^|\s)({patterns.get(kind, word)})\s*$", rest, re.IGNORECASE)
        after.append(found[1] if found else "")
        rest = rest[: found.start()] if found else rest
    return (*cells, rest.strip(), *reversed(after))
