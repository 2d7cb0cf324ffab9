"""One function per output context: whatever goes in, the context can't be left."""

from __future__ import annotations

import html as standard
import json
import shlex
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specsmith.renderers.escaping import html
from tests.docs.sites import PAYLOADS

ANY = st.one_of(st.text(), st.sampled_from(PAYLOADS), st.text(alphabet="<>\"'&`$\\/!-{}%;:\n\u2028\x00", max_size=30))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.data += data


@given(ANY)
def test_text_and_attributes_keep_the_value(value: str) -> None:
    page = Tags()
    page.feed(f'<p title="{html.text(value)}">{html.text(value)}</p><b>{html.content(value)}</b>')
    page.close()
    assert [tag for tag, _ in page.tags] == ["p", "b"]
    assert len(page.tags[0][1]) == 1
    assert page.data == html.plain(value) * 2


@given(ANY)
def test_script_data_is_json_and_closes_nothing(value: str) -> None:
    dumped = html.script_json({"k": value})
    assert html.plain(json.loads(dumped)["k"]) == html.plain(value)
    assert not set("<>&\u2028\u2029") & set(dumped)


@given(ANY)
def test_a_shell_word_is_one_word(value: str) -> None:
    word = html.shell_word(value)
    assert shlex.split(f"x {word}") == ["x", html.plain(value)]


@given(ANY)
def test_a_link_is_absolute_or_nothing(value: str) -> None:
    address = html.href(value)
    assert address == "" or address.lower().startswith(("http://", "https://", "mailto:"))
    assert not set("\"'<>` \n\t") & set(address)


@given(st.text(alphabet="a.:/;*'\" \nhtps-_[]@#?", max_size=40))
def test_no_server_widens_the_policy(url: str) -> None:
    policy = html.policy([url, f"https://{url}"])
    assert "*" not in policy
    assert policy.count(";") == html.policy([]).count(";")
    assert "\n" not in policy
    assert "unsafe" not in policy
    assert '"' not in policy


@given(ANY)
def test_markdown_code_can_not_be_closed(value: str) -> None:
    from markdown_it import MarkdownIt

    fenced = MarkdownIt().parse(html.markdown_block(value, "json"))
    assert [token.type for token in fenced] == ["fence"]
    line = html.markdown_code(value)
    if line:
        inline = MarkdownIt().parseInline(line)[0].children
        assert [token.type for token in inline or ()] == ["code_inline"]


@given(ANY)
def test_a_line_of_markdown_is_only_words(value: str) -> None:
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark").renderInline("x" + html.markdown_line(value))
    assert "<" not in rendered.replace("<br", "")
    assert standard.unescape(rendered).startswith("x")


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://a.example/x", "https://a.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://user:pass@a.example", "https://a.example"),
        ("http://[::1]:80/x", "http://[::1]:80"),
        ("/relative", "'self'"),
        ("//evil.example", ""),
        ("javascript:alert(1)", ""),
        ("https://{host}/x", ""),
        ("https://*.example.com", ""),
        ("https://a.example:port", ""),
        ("", ""),
    ],
)
def test_the_source_of_a_server(given_url: str, expected: str) -> None:
    assert html.origin(given_url) == expected


def test_no_cell_is_a_formula() -> None:
    for start in "=+-@\t\r":
        assert html.csv_cell(f"{start}cmd").startswith("'")


@given(
    st.lists(
        st.sampled_from(
            [*PAYLOADS, "`", "``", "```", "\n```\n", "\n", "\n\n", "- ", "> ", "  ", "<b>", "<!--", "~~~\n", "text"]
        ),
        max_size=12,
    )
)
def test_a_description_in_a_twin_holds_no_html(pieces: list[str]) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(html.markdown_source("".join(pieces)))
    kinds = {inner.type for token in tokens for inner in (token, *(token.children or ()))}
    assert not {"html_block", "html_inline"} & kinds
