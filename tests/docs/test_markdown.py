"""Descriptions: what survives, what is taken away, how headings are put in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specsmith.renderers.markdown import MarkdownRenderer, summary
from tests.docs.sites import PAYLOADS
from tests.docs.test_site import Page


def render(source: str, level: int = 2) -> str:
    return str(
        MarkdownRenderer(lambda address: "tags/plants.html" if address == "#tag/plants" else "").block(source, level)
    ).strip()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("Plain.", "<p>Plain.</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("**b** `c`", "<p><strong>b</strong> <code>c</code></p>"),
        ("[x](https://a.example)", '<p><a href="https://a.example" rel="noopener">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](#tag/plants)", '<p><a href="tags/plants.html" rel="noopener">x</a></p>'),
        ("[x](/gone)", '<p><a rel="noopener">x</a></p>'),
        ("![alt](https://a.example/i.png)", '<p><a href="https://a.example/i.png" rel="noopener">alt</a></p>'),
        ("<script>alert(1)</script>", ""),
        ('<b onclick="x">b</b>', "<p><b>b</b></p>"),
        ("<img src=x onerror=alert(1)>", '<a rel="noopener">image</a>'),
        ('<p class="top" style="x">a</p>', "<p>a</p>"),
        ("# A\n\n### B\n\n# C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>"),
        ("#### Deep", "<h2>Deep</h2>"),
    ],
)
def test_rendering(source: str, expected: str) -> None:
    assert render(source) == expected


def test_in_a_field_headings_are_bold_words() -> None:
    assert render("# A\n\ntext", 0) == "<p><strong>A</strong></p>\n<p>text</p>"


def test_code_is_highlighted_with_bare_elements() -> None:
    assert '<b>"a"</b>' in render('```json\n{"a": 1}\n```')


@given(
    st.lists(
        st.sampled_from([*PAYLOADS, "# h", "#### h", "- x", "| a |\n|---|\n| b |", "```\n", "<h1>x</h1>", "\n\n", " "]),
        max_size=8,
    )
)
def test_whatever_comes_in_is_balanced_and_harmless(pieces: list[str]) -> None:
    page = Page(f"<div>{render(''.join(pieces))}</div>")
    assert page.problems == []
    assert page.loads == []
    assert not any(link.lower().startswith("javascript") for link in page.links)
    assert all(b <= a + 1 for a, b in zip([1, *page.headings], page.headings, strict=False))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One. Two.", "One. Two."),
        ("Returns all users. Then more.", "Returns all users."),
        ("<p>Creates a <b>thing</b>.</p>", "Creates a thing."),
        ("# Title\n\nText", "Title"),
        ("", ""),
    ],
)
def test_summary(source: str, expected: str) -> None:
    assert summary(source) == expected
