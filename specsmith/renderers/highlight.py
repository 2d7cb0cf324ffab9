"""Code → HTML with four classes (k, s, n, c), at build time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from specsmith.renderers.escaping import html

# JSON examples are most of what is highlighted: one regular expression is thirty times faster than a general lexer
_JSON = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b')
_LARGEST = 60_000  # characters: above, colours cost more than they give


def json_code(source: str) -> Markup:
    """Highlighted JSON; what is no JSON comes out escaped all the same.

    >>> print(json_code('{"a": 1}'))
    {<i class="k">"a"</i>: <i class="n">1</i>}
    """
    source = html.plain(source)
    if len(source) > _LARGEST:
        return html.content(source)
    out: list[str] = []
    at = 0
    for match in _JSON.finditer(source):
        out.append(str(html.content(source[at : match.start()])))
        token, colon = match.group(), match.group(1)
        at = match.end()
        if token[0] != '"':
            out.append(f'<i class="n">{token}</i>')
        elif colon is not None:
            out.append(f'<i class="k">{html.content(token[: -len(colon)])}</i>{colon}')
        else:
            out.append(f'<i class="s">{html.content(token)}</i>')
    out.append(str(html.content(source[at:])))
    return Markup("".join(out))


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


def code(source: str, language: str) -> Markup:
    """Highlighted source of any language that Pygments knows; plain escaped text otherwise.

    >>> print(code("x = 'a'  # b", "python"))
    x = <i class="s">'a'</i>  <i class="c"># b</i>
    """
    source = html.plain(source)
    if language == "json":
        return json_code(source)
    lexer = _lexer(language.lower()) if language and len(source) <= _LARGEST else None
    if lexer is None:
        return html.content(source)
    from pygments import lex

    out: list[str] = []
    before, run = "", ""
    for kind, value in lex(source, lexer):
        style = _style(str(kind))
        if style != before and run:
            out.append(_piece(run, before))
            run = ""
        before = style
        run += value
    out.append(_piece(run.removesuffix("\n"), before))
    return Markup("".join(out))


def _piece(value: str, style: str) -> str:
    if not style or not value.strip():
        return str(html.content(value))
    return f'<i class="{style}">{html.content(value)}</i>'


def _style(token: str) -> str:
    for start, style in (
        ("Token.Keyword", "k"),
        ("Token.Name.Tag", "k"),
        ("Token.Literal.String", "s"),
        ("Token.Literal.Number", "n"),
        ("Token.Comment", "c"),
    ):
        if token.startswith(start):
            return style
    return ""
