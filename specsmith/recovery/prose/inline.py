"""Inline Markdown and HTML → plain words, without touching what may be part of a path (`/users/<id>`, `snake_case`)."""

from __future__ import annotations

import html
import re

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(
    r"</?(?:br|b|i|u|em|strong|code|a|p|span|sup|sub|small|kbd|tt|div|li|ul|ol|nobr|var|font)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w/{_])(_{1,2})(?=[^\s_])(.{1,300}?)(?<=[^\s_])\1(?![\w/_])")
_MARKUP = re.compile(r"[*_`\[\]<&\\\u00a0]")
_TICKS = re.compile(r"(?<!`)(`{1,2})(?!`)(.{1,300}?)(?<!`)\1(?!`)")


def plain(text: str) -> str:
    """Return `text` without emphasis, code ticks, links and known HTML tags; entities become characters.

    >>> plain("**GET** returns [all](x.html) `/users/<id>` of `a_b`.")
    'GET returns all /users/<id> of a_b.'
    """
    if not _MARKUP.search(text):
        return " ".join(text.split())
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub(lambda m: " " if m[0].lower().startswith("<br") else "", text)
    for _ in range(2):
        text = _BOLD.sub(r"\2", text)
    text = _TICKS.sub(r"\2", text)
    text = _UNDERSCORED.sub(r"\2", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|<>-])", r"\1", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.replace("\u00a0", " ").split())


def first_sentence(text: str) -> str:
    """The first sentence, without its full stop.

    >>> first_sentence("Sends a mail. Only for admins.")
    'Sends a mail'
    """
    found = re.match(r"(.+?)(?:\.(?=\s+[A-Z(]|\s*$)|$)", text)
    return (found[1] if found else text).strip()


def words(text: str) -> list[str]:
    """Lower-case words; camelCase and snake_case are taken apart.

    >>> words("The smtpHost of mail_settings")
    ['the', 'smtp', 'host', 'of', 'mail', 'settings']
    """
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)]
