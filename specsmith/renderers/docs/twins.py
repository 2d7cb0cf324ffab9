"""The Markdown twin of each page, and llms.txt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from specsmith.renderers.docs.context import Context, operation_title
from specsmith.renderers.docs.operation import reason, text_of
from specsmith.renderers.docs.overview import _SCHEMES, _scheme_lines, tag_title
from specsmith.renderers.docs.pages import OperationView, SchemaView
from specsmith.renderers.docs.trees import Trees
from specsmith.renderers.docs.types import allowed, facts
from specsmith.renderers.escaping.html import markdown_block, markdown_code, markdown_line, markdown_source
from specsmith.renderers.markdown import summary
from specsmith.views.api import Operation, Parameter, Tag
from specsmith.views.types import Array, Field, Map, Model, ModelShape, Named, TypeRef

_DEEPEST = 4


class Twins:
    """Writes Markdown from the same views as the HTML."""

    def __init__(self, context: Context, trees: Trees) -> None:
        self._context = context
        self._trees = trees

    def overview(self) -> str:
        """``index.md``."""
        api = self._context.api
        lines = [
            f"# {markdown_line(api.title)} {markdown_line(api.version)}".rstrip(),
            "",
            markdown_source(api.description),
            "",
        ]
        if api.servers:
            lines += [
                "## Servers",
                "",
                *(f"- {markdown_code(s.url)} {markdown_line(s.description)}".rstrip() for s in api.servers),
                "",
            ]
        if api.security_schemes:
            lines += ["## Authentication", ""]
            for scheme in api.security_schemes:
                told = "; ".join(f"{line.text} {markdown_code(line.note)}" for line in _scheme_lines(scheme))
                lines.append(f"- {markdown_code(scheme.id)}: {_SCHEMES[scheme.kind]}" + (f" ({told})" if told else ""))
            lines.append("")
        for tag in api.tags:
            lines += self._tag_lines(tag, "", "##")
        return _join(lines)

    def tag(self, tag: Tag) -> str:
        """A tag's page."""
        return _join(self._tag_lines(tag, "../", "#"))

    def _tag_lines(self, tag: Tag, base: str, mark: str) -> list[str]:
        if not tag.operations and not tag.description:
            return []
        lines = [f"{mark} {markdown_line(tag_title(tag))}", "", markdown_source(tag.description), ""]
        for id_ in tag.operations:
            operation = self._context.operations[id_]
            address = f"{base}{self._context.site.operations[id_]}.md"
            lines.append(
                f"- [{markdown_line(operation_title(operation))}]({address}): "
                + markdown_code(f"{operation.method.upper()} {operation.path}")
            )
        return [*lines, ""]

    def operation(self, operation: Operation, view: OperationView) -> str:
        """An operation's page."""
        lines = [f"# {markdown_line(view.title)}", ""]
        if operation.path:
            lines += [markdown_code(f"{view.method} {view.prefix}{operation.path}"), ""]
        if operation.deprecated:
            lines += ["**Deprecated.**", ""]
        lines += [markdown_source(operation.description), ""]
        if view.needs:
            ways = (" and ".join(markdown_code(s.text) for s in need.schemes) for need in view.needs)
            lines += ["Authentication: " + ", or ".join(ways), ""]
        for location in ("path", "query", "header", "cookie"):
            found = [p for p in operation.parameters if p.location.value == location]
            if found:
                lines += [f"## {location.capitalize()} parameters", "", *(self._line(p, 0) for p in found), ""]
        if operation.body is not None:
            required = " (required)" if operation.body.required else ""
            lines += [f"## Request body{required}", "", markdown_source(operation.body.description), ""]
            for media in operation.body.media_types:
                lines += [f"{markdown_code(media.name)}: {self._phrase(media.type)}", ""]
                lines += self._fields([f for f in media.fields if not f.read_only], 0, (), True) or self._inside(
                    media.type, 0, (), True
                )
                lines.append("")
        lines += ["## Responses", ""]
        for response in operation.responses:
            described = markdown_source(response.description) or reason(response.status)
            lines += [f"### {markdown_line(response.status)}", "", described, ""]
            for media in response.media_types[:1]:
                lines += [f"{markdown_code(media.name)}: {self._phrase(media.type)}", ""]
                lines += [*self._inside(media.type, 0, (), False), ""]
        for sample in view.request_samples[:1]:
            lines += ["## Example", "", markdown_block(sample.source, sample.language), ""]
        # an example made from the schema says nothing that the list of fields does not say
        for sample in [one for one in view.response_samples if not one.made][:1]:
            lines += [
                f"Response {markdown_line(sample.label)}:",
                "",
                markdown_block(sample.source, sample.language),
                "",
            ]
        return _join(lines)

    def schema(self, model: Model, view: SchemaView) -> str:
        """A schema's page."""
        lines = [f"# {markdown_line(model.name)}", "", markdown_source(model.description), ""]
        if model.shape is ModelShape.OBJECT:
            lines += self._fields(model.fields, 0, (model.id,), False)
        elif model.shape is ModelShape.ENUM:
            lines += [f"- {markdown_code(row.value)}" for row in view.values]
        else:
            lines += [self._phrase(model.type), "", *self._inside(model.type, 0, (model.id,), False)]
        if view.sample is not None and not view.sample.made:
            lines += ["", "## Example", "", markdown_block(view.sample.source, "json")]
        return _join(lines)

    def _phrase(self, type_: TypeRef) -> str:
        return markdown_line(self._trees.names.phrase(type_).striptags())

    def _line(self, value: Field | Parameter, depth: int) -> str:
        told = [self._trees.names.phrase(value.type, value.nullable).striptags()]
        told += [word for word, on in (("required", value.required), ("deprecated", value.deprecated)) if on]
        notes = [
            " ".join(part for part in (f.before, f.code, f.after) if part)
            for f in facts(value.constraints, value.default, value.examples)
        ]
        values = allowed(value.type, self._context.models)
        if values:
            notes.insert(0, "one of " + ", ".join(values[:40]) + (" …" if len(values) > 40 else ""))
        described = " ".join(markdown_source(value.description).split())
        line = f"{'  ' * depth}- {markdown_code(value.name)} ({markdown_line(', '.join(told))})"
        line += f": {described}" if described else ""
        return line + (f" [{markdown_line('; '.join(notes))}]" if notes else "")

    def _fields(self, fields: Iterable[Field], depth: int, path: tuple[str, ...], request: bool) -> list[str]:
        lines: list[str] = []
        for field in fields:
            lines.append(self._line(field, depth))
            if depth < _DEEPEST:
                lines += self._inside(field.type, depth + 1, path, request)
        return lines

    def _inside(self, type_: TypeRef, depth: int, path: tuple[str, ...], request: bool) -> list[str]:
        match type_:
            case Array():
                return self._inside(type_.items, depth, path, request)
            case Map():
                return self._inside(type_.values, depth, path, request)
            case Named():
                model = self._context.models.get(type_.id)
                if model is None or type_.id in path or (self._trees.links.model(type_.id) and depth > 0):
                    return []
                if model.shape is ModelShape.ALIAS:
                    return self._inside(model.type, depth, (*path, type_.id), request)
                fields = model.request_fields if request else model.response_fields
                return self._fields(fields, depth, (*path, type_.id), request)
        return []

    def llms(self) -> str:
        """``llms.txt``: what the API is, and where the Markdown of every page is."""
        api = self._context.api
        lines = [f"# {markdown_line(api.title)}", ""]
        about = summary(api.description or api.summary, 400)
        if about:
            lines += [f"> {about}", ""]
        lines += [
            f"Version {markdown_line(api.version)}. Every page has a Markdown twin: the same address ending in .md.",
            "",
        ]
        lines += ["- [Overview](index.md)", "- [Schemas](schemas/index.md)" if self._context.site.models else "", ""]
        for tag in api.tags:
            lines += self._tag_lines(
                Tag(tag.name, tag.slug, "", tag.display_name, None, tag.operations, tag.declared, tag.made), "", "##"
            )
        return _join(lines)

    def schemas(self) -> str:
        """``schemas/index.md``."""
        lines = ["# Schemas", ""]
        for model in self._context.api.models:
            if not model.inline:
                address = self._context.site.models[model.id].removeprefix("schemas/")
                about = summary(model.description)
                lines.append(f"- [{markdown_line(model.name)}]({address}.md)" + (f": {about}" if about else ""))
        return _join(lines)


def _join(lines: Sequence[str]) -> str:
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip() + "\n"


__all__ = ["Twins", "text_of"]
