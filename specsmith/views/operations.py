"""Path items → operations, callbacks and webhooks, each with a unique, stable id and slug (OAS 3.1 §4.8.9, §4.8.10)."""

from __future__ import annotations

from typing import Any

from specsmith.model.pointer import escape_token
from specsmith.views.api import (
    BodyKind,
    Callback,
    CodeSample,
    ExternalDocs,
    Operation,
    Response,
    SecurityNeed,
    Webhook,
)
from specsmith.views.bodies import Bodies
from specsmith.views.context import WRONG_TYPE, Context, Found, extensions, flag, text
from specsmith.views.names import Unique, pascal, slugify, words
from specsmith.views.operation_names import explicit_name, is_no_name, readable_name
from specsmith.views.parameters import Parameters
from specsmith.views.schemas import Schemas
from specsmith.views.security import security_needs, servers

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_IDEMPOTENT = frozenset(["get", "head", "put", "delete", "options", "trace", "query"])


class Operations:
    """Builds operations; ids and slugs are unique over paths, webhooks and callbacks."""

    def __init__(
        self, context: Context, schemas: Schemas, schemes: frozenset[str], default: tuple[SecurityNeed, ...]
    ) -> None:
        self._context = context
        self._parameters = Parameters(context, schemas)
        self._bodies = Bodies(context, schemas)
        self._schemes = schemes
        self._default = default
        self._ids = Unique("-")
        self._slugs = Unique("-")
        self._made: set[str] = set()
        self._depth = 0

    def of_paths(self) -> tuple[Operation, ...]:
        """All operations under ``paths``, in the order of the document."""
        paths = self._context.mapping(self._context.root, "paths")
        found: list[Operation] = []
        for key, item, pointer in self._context.mappings(paths, "/paths"):
            if key[:2] != "x-":
                found += self._of_item(item, pointer, key, key.partition("#")[0] or "/")
        return tuple(found)

    def of_webhooks(self) -> tuple[Webhook, ...]:
        """All webhooks; one with several methods is several webhooks of one name."""
        holder = self._context.mapping(self._context.root, "webhooks")
        found = []
        for name, item, pointer in self._context.mappings(holder, "/webhooks"):
            found += [Webhook(name, operation) for operation in self._of_item(item, pointer, "", "", name)]
        return tuple(found)

    def _of_item(self, item: Any, pointer: str, key: str, path: str, label: str = "") -> list[Operation]:
        target = self._context.follow(item, pointer)
        if target is None:
            return []
        if target.node is not item and isinstance(item, dict) and len(item) > 1:  # what stands beside the reference
            target = Found(
                {**target.node, **{k: v for k, v in item.items() if k != "$ref"}}, target.pointer, target.name
            )
        entries = [
            (method, target.node[method], f"{target.pointer}/{method}") for method in METHODS if method in target.node
        ]
        entries.sort(key=lambda entry: list(target.node).index(entry[0]))
        extra = self._context.mapping(target.node, "additionalOperations")  # OAS 3.2
        entries += [(m, extra[m], f"{target.pointer}/additionalOperations/{escape_token(m)}") for m in extra]
        found = []
        for method, operation, at in entries:
            if isinstance(operation, dict):
                found.append(self._operation(target, operation, at, method, key, path, label))
            else:
                self._context.report(
                    WRONG_TYPE, f"'{method}' of '{key or label}' should be a mapping", target.node, method
                )
        return found

    def _operation(
        self, item: Found, operation: dict[str, Any], pointer: str, method: str, key: str, path: str, label: str
    ) -> Operation:
        name = self._name(operation, method, label or key)
        inline = pascal(name) if words(name) else f"{pascal(method)}{pascal(label or key)}"
        responses = self._bodies.responses(operation, pointer, inline)
        context = self._context
        raw_tags = (tag for tag in context.sequence(operation, "tags") if isinstance(tag, str | int | float))
        return Operation(
            id=self._ids.take(name),
            name=name,
            slug=self._slugs.take(slugify(name)),
            method=method,
            path=path,
            key_path=key,
            summary=text(operation, "summary") or text(item.node, "summary"),
            description=text(operation, "description") or text(item.node, "description"),
            deprecated=flag(operation, "deprecated"),
            tags=tuple(dict.fromkeys(str(tag) for tag in raw_tags)),
            parameters=self._parameters.of(item, operation, pointer, path, inline),
            body=self._bodies.body(operation, pointer, inline),
            responses=responses,
            security=security_needs(context, operation, self._schemes) if "security" in operation else self._default,
            servers=servers(context, operation) or servers(context, item.node),
            callbacks=self._callbacks(operation, pointer),
            samples=_samples(operation),
            external_docs=external_docs(context, operation),
            sources=context.notes(operation),
            pointer=pointer,
            streaming=_streams(responses),
            idempotent=method in _IDEMPOTENT,
            extensions=extensions(operation),
        )

    def _name(self, operation: dict[str, Any], method: str, place: str) -> str:
        """The operationId, or a made name; one that an earlier operation has gives way to the explicit form."""
        name = text(operation, "operationId").strip()
        if not name:
            return explicit_name(method, place.replace("#", "/"))
        if not is_no_name(name, method, place, text(operation, "x-api-path-slug")):
            return name
        made = readable_name(method, place)
        if made.casefold() in self._made:
            made = explicit_name(method, place.replace("#", "/"))
        self._made.add(made.casefold())
        return made

    def _callbacks(self, operation: dict[str, Any], pointer: str) -> tuple[Callback, ...]:
        if self._depth:
            return ()  # a callback of a callback may be the operation itself
        self._depth += 1
        found = []
        for name, entry, at in self._context.mappings(
            self._context.mapping(operation, "callbacks"), f"{pointer}/callbacks"
        ):
            target = self._context.follow(entry, at)
            for expression, item, inner in self._context.mappings(target.node, target.pointer) if target else ():
                operations = self._of_item(item, inner, "", "", f"{name}")
                found.append(Callback(name, expression, tuple(operations)))
        self._depth -= 1
        return tuple(found)


def external_docs(context: Context, holder: dict[str, Any]) -> ExternalDocs | None:
    """``externalDocs`` when it has a URL."""
    node = context.mapping(holder, "externalDocs")
    return ExternalDocs(text(node, "url"), text(node, "description")) if text(node, "url") else None


def _samples(operation: dict[str, Any]) -> tuple[CodeSample, ...]:
    found = []
    for keyword in ("x-code-samples", "x-codeSamples"):
        listed = operation.get(keyword)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict) and text(entry, "source"):
                language = text(entry, "lang")
                sample = CodeSample(language, text(entry, "label") or language, text(entry, "source"))
                if sample not in found:
                    found.append(sample)
    return tuple(found)


def _streams(responses: tuple[Response, ...]) -> bool:
    return any(
        media.kind in {BodyKind.EVENTS, BodyKind.LINES} for one in responses if one.success for media in one.media_types
    )
