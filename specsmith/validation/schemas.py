"""The JSON Schemas of the specifications, run by jsonschema-rs.

The schemas come from the resources of openapi-spec-validator and openapi-schema-validator, found without importing
these packages (that alone would cost 0.4 s). OpenAPI 3.1 and 3.2 documents are checked in one run, Schema Objects
included: the ``$dynamicRef: #meta`` of their schema is bound to the dialect of JSON Schema 2020-12 with the vocabulary
of OpenAPI.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from specsmith.diagnostics import Code, Diagnostic, Severity
from specsmith.model import Dialect, Document
from specsmith.passes.repair.best_error import Problem, explain
from specsmith.validation.visited import follow, top_schemas

CODE = Code(
    "SS0501",
    "schema",
    Severity.ERROR,
    "The document does not follow the schema of the specification",
    why="The specification comes with a JSON Schema of its objects. Of the many errors that its alternatives give, "
    "the one of the alternative that fits best is shown.",
    broken="openapi: 3.1.1\ninfo: {title: T}\npaths: {}\n",
    fixed="openapi: 3.1.1\ninfo: {title: T, version: '1'}\npaths: {}\n",
    help="See the specification for what may stand here.",
)
_FILES: Final = {
    Dialect.SWAGGER_2_0: "v2.0",
    Dialect.OPENAPI_3_0: "v3.0",
    Dialect.OPENAPI_3_1: "v3.1",
    Dialect.OPENAPI_3_2: "v3.2",
}
_VOCABULARY: Final = {
    Dialect.OPENAPI_3_1: ("oas3.1", "https://spec.openapis.org/oas/3.1/dialect/base"),
    Dialect.OPENAPI_3_2: ("oas3.2", "https://spec.openapis.org/oas/3.2/dialect/2025-09-17"),
}
JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"


def _package_folder(name: str) -> Path:
    """Where an installed package lives, without running it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {name} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def specification_schema(dialect: Dialect) -> dict[str, Any]:
    """The JSON Schema of a dialect as openapi-spec-validator ships it."""
    file = _package_folder("openapi_spec_validator") / "resources" / "schemas" / _FILES[dialect] / "schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


@cache
def _validator(dialect: Dialect, bound: bool) -> Any:
    """The compiled validator; ``bound``: Schema Objects are checked against the dialect of the specification."""
    import jsonschema_rs

    schema = specification_schema(dialect)
    if not bound or dialect not in _VOCABULARY:
        return jsonschema_rs.validator_for(schema)
    folder, identifier = _VOCABULARY[dialect]
    resources = [(schema["$id"], schema)]
    for file in sorted((_package_folder("openapi_schema_validator") / "schemas" / folder).rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            loaded = json.loads(file.read_text(encoding="utf-8"))
            resources.append((loaded["$id"], loaded))
    base = {
        "$schema": JSON_SCHEMA,
        "$id": f"urn:specsmith:{dialect.value}",
        "$ref": schema["$id"],
        "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": identifier}},
    }
    return jsonschema_rs.validator_for(base, registry=jsonschema_rs.Registry(resources))


@cache
def _draft_4_schemas() -> Any:
    """A validator of lists of JSON Schemas, draft 4: what Swagger 2.0 and OpenAPI 3.0 build on."""
    import jsonschema_rs

    return jsonschema_rs.Draft4Validator({"items": {"$ref": "http://json-schema.org/draft-04/schema#"}})


def schema_errors(document: Document) -> list[Diagnostic]:
    """What the JSON Schema of the document's dialect says, each error explained by its best alternative."""
    root = document.root
    dialect = document.dialect
    if dialect not in _FILES:
        return []
    bound = root.get("jsonSchemaDialect") in (
        None,
        JSON_SCHEMA,
        *(identifier for _, identifier in _VOCABULARY.values()),
    )
    found = [_diagnostic(document, explain(error), []) for error in _validator(dialect, bound).iter_errors(root)]
    if dialect in (Dialect.SWAGGER_2_0, Dialect.OPENAPI_3_0):
        followed = (follow(root, top) for top in top_schemas(root, dialect))
        tops = list({id(top): top for top in followed if isinstance(top, dict)}.values())
        for error in _draft_4_schemas().iter_errors(tops):
            problem = explain(error)
            index = problem.path[0] if problem.path else None
            if isinstance(index, int):
                found.append(_diagnostic(document, Problem(problem.message, problem.path[1:]), tops[index]))
    return list({(d.file, d.pointer, d.message): d for d in found}.values())


def _diagnostic(document: Document, problem: Problem, root: Any) -> Diagnostic:
    node: Any = root if root != [] else document.root
    container, key = None, None
    for step in problem.path:
        container, key = node, step
        node = _step(node, step)
    origin = document.origin(node) if isinstance(node, dict | list) and document.provenance.of(node) else None
    if origin is None:
        origin = document.origin(container if container is not None else node, _key(container, key))
    return Diagnostic.of(CODE, problem.message, source=origin.source, pointer=origin.pointer)


def _key(container: Any, key: Any) -> Any:
    return str(key) if isinstance(container, dict) else key


def _step(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(str(step))
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
