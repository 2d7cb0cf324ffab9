"""Paths as people write them in prose, turned into OpenAPI path templates.

Reference pages spell a path parameter as `{id}`, `:id`, `<id>`, `<int:id>`, `[id]`, `$id` or `USER_ID`, put a host in
front, or a query string behind. `parse_path` reads all of these and says what it had to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE")

_BRACED = r"\{[^{}\n]{1,60}\}|<[A-Za-z_][^<>\n/]{0,60}>|\[[A-Za-z_][\w:. -]{0,40}\]|\([a-z]+:[a-z_]+\)|(?<=/)\([A-Za-z_]\w*\)(?=[/\s`]|$)"
_CHARS = r"[A-Za-z0-9_\-.~%$*+,;=:@!]"
_QUERY = r"(?:\?(?:" + _BRACED + r"|[\w\-.~%$*+,;=:@!&/\[\]{}<>|']){1,300})?"
PATH_PATTERN = (
    r"(?:(?:https?://|\[(?:base|host|server|root|endpoint)[ _-]?(?:url|uri)?\]|\{\{[\w .-]+\}\}|\$\{?[A-Z_]+\}?|<[\w -]*(?:host|url|domain|server)[\w -]*>)"
    r"(?:" + _BRACED + r"|[\w.:@\-])*)?"
    r"/(?:(?:" + _BRACED + r"|" + _CHARS + r")(?:" + _BRACED + r"|" + _CHARS + r"|/)*)?" + _QUERY
)
"""A regular expression (no groups) for a path or URL as it stands in running text."""

_SERVER = re.compile(
    r"^(?P<server>https?://[^/?#\s]+|\[(?:base|host|server|root|endpoint)[ _-]?(?:url|uri)?\]|\{\{[^{}]*\}\}|\$\{?[A-Z_]+\}?|<[\w -]*(?:host|url|domain|server)[\w -]*>)",
    re.IGNORECASE,
)
_BARE_HOST = re.compile(
    r"^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10})(?::\d+)?(?=/)", re.IGNORECASE
)
_HOST_VARIABLE = re.compile(
    r"^\{(?:base|host|server|domain|root|api)?_?-?(?:url|uri|host|root|domain|endpoint)\}(?=/)", re.IGNORECASE
)
_COLON = re.compile(r"(?<![\w}]):([A-Za-z_]\w*(?:-\w+)*)\??")  # not `{name}:cancel`, a custom verb
_UUID = re.compile(r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$", re.IGNORECASE)
_CONCRETE_ID = re.compile(
    r"^(?:\d+|[0-9a-f]{12,}|[a-z]{1,6}[_-](?!v\d+$)(?=[\w-]*\d)[\w-]+|[a-z]{1,4}\d+|(?=\w*\d)(?=\w*[A-Z])\w{10,})$"
)
_SHOUTED = re.compile(r"^(?:YOUR_[A-Z_]+|[A-Z][A-Z0-9]*_(?:ID|NAME|KEY|SLUG|UUID|CODE|TOKEN)|ID|[A-Z]+ID)$")


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A query parameter that the path text itself spells: `?limit=5` has an example, `{?limit}` has none."""

    name: str
    example: str | None = None


