"""What a heading or a short line announces: parameters, a body, a response, an error, a status, a base URL."""

from __future__ import annotations

import re
from enum import Enum

from specsmith.recovery.prose.inline import plain


class Cue(Enum):
    """What the blocks after a heading or label describe."""

    NONE = "none"
    PARAMETERS = "parameters"
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    RESPONSE = "response"
    ERROR = "error"
    OTHER = "other"


_CUES: tuple[tuple[Cue, re.Pattern[str]], ...] = tuple(
    (cue, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for cue, pattern in (
        (Cue.HEADER, r"(?:response|request|http|custom|required|optional)?\s*headers?"),
        (Cue.ERROR, r"errors?|failures?|error (?:codes?|responses?)|exceptions?|status codes?|response codes?|return codes?|codes?"),
        (Cue.RESPONSE, r"responses?|returns?|returned|results?|outputs?|repl(?:y|ies)|answers?|success"),
        (Cue.QUERY, r"query|query ?strings?|search params|filters?|get params|pagination"),
        (Cue.PATH, r"(?:path|url|uri|route)\s+(?:param(?:eter)?s?|arguments?|variables?|segments?|params)"),
        (Cue.BODY, r"body|payload|post data|request data|data (?:params|constraints|example|parameters)|json params|form|form data|"
                   r"request (?:fields|attributes|properties|parameters|object|json|schema|example|model)|input|post param(?:eter)?s?|"
                   r"data params?|body param(?:eter)?s?|attributes"),
        (Cue.PARAMETERS, r"param(?:eter)?s?|arguments?|args|options|fields?|inputs?|request"),
    )
)  # fmt: skip
_GENERIC = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "and",
        "or",
        "with",
        "to",
        "in",
        "optional",
        "required",
        "supported",
        "available",
        "allowed",
        "http",
        "https",
        "api",
        "rest",
        "json",
        "xml",
        "form",
        "request",
        "requests",
        "response",
        "responses",
        "parameter",
        "parameters",
        "params",
        "param",
        "path",
        "query",
        "url",
        "uri",
        "route",
        "body",
        "payload",
        "header",
        "headers",
        "argument",
        "arguments",
        "args",
        "option",
        "options",
        "field",
        "fields",
        "attribute",
        "attributes",
        "property",
        "properties",
        "return",
        "returns",
        "returned",
        "value",
        "values",
        "result",
        "results",
        "output",
        "input",
        "error",
        "errors",
        "code",
        "codes",
        "status",
        "success",
        "successful",
        "failure",
        "example",
        "examples",
        "sample",
        "samples",
        "call",
        "calls",
        "curl",
        "usage",
        "description",
        "notes",
        "note",
        "permissions",
        "permission",
        "authentication",
        "authorization",
        "auth",
        "method",
        "methods",
        "schema",
        "model",
        "object",
        "data",
        "string",
        "strings",
        "variables",
        "segments",
        "details",
        "format",
        "content",
        "type",
        "types",
        "content-type",
        "constraints",
        "endpoint",
        "filters",
        "filter",
        "pagination",
        "post",
        "get",
        "put",
        "delete",
        "patch",
        "python",
        "javascript",
        "ruby",
        "node",
        "php",
        "java",
        "go",
        "shell",
        "bash",
        "summary",
        "message",
        "messages",
        "reply",
        "answer",
        "condition",
        "fail",
        "bad",
        "ok",
        "created",
        "1",
        "2",
        "3",
        "4",
        "5",
        "scopes",
        "scope",
        "rate",
        "limits",
        "remarks",
        "see",
        "also",
        "following",
    ]
)
_STATUS = re.compile(r"(?<![\w./-])([1-5]\d\d)(?![\w/%-]|\.\d)")
_STATUS_WORDS = re.compile(
    r"\b(?:status(?: code)?s?|codes?|http(?:/\d(?:\.\d)?)?|returns?|returned|responds?|responses?|response code|gives|answers?|yields|success|error|"
    r"with|an?|or|and|is|are|on|if|:)\W{0,4}$",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"^\W{0,3}(?:OK|Created|Accepted|No[- ]Content|Moved|Found|See Other|Not[- ]Modified|Bad[- ]Request|Unauthori[sz]ed|Forbidden|Not[- ]Found|"
    r"Method|Conflict|Gone|Unprocessable|Too Many|Internal|Not Implemented|Bad Gateway|Service Unavailable|status|response|when|if|on|—|–|-|:)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?P<label>(?:(?:http|request|resource|api|method|preferred|supported|allowed|full|call|target|endpoint)\s+){0,2}(?:url|uri|path|endpoint|route|address|link)s?(?:\s+(?:structure|format|template|pattern))?|syntax|http request|(?:(?:http|request|preferred|supported|allowed)\s+){0,2}(?:method|verb)s?|request type|methode|pfad"
    r"|(?:请求|接口)(?:方式|方法|url|地址|路径))"
    r"(?:\s*[:=：–-]\s*|\s+(?=/|https?:|(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\b))(?P<value>\S.*)$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:base|basis|root|api)[ -]*(?:ur[li]|path|address|endpoint)s?|\bhost\s*:|\bserver\b|requests? (?:go|are sent|should be (?:sent|made)|must be (?:sent|made))|"
    r"(?:served|available|reachable|hosted|lives|reached|answers|accessed|accessible|found) (?:at|under|from|on|via)|\bbased? at\b|all (?:urls|endpoints|paths|requests)",
    re.IGNORECASE,
)


