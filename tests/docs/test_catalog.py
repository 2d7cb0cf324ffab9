"""The catalog's files."""

from __future__ import annotations

import csv
import io
import json

from specsmith.renderers.catalog import CatalogOptions, apis_json, render_catalog
from specsmith.views.catalog import CatalogApi, CatalogEndpoint
from tests.docs.sites import PAYLOADS
from tests.docs.test_site import broken_links, pages_of

MAIL = CatalogApi(
    "mail", "Mail", "1.0", "Mail for all.", "Acme", "https://acme.example/logo.png", "https://acme.example", "https://api.acme.example",
    ("mail", "send"), "../apis/mail/docs/index.html", "../apis/mail/openapi.yaml", (("python", "../apis/mail/clients/python"),),
    "2017-01-02", "2018-01-02", (("Blog", "https://acme.example/blog"), ("X-Own", "https://acme.example/own")), (("Ada", "ada@acme.example", ""),),
)  # fmt: skip
CHAT = CatalogApi("chat", "Chat", created="2016-05-05", links=(("Blog", "https://acme.example/blog"),))


def endpoint(number: int) -> CatalogEndpoint:
    return CatalogEndpoint(
        "mail", "GET", f"/m/{number}", f"https://api.acme.example/m/{number}", f"Get {number}", tags=("a", "b")
    )


def test_apis_json_says_what_version_0_19_asks_for() -> None:
    document = apis_json([MAIL, CHAT], name="All", url="https://host.example/catalog")
    assert {k: document[k] for k in ("aid", "name", "type", "url", "created", "modified", "specificationVersion", "tags")} == {
        "aid": "catalog", "name": "All", "type": "Index", "url": "https://host.example/catalog/apis.json",
        "created": "2016-05-05", "modified": "2018-01-02", "specificationVersion": "0.19", "tags": ["mail", "send"],
    }  # fmt: skip
    mail = document["apis"][0]
    assert (mail["aid"], mail["humanURL"], mail["baseURL"]) == (
        "catalog:mail",
        "https://acme.example",
        "https://api.acme.example",
    )
    assert mail["properties"] == [
        {"type": "OpenAPI", "url": "https://host.example/apis/mail/openapi.yaml"},
        {"type": "Documentation", "url": "https://host.example/apis/mail/docs/index.html"},
        {"type": "SDKs", "name": "python", "url": "https://host.example/apis/mail/clients/python"},
        {"type": "X-Own", "url": "https://acme.example/own"},
    ]
    assert document["common"] == [{"type": "Blog", "url": "https://acme.example/blog"}]
    assert document["maintainers"] == [{"FN": "Ada", "email": "ada@acme.example"}]


def test_every_format_has_every_endpoint() -> None:
    rows = [endpoint(number) for number in range(900)]
    files = render_catalog([MAIL], rows).files
    assert len(json.loads(files["endpoints.json"])["endpoints"]) == 900
    table = list(csv.DictReader(io.StringIO(files["endpoints.csv"])))
    assert [row["path"] for row in table] == [row.path for row in rows]
    assert table[0]["tags"] == "a; b"
    shown = "".join(text for path, text in files.items() if path.startswith("endpoints/"))
    assert all(f">/m/{number}<" in shown for number in range(900))


def test_pages_are_well_formed_and_links_inside_lead_somewhere() -> None:
    attacked = [
        CatalogApi(f"api-{number}", payload, payload, payload, payload, payload, payload, payload, (payload,))
        for number, payload in enumerate(PAYLOADS)
    ]
    rows = [
        CatalogEndpoint(f"api-{number % len(PAYLOADS)}", "GET", payload, payload, payload, payload, (payload,))
        for number, payload in enumerate(PAYLOADS * 40)
    ]
    files = render_catalog(attacked, rows, CatalogOptions(title=PAYLOADS[0])).files
    pages = pages_of(files)
    assert {path: page.problems for path, page in pages.items() if page.problems} == {}
    assert broken_links(files, pages) == []
    assert all(text.encode() for text in files.values())
    for row in csv.reader(io.StringIO(files["endpoints.csv"])):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_nothing_to_list_is_a_page_too() -> None:
    files = render_catalog([], []).files
    assert "0 APIs" in files["index.html"]
    assert render_catalog([], []).files == files