@dataclass(frozen=True, slots=True)
class PathText:
    """A path read from text: its template, where the host was, what the query string says.

    `guesses` holds one sentence for every change that was a guess rather than a respelling; `relative` says that the
    text had no leading slash, so that the path may be the tail of a longer one.
    """

    template: str
    server: str | None = None
    query: tuple[QueryPart, ...] = ()
    guesses: tuple[str, ...] = field(default=())
    relative: bool = False

    @property
    def shape(self) -> str:
        """The template with unnamed parameters and no trailing slash: what two spellings of one path share."""
        return shape_of(self.template)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names between braces, in order, without repeats."""
        return tuple(dict.fromkeys(re.findall(r"\{([^{}]+)\}", self.template)))


def shape_of(template: str) -> str:
    """Return `template` with its parameters unnamed and without a trailing slash.

    >>> shape_of("/users/{id}/keys/")
    '/users/{}/keys'
    """
    return re.sub(r"\{[^{}]*\}", "{}", template).rstrip("/") or "/"


def parse_path(text: str) -> PathText | None:
    """Read one path or URL; None when it names no endpoint (a route family such as `/data/...`, a file download).

    >>> parse_path("https://api.example/v1/users/:id?full=1")
    PathText(template='/v1/users/{id}', server='https://api.example', query=(QueryPart(name='full', example='1'),), guesses=(), relative=False)
    >>> parse_path("/data/...") is None
    True
    """
    rest = text.strip().strip("`'\"").rstrip(".,;:)!")
    rest += ")" * (rest.count("(") - rest.count(")"))
    if not rest or text.rstrip("`'\" ").endswith(("...", "…")):
        return None
    server, rest = _split_server(rest)
    rest, query = _split_query(rest)
    relative = not rest.startswith("/")
    if relative:
        rest = "/" + rest
    rest = re.sub(r"/{2,}", "/", rest)
    segments = [_segment(segment) for segment in _split_segments(rest)]
    template = "/" + "/".join(segments[1:])
    if re.search(r"[\s<>\"\\^`|]", template) or template.count("{") != template.count("}"):
        return None
    return PathText(_unique_names(template), server, tuple(query), relative=relative and server is None)


def _split_server(text: str) -> tuple[str | None, str]:
    found = _SERVER.match(text)
    if found:
        server = found["server"]
        return (server if server.lower().startswith("http") else None), text[found.end() :] or "/"
    found = _HOST_VARIABLE.match(text)
    if found:
        return None, text[found.end() :]
    found = _BARE_HOST.match(text)
    if found:
        scheme = "http" if found[0].lower().startswith(("localhost", "127.")) else "https"
        return f"{scheme}://{found[0]}", text[found.end() :]
    return None, text


def _split_query(text: str) -> tuple[str, list[QueryPart]]:
    query: list[QueryPart] = []
    for block in re.findall(r"\{[?&]([^{}]*)\}", text):
        query += [QueryPart(name.strip().rstrip("*")) for name in block.split(",") if name.strip()]
    text = re.sub(r"\{[?&#][^{}]*\}", "", text)
    text, _, rest = text.partition("?")
    text = re.sub(r"#[^{}/]*$", "", text)
    for pair in re.split(r"[&;]", rest.strip("[]")):
        name, _, value = pair.strip("[]{} ").partition("=")
        if re.fullmatch(r"[\w.\-$\[\]]+", name) and name not in {part.name for part in query}:
            query.append(QueryPart(name, _literal(value)))
    return text, query


def _literal(value: str) -> str | None:
    """The value when it is an example, None when it is itself a placeholder."""
    if not value or re.match(r"^[{<\[$:.]|^\.\.\.$", value) or "..." in value:
        return None
    return value


def _split_segments(path: str) -> list[str]:
    """Split at slashes outside braces: `{id:[^/]+}` is one segment."""
    segments, depth = [""], 0
    for char in path:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == "/" and depth <= 0:
            segments.append("")
        else:
            segments[-1] += char
    return segments


def _segment(segment: str) -> str:
    if _COLON.search(segment):
        return _COLON.sub(lambda m: "{" + m[1] + "}", segment)
    segment = re.sub(r"\{\{\s*([\w.-]+)\s*\}\}", r"{\1}", segment)
    segment = re.sub(r"\$\{?([A-Za-z_]\w*)\}?", r"{\1}", segment) if "$" in segment and "{$" not in segment else segment
    segment = re.sub(r"<(?:[a-z]+:)?([^<>]+)>", lambda m: "{" + _name(m[1]) + "}", segment)
    segment = re.sub(r"\((?:[a-z]+):([a-z_]+)\)|^\(([A-Za-z_]\w*)\)$", lambda m: "{" + (m[1] or m[2]) + "}", segment)
    if re.fullmatch(r"\[[A-Za-z_][\w:. -]*\]", segment):
        return "{" + _name(segment[1:-1].lstrip(":")) + "}"
    if _SHOUTED.match(segment):
        return "{" + segment + "}"
    return re.sub(r"\{([^{}]*)\}", lambda m: "{" + _name(m[1]) + "}", segment)


def _name(text: str) -> str:
    text = re.split(r"[#:]", text.strip().lstrip("+:$").rstrip("*?"), maxsplit=1)[0]
    return re.sub(r"[^\w.\-]+", "_", text.strip()) or "id"


def _unique_names(template: str) -> str:
    """A template may not name two parameters alike (OAS 3.1 §4.8.8.2): `/a/{id}/b/{id}` gets `{id}` and `{id2}`."""
    seen: dict[str, int] = {}

    def rename(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return "{" + found[1] + (str(seen[found[1]]) if seen[found[1]] > 1 else "") + "}"

    return re.sub(r"\{([^{}]+)\}", rename, template)


def matches(template: str, concrete: str) -> bool:
    """Whether `concrete` (which may hold sample values) is a use of `template`.

    >>> matches("/users/{id}", "/users/12"), matches("/users/{id}", "/users")
    (True, False)
    """
    left, right = template.strip("/").split("/"), concrete.strip("/").split("/")
    return len(left) == len(right) and all(
        a == b or (a.startswith("{") and b != "") or (b.startswith("{") and a.startswith("{"))
        for a, b in zip(left, right, strict=True)
    )


def parametrize(path: PathText) -> PathText:
    """Turn sample values (`/users/12`) into parameters (`/users/{userId}`); each is a guess and is said so.

    >>> parametrize(PathText("/users/12")).template
    '/users/{userId}'
    """
    segments, guesses = path.template.split("/"), list(path.guesses)
    for index, segment in enumerate(segments):
        if index > 1 and (_CONCRETE_ID.match(segment) or _UUID.match(segment)) and not _is_version(segment):
            owner = next((part for part in reversed(segments[:index]) if part and "{" not in part), "")
            name = singular(re.sub(r"\W+", "_", owner)) + "Id" if owner else "id"
            segments[index] = "{" + name + "}"
            guesses.append(f"'{segment}' is taken for a sample value of the path parameter '{name}'")
    return PathText(_unique_names("/".join(segments)), path.server, path.query, tuple(guesses))


def looks_like_sample(segment: str) -> bool:
    """Whether a segment is a value that somebody made up for an example, rather than a word of the API.

    >>> [looks_like_sample(word) for word in ("42", "my-index-000001", "a-product", "settings")]
    [True, True, True, False]
    """
    return bool(
        _CONCRETE_ID.match(segment)
        or _UUID.match(segment)
        or re.match(r"(?:a|an|my|your|some|the|example|sample|test|foo)[-_]", segment, re.IGNORECASE)
        or re.search(r"[@%]|\d{3}", segment)
    ) and not _is_version(segment)


def with_last_id(path: PathText) -> PathText:
    """`/products/1` → `/products/{productId}`: a number under a plural stands for any of them. Said to be a guess.

    >>> with_last_id(PathText("/api/products/1")).template, with_last_id(PathText("/rest/api/2")).template
    ('/api/products/{productId}', '/rest/api/2')
    """
    *before, last = path.template.split("/")
    if len(before) > 1 and before[-1] != singular(before[-1]) and (last.isdigit() or _UUID.match(last)):
        return parametrize(path)
    return path


def with_named_ids(path: PathText) -> PathText:
    """`/calendars/calendarId` → `/calendars/{calendarId}`, for pages that write no parameter in any other way; a guess.

    >>> with_named_ids(PathText("/calendars/calendarId/events")).template
    '/calendars/{calendarId}/events'
    """
    segments, guesses = path.template.split("/"), list(path.guesses)
    for index, segment in enumerate(segments):
        if _NAMED_ID.match(segment):
            segments[index] = "{" + segment + "}"
            guesses.append(f"'{segment}' is taken for the name of a path parameter")
    return PathText(_unique_names("/".join(segments)), path.server, path.query, tuple(guesses))


_NAMED_ID = re.compile(
    r"^(?!get|find|check|validate|generate|next|new|set|by|lookup|resolve)[a-z]+(?:[A-Z][a-z]+)*Id$|^(?:[A-Z][a-z]+){1,3}(?:Id|Name)$"
)


def _is_version(segment: str) -> bool:
    return bool(re.fullmatch(r"v\d+(?:\.\d+)*", segment))


def singular(word: str) -> str:
    """A plain English singular, good enough for names.

    >>> [singular(word) for word in ("users", "categories", "boxes", "status", "news")]
    ['user', 'category', 'box', 'status', 'news']
    """
    lower = word.lower()
    if lower.endswith(("ss", "us", "is", "news", "series", "settings", "credentials")) or len(word) < 4:
        return word
    if lower.endswith("ies"):
        return word[:-3] + "y"
    if lower.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if lower.endswith("s") else word
