"""Input that is no API description is refused from a sample; everything that may be one is let through."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from specsmith.recovery.cleanup import refuse

CASES = Path(__file__).parents[1] / "cases"
NOVEL = (
    "It was the third winter since the ferry had stopped, and nobody in the village spoke of the lake any more. Ines put the kettle on "
    "and looked out: the ice was grey. 'GET up,' she said, 'POST is coming, and the answers: they never come by themselves.'\n\n"
)


def _log() -> bytes:
    line = '10.0.0.{} - - [21/Nov/2026:10:00:{:02} +0000] "GET /users/{} HTTP/1.1" 200 512 "-" "curl/8"\n'
    return "".join(line.format(i % 250, i % 60, i * 7919 % 1000) for i in range(3000)).encode()


def _application_log() -> bytes:
    levels = ("INFO", "WARN", "ERROR")
    return "".join(
        f"2026-11-21 10:{i % 60:02}:00,{i} {levels[i % 3]} worker: POST /jobs/{i * 31 % 977} took {i} ms\n"
        for i in range(2000)
    ).encode()


REFUSED = {
    "empty": (b"", "empty"),
    "white space": (b" \r\n\t\n", "empty"),
    "only a byte-order mark": (b"\xef\xbb\xbf", "empty"),
    "an executable": (b"\x7fELF\x02\x01\x01" + bytes(500), "binary"),
    "random bytes": (random.Random(7).randbytes(20_000), "binary"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "PDF"),
    "a zip": (b"PK\x03\x04" + bytes(100), "ZIP"),
    "a novel": ((NOVEL * 200).encode(), "running text"),
    "a page of a novel": (NOVEL.encode(), "running text"),
    "an access log": (_log(), "log file"),
    "an application log": (_application_log(), "log file"),
    "100 MB of a key": (b"a: " * (100 * 2**20 // 3), "over and over"),
    "lines of a key": (b"a:\n" * 200_000, "over and over"),
    "some other YAML": (b"name: x\nversion: 2\nservices:\n  web:\n    image: y\n", "no part of an API description"),
    "source code": (
        b"import os\n\ndef main():\n    print(os.getcwd())\n\nif __name__ == '__main__':\n    main()\n",
        "no part",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_clear_reason(name: str) -> None:
    data, words = REFUSED[name]
    reason = refuse(data)
    assert reason is not None
    assert words in reason


def test_a_long_novel_is_refused_as_running_text() -> None:
    words = sorted(set(NOVEL.split()))
    shuffled = random.Random(3)
    text = " ".join(shuffled.choice(words) + ("\n" if shuffled.random() < 0.1 else "") for _ in range(100_000))
    assert refuse(text.encode()) == "the input is running text that states no endpoint"


def test_damaged_specs_and_reference_pages_are_let_through() -> None:
    for text in yaml.safe_load((CASES / "cleanup" / "cases.yaml").read_text(encoding="utf-8")).values():
        assert refuse(text["input"].encode()) is None, text["input"][:80]
    for page in sorted((CASES / "prose").glob("*/page.*")):
        assert refuse(page.read_bytes()) is None, page
    spec = (CASES / "cleanup" / "tricky.yaml").read_text(encoding="utf-8")
    for text in (
        spec,
        " ".join(spec.split()),
        "\n".join(" ".join(line.split()) for line in spec.splitlines()),
        spec[:400],
    ):
        assert refuse(text.encode()) is None
        assert refuse(text.encode("utf-16")) is None