def cue_of(text: str) -> Cue:
    """What a label such as "Query parameters" or "with body:" announces.

    >>> [cue_of(text).name for text in ("Query Parameters", "Response example:", "with body:", "The sea")]
    ['QUERY', 'RESPONSE', 'BODY', 'NONE']
    """
    clean = plain(text)
    for cue, pattern in _CUES:
        if pattern.search(clean):
            return cue
    return Cue.NONE


def is_generic(text: str) -> bool:
    """Whether a heading only names a part of an operation ("Parameters", "Example response") and no operation itself.

    >>> is_generic("Example Request"), is_generic("Create a request")
    (True, False)
    """
    found = re.findall(r"[a-z][a-z-]*|\d+", plain(text).lower())
    words = [word for word in found if not re.fullmatch(r"[1-5]\d\d", word)]
    return bool(found) and (not words or (len(words) <= 6 and all(word in _GENERIC for word in words)))


def is_label(text: str) -> bool:
    """Whether a line of text stands for what follows: it ends with a colon, or is nothing but generic words."""
    clean = plain(text)
    return bool(clean) and len(clean) < 140 and (clean.endswith((":", ": ", "：")) or (len(clean) < 50 and is_generic(clean)) or bool(
        re.fullmatch(r"[\w ]{3,50} examples?", clean, re.IGNORECASE)))  # fmt: skip


def labelled(text: str) -> tuple[str, str] | None:
    """A `URL: …`, `Method: …` line → ("path" | "method", value).

    >>> labelled("**Method** : `GET`"), labelled("Endpoint: GET /x")
    (('method', 'GET'), ('path', 'GET /x'))
    """
    found = _LABEL.match(plain(text))
    if not found:
        return None
    label = found["label"].lower()
    kind = (
        "method"
        if label.endswith(("method", "methods", "verb", "verbs", "type", "methode", "方式", "方法"))
        else "path"
    )
    return kind, found["value"].strip()


def lone_label(text: str) -> str:
    """The label when a line is nothing but one and its value stands on the next line; "" for other lines.

    >>> lone_label("**Request URL:**"), lone_label("Method"), lone_label("Methods and means")
    ('Request URL', 'Method', '')
    """
    label = plain(text).rstrip(" :：")
    found = _LABEL.match(f"{label}: /")
    return label if found and found["value"] == "/" and found["label"] == label else ""


def statuses(text: str) -> list[tuple[str, str]]:
    """Status codes that a line names, with the words around each.

    >>> [code for code, _ in statuses("Returns `204` when gone and `404` when there was none.")]
    ['204', '404']
    >>> [code for code, _ in statuses("Returns 201 if it was created, 400 for wrong values.")]
    ['201', '400']
    >>> statuses("Up to 250 users")
    []
    """
    clean = plain(text)
    out: list[tuple[str, str]] = []
    for found in _STATUS.finditer(clean):
        ticked = f"`{found[0]}" in text or f"**{found[0]}" in text
        stands_first = found.start() == 0
        if (
            out
            and (_REASONS.match(clean[found.end() :]) or clean.startswith(" for ", found.end()))
            and re.search(r"[,;]\s*(?:and\s+|or\s+)?$", clean[: found.start()])
        ):
            out.append((found[1], clean[found.end() :].strip(" :–—-.,()`")))
            continue
        if not (
            _STATUS_WORDS.search(clean[: found.start()])
            and (ticked or _REASONS.match(clean[found.end() :]) or _code_label(clean[: found.start()]))
        ) and not (
            (ticked or stands_first)
            and (_REASONS.match(clean[found.end() :]) or clean[found.end() :].strip(" .") == "")
        ):
            continue
        out.append((found[1], clean[found.end() :].strip(" :–—-.,()`")))
    return out


def _code_label(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:status(?: code)?|code|http(?:/\d(?:\.\d)?)?|responds? with|returns?(?: an?)?|response)\W{0,3}$",
            before,
            re.IGNORECASE,
        )
    )


def says_base_url(text: str) -> bool:
    """Whether the URL in this line is the address of the API rather than of one endpoint."""
    words = re.sub(r"\S*/\S*", " ", plain(text))  # `/servers/1` says nothing about servers
    return bool(_BASE.search(words))
