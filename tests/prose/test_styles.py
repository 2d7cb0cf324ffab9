"""One API written down in many styles reads back as the same endpoints, parameters and bodies, whatever the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from specsmith.recovery.prose import read_prose

NOUNS = ("users", "orders", "invoices", "boats", "messages", "tags", "reports", "keys", "teams", "photos")
PARAMETERS = ("id", "user_id", "orderId", "slug", "name")
FIELDS = ("title", "size", "owner", "created_at", "isOpen", "amount", "note", "color")
TYPES = ("string", "integer", "boolean", "number")


@dataclass(frozen=True)
class Endpoint:
    method: str
    path: str
    fields: tuple[tuple[str, str, bool], ...]


@st.composite
def endpoints(draw: st.DrawFn) -> list[Endpoint]:
    out: dict[tuple[str, str], Endpoint] = {}
    for _ in range(draw(st.integers(1, 6))):
        prefix = draw(st.sampled_from(("", "/v1", "/api/v2")))
        noun = draw(st.sampled_from(NOUNS))
        path = f"{prefix}/{noun}"
        if draw(st.booleans()):
            path += "/{" + draw(st.sampled_from(PARAMETERS)) + "}"
            if draw(st.booleans()):
                path += "/" + draw(st.sampled_from([other for other in NOUNS if other != noun]))
        method = draw(st.sampled_from(("GET", "POST", "PUT", "PATCH", "DELETE")))
        names = draw(st.lists(st.sampled_from(FIELDS), max_size=3, unique=True)) if method != "DELETE" else []
        fields = tuple((name, draw(st.sampled_from(TYPES)), draw(st.booleans())) for name in names)
        shape = "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
        if not any(known_shape == shape and known.path != path for (_, known_shape), known in out.items()):
            out[method, shape] = Endpoint(method, path, fields)
    return list(out.values())


def _colons(path: str) -> str:
    return path.replace("{", ":").replace("}", "")


def _angles(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


def _table(fields: tuple[tuple[str, str, bool], ...]) -> str:
    if not fields:
        return ""
    rows = [f"| `{n}` | {t} | {'yes' if r else 'no'} | The {n} of it. |" for n, t, r in fields]
    return "\n".join(["| Name | Type | Required | Description |", "|---|---|---|---|", *rows]) + "\n"


def _bullets(fields: tuple[tuple[str, str, bool], ...]) -> str:
    return "".join(f"- `{n}` ({t}, {'required' if r else 'optional'}): the {n}\n" for n, t, r in fields)


def _plain(fields: tuple[tuple[str, str, bool], ...]) -> str:
    if not fields:
        return ""
    return (
        "\n".join(
            ["Name Type Required Description", *(f"{n} {t} {'yes' if r else 'no'} The {n} of it" for n, t, r in fields)]
        )
        + "\n"
    )


STYLES: dict[str, Callable[[Endpoint], str]] = {
    "headings": lambda e: f"### {e.method} {e.path}\n\nDoes something.\n\n**Parameters**\n\n{_table(e.fields)}\n",
    "ticked headings": lambda e: f"## Something to do: `{e.method} {_colons(e.path)}`\n\n#### Parameters\n\n{_bullets(e.fields)}\n",
    "titles and code": lambda e: f"## Handle it\n\n```\n{e.method} {_colons(e.path)}\n```\n\nParameters:\n\n{_bullets(e.fields)}\n",
    "lines": lambda e: f"#### Handle it\n\n`{e.method} {_angles(e.path)}`\n\nParameters:\n\n{_table(e.fields)}\n",
    "path headings": lambda e: f"#### {e.path}\n\n*{e.method}* handles it. Only for some.\n\n{_table(e.fields)}\n",
    "labels": lambda e: f"## Handle it\n\n**URL**: `{e.path}`\n\n**Method**: `{e.method}`\n\nParameters:\n\n{_bullets(e.fields)}\n",
    "messages": lambda e: f"## Handle it\n\n```http\n{e.method} {e.path} HTTP/1.1\nHost: api.example\n```\n\nParameters\n\n{_table(e.fields)}\n",
    "sentences": lambda e: f"## Handle it\n\nSend a `{e.method}` request to `{e.path}`.\n\nParameters:\n\n{_bullets(e.fields)}\n",
    "calls": lambda e: f"## Handle it\n\n```sh\ncurl -X {e.method} 'https://api.example{e.path}' -H 'Accept: */*'\n```\n\nParameters:\n\n{_bullets(e.fields)}\n",
    "plain text": lambda e: f"Handle it\n\n{e.method} {e.path}\n\nHandles it well.\n\nParameters\n{_plain(e.fields)}\n",
}  # fmt: skip


@given(endpoints(), st.sampled_from(sorted(STYLES)))
def test_every_style_reads_back(wanted: list[Endpoint], style: str) -> None:
    page = "# The Example API\n\n" + "".join(STYLES[style](endpoint) for endpoint in wanted)
    result = read_prose(page)
    assert result is not None
    paths = result.document["paths"]
    found = {(method.upper(), path) for path, item in paths.items() for method in item if not method.startswith("x-")}
    assert found == {(endpoint.method, endpoint.path) for endpoint in wanted}
    for endpoint in wanted:
        operation = paths[endpoint.path][endpoint.method.lower()]
        in_path = {part[1:-1] for part in endpoint.path.split("/") if part.startswith("{")}
        parameters = {(p["in"], p["name"]): p for p in operation.get("parameters", [])}
        assert {name for where, name in parameters if where == "path"} == in_path
        if endpoint.method in {"POST", "PUT", "PATCH"}:
            if endpoint.fields:
                (media,) = operation["requestBody"]["content"].values()
                schema = media["schema"]
                assert {n: s["type"] for n, s in schema["properties"].items()} == {n: t for n, t, _ in endpoint.fields}
                assert schema.get("required", []) == [n for n, _, required in endpoint.fields if required]
        else:
            query = {name: p for (where, name), p in parameters.items() if where == "query"}
            assert {n: p["schema"]["type"] for n, p in query.items()} == {n: t for n, t, _ in endpoint.fields}
            assert {n for n, p in query.items() if p.get("required")} == {n for n, _, r in endpoint.fields if r}


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    result = read_prose(text)
    assert result is None or result.document["openapi"] == "3.1.1"


@given(st.lists(st.sampled_from(sorted(STYLES)), min_size=1, max_size=4), endpoints(), st.data())
def test_damaged_pages_make_nobody_fail(styles: list[str], wanted: list[Endpoint], data: st.DataObject) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    page = "".join(STYLES[style](endpoint) for style in styles for endpoint in wanted)
    start = data.draw(st.integers(0, max(0, len(page) - 1)))
    cut = page[:start] + page[start + data.draw(st.integers(0, 60)) :]
    result = read_prose(cut)
    if result is not None:
        assert list(OpenAPIV31SpecValidator(result.document).iter_errors()) == []
