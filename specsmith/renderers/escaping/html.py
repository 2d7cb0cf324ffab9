"""Spec text → HTML, URLs, scripts' data, headers, Markdown, CSV, shell: one function per context.

Autoescaping templates call :func:`text` by themselves; everything else has to be asked for by its name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

# what XML and HTML forbid in text: most control characters, lone surrogates and the non-characters
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_URL_NOISE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_HOST = re.compile(r"^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$|^\[[0-9a-f:.]+\]$")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_FENCED = re.compile(r"(^```[^`\n]*\n(?:(?!```).*\n)*?```[ \t]*$)", re.MULTILINE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(value: str) -> str:
    """The text without characters that no HTML or XML document may hold.

    >>> plain("a\\x00b\\ud800c")
    'a\\ufffdb\\ufffdc'
    """
    return _FORBIDDEN.sub("\ufffd", value)


def text(value: str) -> Markup:
    """Text or attribute value (quoted) of HTML and XML.

    >>> text('<b title="x">')
    Markup('&lt;b title=&#34;x&#34;&gt;')
    """
    return escape(plain(value))


def content(value: str) -> Markup:
    """Text between tags, never in an attribute: quotes stay as they are (they are a third of most JSON).

    >>> content('"a" < b & c')
    Markup('"a" &lt; b &amp; c')
    """
    return Markup(plain(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def href(value: str) -> str:
    """An address that a link may point to, else the empty string: absolute http, https or mailto only.

    Templates escape the result once more as an attribute.

    >>> href(" https://example.com/a?b=1&c=2 "), href("java\\tscript:alert(1)"), href("//evil.example")
    ('https://example.com/a?b=1&c=2', '', '')
    """
    cleaned = _URL_NOISE.sub("", plain(value))
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SAFE_SCHEMES or (parts.scheme.lower() != "mailto" and not parts.netloc):
        return ""
    return cleaned.replace('"', "%22").replace("<", "%3C").replace(">", "%3E").replace("'", "%27").replace("`", "%60")


def image(value: str) -> str:
    """An image that needs no request: a ``data:`` URL of a raster image, else the empty string.

    >>> image("data:image/png;base64,AAAA"), image("https://example.com/logo.png")
    ('data:image/png;base64,AAAA', '')
    """
    return value if re.fullmatch(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+", value) else ""


def percent(value: str, safe: str = "") -> str:
    r"""A piece of a URL: percent-encoded but for unreserved characters and those in ``safe`` (RFC 3986 §2).

    >>> percent("a b/ü")
    'a%20b%2F%C3%BC'
    """
    return quote(plain(value), safe=safe)


def origin(url: str) -> str:
    """The source expression of a Content-Security-Policy that allows connections to this server, or nothing.

    >>> origin("https://api.example.com:8443/v1"), origin("https://x; script-src *"), origin("/v1"), origin("ftp://a")
    ('https://api.example.com:8443', '', "'self'", '')
    """
    if url.startswith("/") and not url.startswith("//"):
        return "'self'"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not _HOST.match(f"[{host}]" if ":" in host else host):
        return ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def policy(servers: Iterable[str]) -> Markup:
    """The Content-Security-Policy of a page: nothing but its own files, and connections to ``servers`` only.

    The result is safe in an attribute between double quotes: it holds validated hosts and constants only.

    >>> print(policy([]))
    default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; \
form-action 'none'
    """
    sources = sorted({source for url in servers if (source := origin(url))})
    connect = " ".join(sources) or "'none'"
    return Markup(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )


def script_json(value: Any) -> Markup:
    """A JSON value inside a ``<script>`` element, or as a literal of a classic script.

    >>> script_json({"a": "</script><!--\\u2028"})
    Markup('{"a":"\\\\u003c/script\\\\u003e\\\\u003c!--\\\\u2028"}')
    """
    dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for bad, good in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        if bad in dumped:
            dumped = dumped.replace(bad, good)
    return Markup(_FORBIDDEN.sub("\ufffd", dumped))


def markdown_source(value: str) -> str:
    """A description that is Markdown already, with its raw HTML made text; fenced code at the margin stays as it is.

    >>> print(markdown_source("*a* <b onclick=x>\\n```\\n<i>\\n```"))
    *a* &lt;b onclick=x>
    ```
    <i>
    ```
    """
    pieces = _FENCED.split(plain(value).strip())
    return "".join(piece if index % 2 else _TAG.sub("&lt;", piece) for index, piece in enumerate(pieces))


def markdown_line(value: str) -> str:
    r"""One line of Markdown text that means nothing but itself.

    >>> print(markdown_line("a*b* [x](y)\n# no"))
    a\*b\* \[x\](y) \# no
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(plain(value).split()))


def markdown_code(value: str) -> str:
    """A code span: as many backticks as it takes.

    >>> markdown_code("a`b")
    '`` a`b ``'
    """
    line = " ".join(plain(value).split())
    if not line:
        return ""
    if "`" not in line:
        return f"`{line}`"
    ticks = "`" * (max(len(run) for run in re.findall("`+", line)) + 1)
    return f"{ticks} {line} {ticks}"


def markdown_block(value: str, language: str = "") -> str:
    """A fenced code block whose fence the text can't close.

    >>> print(markdown_block("a", "json"))
    ```json
    a
    ```
    """
    longest = max((len(run) for run in re.findall("`{3,}", value)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{plain(value)}\n{fence}"


def csv_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula; quoting is left to the csv writer.

    >>> csv_cell("=1+1"), csv_cell("a")
    ("'=1+1", 'a')
    """
    cleaned = plain(value)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA) else cleaned


def shell_word(value: str) -> str:
    """One word of a POSIX shell command.

    >>> print(shell_word("it's"), shell_word("plain"), shell_word("$(x)"))
    'it'"'"'s' plain '$(x)'
    """
    cleaned = plain(value)
    if re.fullmatch(r"[A-Za-z0-9_@%+=:,./-]+", cleaned):
        return cleaned
    return "'" + cleaned.replace("'", "'\"'\"'") + "'"


def anchor(value: str) -> str:
    """An id that is safe in HTML, in a URL fragment and in a selector; not unique by itself.

    >>> anchor("Rate limiting (per IP)")
    'rate-limiting-per-ip'
    """
    return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-") or "section"
