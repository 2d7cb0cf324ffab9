"""A settled page → an OpenAPI 3.1.1 document with the lines, confidences and notes of everything in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from specsmith.model.pointer import escape_token
from specsmith.recovery.prose.blocks import Kind
from specsmith.recovery.prose.bodies import build_body, build_parameters
from specsmith.recovery.prose.codes import (
    FROM_SAMPLE,
    MENTIONED_ONLY,
    PATH_ADOPTED,
    PATH_INFERRED,
    SAMPLE_VALUE,
    STATUS_DOUBTFUL,
    TITLE_ADOPTED,
    UNPLACED,
    UNSAID,
)
from specsmith.recovery.prose.content import WRITING, Content, Shown, example_home, read_content, table_fields
from specsmith.recovery.prose.drafts import Draft, Page
from specsmith.recovery.prose.inline import first_sentence, words
from specsmith.recovery.prose.objects import check_example, find_lost_names, object_schema
from specsmith.recovery.prose.paths import shape_of, singular
from specsmith.recovery.prose.responses import add_example, build_responses
from specsmith.recovery.prose.result import INFERRED, ProseResult, Sheet

_ORDER = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def assemble(page: Page, adopted: frozenset[int]) -> ProseResult:
    """Build the document. `adopted` holds the ids of drafts whose path stands in the text near them, not on them."""
    sheet = Sheet()
    builder = _Builder(page, sheet, adopted)
    document = builder.build()
    notes = tuple(sorted(sheet.notes, key=lambda note: (note.line, note.code.id, note.pointer)))
    return ProseResult(document, sheet.lines, sheet.confidences, notes)


class _Builder:
    def __init__(self, page: Page, sheet: Sheet, adopted: frozenset[int]) -> None:
        self.page, self.sheet, self.adopted = page, sheet, adopted
        self.schemas: dict[str, Any] = {}
        self.security: dict[str, Any] = {}

    def build(self) -> dict[str, Any]:
        document: dict[str, Any] = {"openapi": "3.1.1", "info": self.info()}
        servers = self.servers()
        if servers:
            document["servers"] = servers
        document["paths"] = self.paths()
        self.loose()
        components = {
            key: value for key, value in (("schemas", self.schemas), ("securitySchemes", self.security)) if value
        }
        if components:
            document["components"] = components
        self.mentions()
        for line, codes in self.page.doubtful:
            said = f"{', '.join(codes)} may belong to the endpoint above or to the one below; neither is given it"
            self.sheet.note(STATUS_DOUBTFUL, "", line, said, 0.5)
        return document

    # -- the head --------------------------------------------------------------------------------------------------

    def info(self) -> dict[str, Any]:
        page = self.page
        title, reasons = page.title, []
        if not title:
            title = self.title_of_paths()
            reasons.append("the page has no title")
            self.sheet.note(UNSAID, "/info/title", 1, f"the page has no title; '{title}' is made from its paths", 0.3)
        versions = Counter(
            found[1]
            for d in page.drafts
            if d.path
            and (found := re.match(r"^(?:/[a-z]+)?/v?(\d+(?:\.\d+)*)/", d.path.template))
            and not d.path_inferred
        )
        version = versions.most_common(1)[0][0] if versions else "0.0.0"
        reasons.append("the version is that of the paths" if versions else "the page names no version")
        self.sheet.note(UNSAID, "/info/version", 1, f"{reasons[-1]}: '{version}'", 0.5 if versions else 0.1)
        info: dict[str, Any] = {"title": title, "version": version}
        described = [text for _, text in page.intro if len(text.split()) > 3]
        if described:
            info["description"] = "\n\n".join(described)
        info[INFERRED] = "; ".join(reasons)
        self.sheet.at("/info", page.title_line, 0.9 if page.title else 0.3)
        return info

    def title_of_paths(self) -> str:
        last = Counter(
            segment
            for d in self.page.drafts
            if d.path
            for segment in d.path.template.split("/")
            if segment and "{" not in segment and not re.match(r"v?\d", segment)
        )
        return last.most_common(1)[0][0].replace("-", " ").replace("_", " ").title() if last else "Untitled"

    def servers(self) -> list[dict[str, Any]]:
        stated = [d.path.template for d in self.page.drafts if d.path is not None]
        urls = [
            (url, line)
            for url, line in self.page.servers
            if not url.startswith("/") or not any(template.startswith(url + "/") for template in stated)
        ]
        if not urls:
            urls = self.page.sample_servers or [
                (d.path.server, d.line) for d in self.page.drafts if d.path is not None and d.path.server
            ]
        out: list[dict[str, Any]] = []
        for url, line in urls:
            clean = re.sub(r"\{\{?\s*([\w.-]+)\s*\}?\}|<([\w-]+)>", lambda m: "{" + (m[1] or m[2]) + "}", url).rstrip(
                "/"
            )
            if any(server["url"] == clean for server in out) or "$" in clean or clean.count("{") != clean.count("}"):
                continue
            server: dict[str, Any] = {"url": clean}
            names = re.findall(r"\{([^{}]+)\}", clean)
            if names:
                server["variables"] = {name: {"default": name} for name in dict.fromkeys(names)}
            self.sheet.at(f"/servers/{len(out)}", line, 0.9)
            out.append(server)
        return out

    # -- operations ------------------------------------------------------------------------------------------------

    def paths(self) -> dict[str, Any]:
        paths: dict[str, Any] = {}
        by_shape: dict[str, str] = {}
        contents = {id(d): read_content(d, self.sheet) for d in self.page.drafts}
        shared = self.resources(contents)
        for draft in self.page.drafts:
            if draft.path is None:
                continue
            template = by_shape.setdefault(shape_of(draft.path.template), draft.path.template)
            draft.path = type(draft.path)(template, draft.path.server, draft.path.query, draft.path.guesses)
            item = paths.setdefault(template, {})
            method = draft.method.lower()
            if method in item:
                continue
            item[method] = self.operation(draft, contents[id(draft)], shared.get(id(draft), ""))
            pointer = f"/paths/{escape_token(template)}"
            if draft.path_inferred and len(item) == 1:
                item[INFERRED] = draft.path_inferred
            elif not draft.path_inferred:
                item.pop(INFERRED, None)
            self.sheet.lines.setdefault(pointer, draft.line)
            self.sheet.confidences[pointer] = max(draft.confidence, self.sheet.confidences.get(pointer, 0.0))
        return {path: _ordered(item) for path, item in paths.items()}

    def operation(self, draft: Draft, content: Content, resource: str) -> dict[str, Any]:
        assert draft.path is not None
        pointer = f"/paths/{escape_token(draft.path.template)}/{draft.method.lower()}"
        operation: dict[str, Any] = {}
        text = "\n\n".join(_sentence(text) for _, text in draft.texts if text)
        summary = draft.title or (first_sentence(text.split("\n\n")[0]) if text else "")
        if summary and len(summary) <= 120:
            operation["summary"] = _sentence(summary)
        if text and text.rstrip(".") != operation.get("summary", "").rstrip("."):
            operation["description"] = text
        parameters, records = build_parameters(draft, content)
        if parameters:
            operation["parameters"] = parameters
            self.sheet.graft(pointer + "/parameters", records)
        body, records = build_body(draft, content, resource if draft.method in WRITING else "")
        if body is not None:
            operation["requestBody"] = body
            self.sheet.graft(pointer + "/requestBody", records)
        operation["responses"], records = build_responses(draft, content, resource if draft.method == "GET" else "")
        self.sheet.graft(pointer + "/responses", records)
        self.secure(draft, operation)
        self.sheet.at(pointer, draft.line, draft.confidence)
        self.mark(draft, operation, pointer)
        return operation

    def mark(self, draft: Draft, operation: dict[str, Any], pointer: str) -> None:
        assert draft.path is not None
        name = f"{draft.method} {draft.path.template}"
        if draft.path_inferred:
            operation[INFERRED] = draft.path_inferred
            self.sheet.note(PATH_INFERRED, pointer, draft.line, f"{name}: {draft.path_inferred}", draft.confidence)
        elif id(draft) in self.adopted:
            self.sheet.note(
                PATH_ADOPTED, pointer, draft.line, f"{name}: the path stands in the text beside it", draft.confidence
            )
        if draft.sampled:
            self.sheet.note(
                FROM_SAMPLE, pointer, draft.line, f"{name} is known from a sample call only", draft.confidence
            )
        for guess in draft.path.guesses:
            operation[INFERRED] = guess
            self.sheet.note(SAMPLE_VALUE, pointer, draft.line, f"{name}: {guess}", 0.6)
        if draft.lost_title:
            guess = "title, description and their statuses are the lines above the endpoint"
            operation[INFERRED] = f"{operation[INFERRED]}; {guess}" if INFERRED in operation else guess
            self.sheet.note(TITLE_ADOPTED, pointer, draft.lost_title, f"{name}: {guess}", 0.8)

    def secure(self, draft: Draft, operation: dict[str, Any]) -> None:
        """Sample calls that send `Authorization` show how to authenticate."""
        for request, line in draft.requests:
            scheme = request.headers.get("authorization", "").split(" ")[0].lower()
            if scheme not in {"bearer", "basic"}:
                continue
            name = f"{scheme}Auth"
            if name not in self.security:
                self.security[name] = {"type": "http", "scheme": scheme, INFERRED: "sample calls send it"}
                pointer = f"/components/securitySchemes/{name}"
                self.sheet.at(pointer, line, 0.8)
                self.sheet.note(FROM_SAMPLE, pointer, line, f"sample calls send '{scheme}' credentials", 0.8)
            operation["security"] = [{name: []}]

    # -- shared schemas --------------------------------------------------------------------------------------------

    def resources(self, contents: dict[int, Content]) -> dict[int, str]:
        """A table of properties beside GET and PUT of one path describes the thing itself: one schema for both."""
        shared: dict[int, str] = {}
        for draft in self.page.drafts:
            content = contents[id(draft)]
            if not content.resource or draft.path is None:
                continue
            kin = [
                d
                for d in self.page.drafts
                if d.path is not None and d.path.shape == draft.path.shape and d.group == draft.group
            ]
            reads = [d for d in kin if d.method == "GET"]
            writes = [d for d in kin if d.method in WRITING]
            if not reads or not (writes or draft.method == "GET"):
                continue
            examples = [item for d in kin for item in contents[id(d)].body_examples + contents[id(d)].response_examples]
            reference = self.resource(draft, content, examples)
            for member in reads + [d for d in writes if d is draft or d.method in {"PUT", "PATCH"}]:
                shared[id(member)] = reference
                member_content = contents[id(member)]
                member_content.body_examples = []
                member_content.response_examples = [i for i in member_content.response_examples if i not in examples]
        return shared

    def resource(self, draft: Draft, content: Content, examples: list[Shown]) -> str:
        name = self.schema_name(draft, examples)
        pointer = f"/components/schemas/{name}"
        fields = find_lost_names(content.resource, [(item.label, item.example) for item in examples])
        schema, records = object_schema(fields)
        self.sheet.graft(pointer, records)
        self.sheet.at(pointer, content.resource[0].line, 0.9)
        for item in examples:
            home = example_home(item, fields)
            target, own = schema, pointer
            for part in home.split(".") if home else []:
                target, own = target["properties"][part], f"{own}/properties/{escape_token(part)}"
            holder: dict[str, Any] = {}
            local = Sheet()
            add_example(holder, item, own, local)
            target.setdefault("examples", []).append(holder["example"])
            index = len(target["examples"]) - 1
            for note in local.notes:
                self.sheet.note(note.code, f"{own}/examples/{index}", note.line, note.message, note.confidence)
            self.sheet.at(f"{own}/examples/{index}", item.line, 0.7 if item.example.rebuilt else 0.95)
            check_example(target, item.example, item.line, own, self.sheet)
        self.schemas[name] = schema
        return f"#{pointer}"

    def schema_name(self, draft: Draft, examples: list[Shown]) -> str:
        """`Default mail settings:` names the thing; else the last words of the path do."""
        assert draft.path is not None
        segments = [s for s in draft.path.template.split("/") if s and "{" not in s and not re.match(r"^v?\d", s)]
        for item in examples:
            said = [word for word in words(item.label) if word not in {"default", "example", "the", "a", "an"}]
            if segments and segments[-1].lower() in said and 1 < len(said) <= 3:
                return self.free_name("".join(word.capitalize() for word in said))
        return self.free_name(
            "".join(word.capitalize() for word in words(" ".join(singular(s) for s in segments[-2:]))) or "Resource"
        )

    def free_name(self, name: str) -> str:
        number, candidate = 2, name
        while candidate in self.schemas:
            candidate, number = f"{name}{number}", number + 1
        return candidate

    # -- leftovers -------------------------------------------------------------------------------------------------

    def loose(self) -> None:
        """Tables outside every operation become schemas of their own, marked as used by nothing."""
        for part in self.page.loose:
            if part.block.kind is not Kind.TABLE:
                continue
            fields = find_lost_names(table_fields(part.block, self.sheet), [])
            if not fields or not any(field.schema or field.required is not None for field in fields):
                self.sheet.note(UNPLACED, "", part.block.line, "a table outside every operation was left out", 0.5)
                continue
            name = self.free_name(_thing(part.label) or _thing(self.page.title) or "Object")
            schema, records = object_schema(fields)
            schema[INFERRED] = "described outside every operation"
            self.schemas[name] = schema
            pointer = f"/components/schemas/{name}"
            self.sheet.graft(pointer, records)
            self.sheet.at(pointer, part.block.line, 0.7)
            self.sheet.note(UNPLACED, pointer, part.block.line, f"'{name}' is described outside every operation", 0.7)

    def mentions(self) -> None:
        known = {(d.method, d.path.shape) for d in self.page.drafts if d.path is not None}
        for mention in self.page.mentions:
            if mention.path is not None and (mention.method, mention.path.shape) not in known:
                known.add((mention.method, mention.path.shape))
                message = f"{mention.method} {mention.path.template} is mentioned and nowhere described; it is left out"
                self.sheet.note(MENTIONED_ONLY, "", mention.line, message, 0.5)


def _ordered(item: dict[str, Any]) -> dict[str, Any]:
    return {key: item[key] for key in (*_ORDER, INFERRED) if key in item}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _thing(label: str) -> str:
    """The name of what a label introduces: "A credentials object has the following fields:" is about `Credentials`."""
    before = re.split(
        r"\b(?:objects?|resources?|structure|has|have|contains?|with|fields|properties|attributes|schema)\b", label
    )[0]
    said = [word for word in words(before) if word not in {"a", "an", "the", "this", "each", "every", "following"}]
    return "".join(word.capitalize() for word in said[:3])
