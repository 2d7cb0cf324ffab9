"""Reference pages as Markdown and as scrapers leave them (tests/cases/prose-scraped): exactly the endpoints that they state."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from specsmith.recovery.prose import read_prose, sniff_prose
from specsmith.recovery.prose.codes import STATUS_DOUBTFUL, TITLE_ADOPTED
from specsmith.text import load

PAGES: dict[str, dict[str, Any]] = load(
    (Path(__file__).parents[1] / "cases" / "prose-scraped" / "pages.yaml").read_text(encoding="utf-8")
).roots[0]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch")


def unmarked(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])[*_]([^*_\n]+?)[*_](?![\w*])", r"\1", text)
    return re.sub(r"`+([^`\n]+)`+", r"\1", text)


def scraped(page: str, *, one_cell_a_line: bool = False, blank_lines: bool = True, braces: bool = True) -> str:
    """What the text of a rendered page is: no headings, fences, bullets, emphasis, table lines."""
    out: list[str] = []
    fenced = False
    for line in page.splitlines():
        if re.match(r"\s*>?(```|~~~)", line):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            bare = re.sub(r"^>", "", line)
            if braces or not re.fullmatch(r"\s*[{}\[\]],?\s*", bare):
                out.append(bare)
        elif re.fullmatch(r"\s*\|?[\s:|-]+\|?\s*", line) and "|" in line:
            continue
        elif line.startswith("|"):
            cells = [unmarked(cell.strip()) for cell in line.strip("|").split("|")]
            out += [cell for cell in cells if cell] if one_cell_a_line else [" ".join(cell for cell in cells if cell)]
        elif not re.fullmatch(r"[=-]{3,}", line):
            line = re.sub(r"^#+\s+|^\s*[-*]\s+|^>\s?", "", line)
            out.append(unmarked(line).strip())
    return "\n".join(line for line in out if blank_lines or line.strip()) + "\n"


FORMS: dict[str, Callable[[str], str]] = {
    "Markdown": lambda page: page,
    "text": scraped,
    "dense text": lambda page: scraped(page, blank_lines=False, braces=False),
    "cells on lines": lambda page: scraped(page, one_cell_a_line=True, blank_lines=False),
}


def described(parameter: dict[str, Any]) -> str:
    """Name, type and default."""
    schema = parameter["schema"]
    return " ".join(
        str(word) for word in (parameter["name"], schema.get("type"), schema.get("default")) if word is not None
    )


def shape(endpoint: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", endpoint)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PAGES)
def test_the_endpoints_are_those_of_the_page(name: str, form: str) -> None:
    text = FORMS[form](PAGES[name]["page"])
    result = read_prose(text) if sniff_prose(text) else None
    document = result.document if result is not None else {"paths": {}}
    found = [
        f"{method.upper()} {path}" for path, item in document["paths"].items() for method in METHODS if method in item
    ]
    assert sorted(map(shape, found)) == sorted(map(shape, PAGES[name]["endpoints"])), text
    for endpoint, fields in PAGES[name].get("fields", {}).items():
        method, path = endpoint.split(" ")
        assert [described(p) for p in document["paths"][path][method.lower()]["parameters"]] == fields, text
    for endpoint, wanted in PAGES[name].get("said", {}).items():
        method, path = endpoint.split(" ")
        operation = document["paths"][path][method.lower()]
        said = {
            "title": operation.get("summary"),
            "text": operation.get("description"),
            "answers": [*operation["responses"]],
        }
        assert {key: said[key] for key in wanted} == wanted, text
    if "server" in PAGES[name]:
        assert [server["url"] for server in document["servers"]] == [PAGES[name]["server"]]
    if result is not None:
        assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_what_only_the_layout_says_is_marked() -> None:
    page = PAGES["sentences-above-endpoints"]["page"]
    result = read_prose(scraped(page))
    assert result is not None
    operations = [
        one for item in result.document["paths"].values() for method, one in item.items() if method in METHODS
    ]
    assert len(operations) == 3
    assert all("the lines above the endpoint" in one["x-specsmith-inferred"] for one in operations)
    assert [note.line for note in result.notes if note.code is TITLE_ADOPTED] == [5, 16, 29]
    headed = read_prose(page)
    assert headed is not None
    assert TITLE_ADOPTED not in {note.code for note in headed.notes}


def test_a_status_between_two_endpoints_is_given_to_neither_where_the_layout_is_not_that_of_the_page() -> None:
    result = read_prose(
        "Ship service\n\nGET /ships\n\nAll the ships. Answers 206 when there are more.\n\n"
        "Build a ship\n\nAnswers 201 when built.\n\nPOST /ships\n\nReturns 202 if it storms.\n"
    )
    assert result is not None
    ships = result.document["paths"]["/ships"]
    assert (list(ships["get"]["responses"]), list(ships["post"]["responses"])) == (["206"], ["202"])
    assert [(note.line, note.message.split(" ")[0]) for note in result.notes if note.code is STATUS_DOUBTFUL] == [
        (9, "201")
    ]
