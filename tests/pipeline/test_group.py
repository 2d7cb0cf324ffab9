"""Grouping: what joins, what does not."""

from __future__ import annotations

import pytest

from specsmith.pipeline.group import group_entries
from specsmith.pipeline.index import index_source
from specsmith.readers.sources import Source

LISTING = """name: Mail
x-slug: mail
specificationVersion: '0.14'
apis:
- name: Send
  x-api-slug: send-post
  baseURL: https://API.mail.example//v1
  properties:
  - {type: x-openapi-spec, url: https://x.example/send-post-openapi.md}
"""


def swagger(title="T", host="", base="", collection="", path="/a", slug=""):
    lines = ["swagger: '2.0'", f"info: {{title: '{title}', version: '1'}}"]
    lines += [f"host: {host}"] * bool(host) + [f"basePath: {base}"] * bool(base)
    lines += [f"x-collection-name: {collection}"] * bool(collection)
    lines += ["paths:", f"  {path}:", "    get:", f"      x-api-path-slug: '{slug}'", "      responses: {}"]
    return "\n".join(lines) + "\n"


def grouped(files, by="auto"):
    entries = [index_source(Source(path, path, "", text=text)) for path, text in sorted(files.items())]
    return {group.slug: [m.source.path for m in group.members] for group in group_entries(entries, by)}


CASES = {
    "a host alone never joins": (
        {"a.yaml": swagger("A", "h.example"), "b.yaml": swagger("B", "h.example")},
        {"a": ["a.yaml"], "b": ["b.yaml"]},
    ),
    "host, base path and title join": (
        {"a.yaml": swagger("A", "h.example", "/v1"), "b.yaml": swagger("a", "H.example:443", "/v1/")},
        {"a": ["a.yaml", "b.yaml"]},
    ),
    "another base path does not": (
        {"a.yaml": swagger("A", "h.example", "/v1"), "b.yaml": swagger("A", "h.example", "/v2")},
        {"a": ["a.yaml"], "a-2": ["b.yaml"]},
    ),
    "the collection joins across hosts": (
        {
            "a.yaml": swagger("A", "h.example", collection="Mail"),
            "b.yaml": swagger("B", "i.example", collection="mail"),
        },
        {"mail": ["a.yaml", "b.yaml"]},
    ),
    "a listing joins what it names, what has its slugs and what has its host, in its folder only": (
        {
            "m/apis.md": LISTING,
            "m/send-post-openapi.md": swagger("X"),
            "m/slug.yaml": swagger("Y", slug="send-post", path="/y"),
            "m/host.yaml": swagger("Z", "api.mail.example", path="/z"),
            "m/other.yaml": swagger("Else", "else.example", path="/else"),
            "n/host.yaml": swagger("Z2", "api.mail.example", path="/z2"),
        },
        {
            "else": ["m/other.yaml"],
            "mail": ["m/host.yaml", "m/send-post-openapi.md", "m/slug.yaml"],
            "z2": ["n/host.yaml"],
        },
    ),
    "a fragment without a server joins by its paths": (
        {
            "full.yaml": swagger("Full", "h.example", "/api", path="/users/{id}"),
            "part.yaml": "/api/users/{user_id}:\n  get:\n    responses: {}\n",
            "else.yaml": "/other/{id}:\n  get:\n    responses: {}\n",
        },
        {"else": ["else.yaml"], "full": ["full.yaml", "part.yaml"]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_groups(name):
    files, expected = CASES[name]
    assert grouped(files) == expected


def test_group_by_overrides():
    files = {
        "x/a.yaml": swagger("A", "h.example"),
        "x/b.yaml": swagger("B", "h.example"),
        "y/c.yaml": swagger("C", "i.example"),
    }
    assert len(grouped(files, "server")) == 2
    assert len(grouped(files, "folder")) == 2
    assert len(grouped(files, "file")) == 3
    assert len(grouped(files, "none")) == 1


def test_real_galleries_have_one_group_a_provider(shared):
    from specsmith.readers.read import ReadOptions
    from specsmith.readers.sources import find_sources

    sources, _ = find_sources([str(shared / "gallery" / "send")])
    groups = group_entries([index_source(source, ReadOptions(recover=False)) for source in sources])
    assert len(groups) == 42
    assert all(len(group.listings) == 1 for group in groups)
