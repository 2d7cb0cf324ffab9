"""Reading: each kind of input is what it is, front matter or not; broken ones say where."""

from __future__ import annotations

import pytest

from specsmith.model import Dialect
from specsmith.readers.read import ReadOptions, read_source
from specsmith.readers.sources import Source

KINDS = [
    ("swagger: '2.0'\npaths: {}\n", [Dialect.SWAGGER_2_0]),
    ("---\nswagger: '2.0'\npaths: {}\n---\n", [Dialect.SWAGGER_2_0]),
    ("---\nswagger: '2.0'\npaths: {}\n---", [Dialect.SWAGGER_2_0]),
    ("---\r\nswagger: '2.0'\r\npaths: {}\r\n---\r\n", [Dialect.SWAGGER_2_0]),
    ("\ufeff---\nopenapi: 3.0.3\npaths: {}\n", [Dialect.OPENAPI_3_0]),
    ('{"openapi": "3.1.0", "paths": {}}', [Dialect.OPENAPI_3_1]),
    ("openapi: 3.2.0\npaths: {}\n", [Dialect.OPENAPI_3_2]),
    ("openapi: 3.1\npaths: {}\n", [Dialect.OPENAPI_3_1]),
    ("swagger: 2.0\npaths: {}\n---\nopenapi: 3.0.0\npaths: {}\n", [Dialect.SWAGGER_2_0, Dialect.OPENAPI_3_0]),
    ("/users:\n  get:\n    responses: {200: {description: OK, content: {}}}\n", [Dialect.OPENAPI_3_0]),
    ("paths:\n  /users:\n    get:\n      parameters: [{in: body, name: b}]\n", [Dialect.SWAGGER_2_0]),
    ("---\n---\n", []),
    ("", []),
    ("just: data\n", []),
]


def read(text, **options):
    return read_source(Source("in.yaml", "", "", text=text), ReadOptions(**options))


@pytest.mark.parametrize(("text", "dialects"), KINDS, ids=[repr(text[:40]) for text, _ in KINDS])
def test_the_kind_is_found(text, dialects):
    result = read(text)
    assert [document.dialect for document in result.documents] == dialects
    assert dialects or [d.code for d in result.diagnostics] in (["SS0103"], ["SS0102"])


def test_broken_yaml_says_where_and_quotes_the_line():
    (diagnostic,) = read("openapi: 3.1.0\ninfo:\n  title: 'unclosed\n", recover=False).diagnostics
    assert diagnostic.code == "SS0101"
    assert diagnostic.located().span.line >= 3


def test_lines_of_a_second_document_are_lines_of_the_file():
    result = read("openapi: 3.0.0\npaths: {}\n---\nswagger: '2.0'\npaths:\n  /a: {}\n")
    source = result.documents[1].source
    assert source.locate("/paths/~1a").line == 6


def test_duplicate_keys_are_reported_with_their_line():
    (document,) = read("swagger: '2.0'\npaths:\n  /a: {get: {summary: A}}\n  /a: {get: {summary: B}}\n").documents
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.span.line, diagnostic.pointer) == ("SS0104", 4, "/paths/~1a")


LISTINGS = [
    ("0.14", "name: A\nx-slug: a\ntags: One, Two\ncreated: '2018-08-28'\nspecificationVersion: '0.14'\napis: []\nx-common:\n- {type: x-blog, url: u}\n"),
    ("0.17", "aid: a\nname: A\ntags: [One, Two]\ncreated: 2018/08/28\nspecificationVersion: '0.17'\napis: []\ncommon:\n- {type: x-blog, url: u}\n"),
    ("0.19", "aid: a\nname: A\ntags: [One, Two]\ncreated: 28 Aug 2018\nspecificationVersion: 0.19\napis: []\ncommon:\n- {type: x-blog, url: u}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "text"), LISTINGS)
def test_listings_of_all_versions_are_normalized(version, text):
    (listing,) = read(text).listings
    assert (listing.version, listing.tags, listing.created) == (version, ("One", "Two"), "2018-08-28")
    assert [(p.type, p.url) for p in listing.common] == [("x-blog", "u")]
    assert "a" in (listing.slug, listing.aid)


def test_a_listing_with_wrong_fields_is_read_as_well_as_it_can_be():
    result = read("name: A\nspecificationVersion: '0.14'\ntags: {a: 1}\ncreated: soon\napis: [7, {name: B, tags: x}]\n")
    (listing,) = result.listings
    assert [api.name for api in listing.apis] == ["B"]
    assert {d.code for d in result.diagnostics} == {"SS0130"}
    assert len(result.diagnostics) == 3


def test_binary_and_windows_text():
    binary = read_source(Source("x.yaml", "", "", text=b"\x00\x01\xff\xfe".decode("utf-8", "surrogateescape")))
    assert [d.code for d in binary.diagnostics] == ["SS0102"]
    latin = read_source(
        Source("x.yaml", "", "", text=b"swagger: '2.0'\ninfo: {title: Caf\xe9}\n".decode("utf-8", "surrogateescape"))
    )
    assert latin.documents[0].root["info"]["title"] == "Café"
    assert [d.code for d in latin.diagnostics] == ["SS0110"]


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_in_all_its_encodings(tmp_path, encoding):
    path = tmp_path / "a.yaml"
    path.write_bytes("swagger: '2.0'\ninfo: {title: Größe, version: '1'}\npaths: {}\n".encode(encoding))
    (document,) = read_source(Source("a.yaml", str(path), str(tmp_path))).documents
    assert document.root["info"]["title"] == "Größe"
