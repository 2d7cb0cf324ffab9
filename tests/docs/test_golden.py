"""The garden's whole site, compared with the one in tests/golden/docs; ``make golden`` rewrites it, the diff is reviewed."""

from __future__ import annotations

import os
import shutil

from tests.conftest import ROOT
from tests.docs.sites import garden, site_of, write

GOLDEN = ROOT / "tests" / "golden" / "docs" / "garden"


def test_golden_site() -> None:
    # what is copied from templates/ as it is would only repeat that folder
    copied = (".css", "app.js", "search.js", "tryit.js", "theme.js")
    files = {
        path: text
        for path, text in site_of(garden(), site_url="https://docs.example.com/garden").files.items()
        if not path.endswith(copied)
    }
    if os.environ.get("SPECSMITH_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        write(files, GOLDEN)
    stored = {path.relative_to(GOLDEN).as_posix(): path.read_text() for path in GOLDEN.rglob("*") if path.is_file()}
    assert sorted(files) == sorted(stored)
    different = [path for path, text in files.items() if text != stored[path]]
    assert different == [], "run `make golden` and review the difference"
