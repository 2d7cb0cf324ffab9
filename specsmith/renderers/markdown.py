"""Descriptions (CommonMark with HTML in it) → safe HTML: rendered by markdown-it-py, sanitized by nh3, headings put in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from specsmith.renderers import highlight
from specsmith.renderers.escaping import html

_TAGS = {
    *(
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "dl",
        "dt",
        "em",
        "hr",
        "i",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
    ),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "var"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "pre": {"tabindex"}, "th": {"scope"}}
_CLASSES = {"i": {"k", "s", "n", "c"}}
_PLAIN = re.compile(r"^[^<>&`*_\[\]\\!|~#\n:@]*$")
_LIST_START = re.compile(r"^\s*(?:[-+=]|\d+[.)])|^\s{4}|^\s*$")
_HEADING = re.compile(r"<(/?)h([1-6])>")
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_OPEN_TH = re.compile(r"<th>")
_EMPTY_TH = re.compile(r"<th[^>]*>\s*</th>")
_EMPTY_LINK = re.compile(r"<a\b[^>]*>\s*</a>")
_EMPTY_HEADING = re.compile(r"<h([1-6])>\s*</h\1>")


class MarkdownRenderer:
    """Renders descriptions, each different text once.

    ``resolve`` turns an address that is not absolute (``#operation/x``, ``/guide``) into a link of the site, or the empty string: then
    the words stay and the link goes. Images are never loaded (no foreign requests): they become links.

    >>> MarkdownRenderer().block("Hi **you** <script>alert(1)</script>")
    Markup('<p>Hi <strong>you</strong> </p>\\n')
    """

    def __init__(self, resolve: Callable[[str], str] | None = None) -> None:
        from markdown_it import MarkdownIt

        self._resolve = resolve
        self._blocks: dict[tuple[str, int], Markup] = {}
        options = {"html": True, "linkify": False, "typographer": False, "highlight": _highlight}
        self._markdown = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
        self._markdown.add_render_rule("image", _image_as_link)

    def block(self, source: str, level: int = 2) -> Markup:
        """A description as blocks; its first heading becomes ``<h level>``, and none skips a level (0: bold text, no headings)."""
        source = source.strip()
        if not source:
            return Markup("")
        known = self._blocks.get((source, level))
        if known is None:
            known = self._render(source, level)
            self._blocks[source, level] = known
        return known

    def brief(self, source: str) -> Markup:
        """A description in a field's row: no headings, and no paragraph around it when there is only one.

        >>> MarkdownRenderer().brief("The *name*.")
        Markup('The <em>name</em>.')
        """
        rendered = self.block(source, 0).strip()
        if rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1:
            return Markup(rendered[3:-4])
        return Markup(rendered)

    def _render(self, source: str, level: int) -> Markup:
        if _PLAIN.match(source) and not _LIST_START.match(source):
            return Markup(f"<p>{html.text(source)}</p>\n")
        import nh3

        rendered = self._markdown.render(html.plain(source))
        rendered = _IMAGE.sub(_raw_image_as_link, rendered)
        cleaned = nh3.clean(
            rendered,
            tags=_TAGS,
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
            attribute_filter=self._attribute,
            url_schemes={"http", "https", "mailto", "specsmith-page"},
            link_rel="noopener",
        )
        cleaned = cleaned.replace("specsmith-page:", "")
        cleaned = _EMPTY_LINK.sub("", cleaned)
        cleaned = _EMPTY_TH.sub("<td></td>", cleaned)
        cleaned = _OPEN_TH.sub('<th scope="col">', cleaned)
        if "<table" in cleaned:
            cleaned = cleaned.replace(
                "<table>", '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>'
            )
            cleaned = cleaned.replace("</table>", "</table></div>")
        return Markup(_order_headings(cleaned, level))

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if tag == "a" and name == "href":
            absolute = html.href(value)
            if absolute:
                return absolute
            page = self._resolve(value) if self._resolve is not None else ""
            return f"specsmith-page:{page}" if page else None
        return value


def summary(source: str, limit: int = 180) -> str:
    """The first sentence or so of a description as plain text.

    >>> summary("Returns **all** [users](https://x.example). Paged.")
    'Returns all users.'
    """
    paragraph = source.strip().split("\n\n", 1)[0]
    paragraph = re.sub(r"<[^>]{0,400}>", "", paragraph[:1200])
    paragraph = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", paragraph)
    paragraph = re.sub(r"(?m)^[#>\s]+|[`*]+", "", paragraph)
    paragraph = " ".join(html.plain(paragraph).split())
    sentence = re.match(r".{12,}?[.!?](?=\s|$)", paragraph)
    if sentence is not None:
        paragraph = sentence.group()
    if len(paragraph) <= limit:
        return paragraph
    return paragraph[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _highlight(source: str, language: str, _attributes: str) -> str:
    return f"<pre><code>{highlight.code(source, language)}</code></pre>"


def _image_as_link(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    token = tokens[index]
    label = token.content or "image"
    inside = 0
    for before in tokens[:index]:
        inside += {"link_open": 1, "link_close": -1}.get(before.type, 0)
    if inside:
        return str(html.text(label))
    return f'<a href="{html.text(str(token.attrGet("src") or ""))}">{html.text(label)}</a>'


def _raw_image_as_link(match: re.Match[str]) -> str:
    source = re.search(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", match.group())
    label = re.search(r"""\balt\s*=\s*["']([^"'>]+)""", match.group())
    words = html.text(label.group(1) if label else "image")
    return f'<a href="{html.text(source.group(1))}">{words}</a>' if source else str(words)


def _order_headings(rendered: str, level: int) -> str:
    """Headings of a description start at ``level`` and never skip one, whatever the author began with."""
    if "<h" not in rendered:
        return rendered
    rendered = _EMPTY_HEADING.sub("", rendered)
    if level == 0:
        return _HEADING.sub(lambda m: "</strong></p>" if m.group(1) else "<p><strong>", rendered)
    open_levels: list[int] = []
    out: list[str] = []
    at = 0
    for match in _HEADING.finditer(rendered):
        out.append(rendered[at : match.start()])
        at = match.end()
        given = int(match.group(2))
        if not match.group(1):
            while open_levels and open_levels[-1] >= given:
                open_levels.pop()
            open_levels.append(given)
        new = min(level + max(len(open_levels), 1) - 1, 6)
        out.append(f"<{match.group(1)}h{new}>")
    out.append(rendered[at:])
    return "".join(out)
