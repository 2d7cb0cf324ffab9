"""Statements of endpoints in single lines: `GET /users`, `### POST /x`, "send a PUT request to /y", `[DELETE /z]`.

Nothing here knows about sections; a statement says what one line says and how strongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.paths import METHODS, PATH_PATTERN, PathText, parse_path


class How(Enum):
    """How an endpoint was stated; the value is the confidence that it is meant as one."""

    HEADING = 0.99
    LINE = 0.98
    LABELS = 0.97
    TABLE = 0.96
    ITEM = 0.95
    METHOD_PARAGRAPH = 0.94
    SENTENCE = 0.9
    HTTP_SAMPLE = 0.88
    CURL_SAMPLE = 0.85
    MENTION = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """What one line states: a method and, where it names one, a path. `rest` is what the line says after that."""

    method: str
    path: PathText | None
    line: int
    how: How
    rest: str = ""
    title: str = ""


_M = r"(?P<method>GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|DEL)"
_ANY_CASE_M = r"(?P<method>(?i:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|DEL))"
_SEPARATOR = r"(?:\s*[:|–—-]\s*|\s+)"
_P = rf"(?P<path>{PATH_PATTERN})"
_SLASHLESS = (
    r"(?P<path>(?:https?://)?(?:[A-Za-z][\w.-]*|\{\w+\}|:[a-z]\w*)(?:/(?:[\w.@:-]+|\{[\w.]+\}|<\w+>))+/?(?:\?\S*)?)"
)
_LOG_TAIL = re.compile(
    r"^\s*(?:HTTP/\d\.\d\"?)?\s*[1-5]\d\d\s+(?:-|\d+(?:\.\d+)?\s*(?:ms|µs|s|bytes|b)?\b)", re.IGNORECASE
)

_TALK = re.compile(
    r"^\s+(?:(?:is|are)\s+(?:now|no longer|\d|faster|slower|deprecated|gone|removed|fixed|broken|cached|described|documented|explained|not)|was|were|has been|had|got|now|no longer"
    r"|used to|stopped|keeps|still|returning)\b",
    re.IGNORECASE,
)
"""What follows an endpoint in a sentence about it (release notes), rather than in its definition."""
_WHOLE = re.compile(
    rf"^(?:(?:\d+(?:\.\d+)*[.)]?\s+)|(?:(?:http\s+)?(?:request|endpoint|route|url|call|usage|syntax|resource|definition|api)\s*:\s*))?"
    rf"\[?{_ANY_CASE_M}\]?(?:\s+request)?{_SEPARATOR}{_P}\]?(?P<rest>(?:\s.*|[:,.)].*)?)$",
    re.IGNORECASE,
)
_WHOLE_SLASHLESS = re.compile(rf"^{_M}\s+{_SLASHLESS}(?P<rest>(?:\s.*)?)$")
_ROUTED = re.compile(rf"^(?:\w+\s+)?{_M}\s+(?P<path>/\S*?)\(\.:format\)(?:\s|$)")  # what `rails routes` prints
_ONE_WORD = re.compile(rf"^{_M}\s+(?P<path>[a-z][a-z0-9_-]*)(?P<rest>)$")
_PATH_FIRST = re.compile(rf"^{_P}\s*(?:[-–—:|]\s*)?[\[(]?{_M}[\])]?(?P<rest>(?:\s*[-–—:.].*)?)$")
_INSIDE = re.compile(rf"(?<![\w/]){_M}(?:\s+request)?{_SEPARATOR}{_P}")
_SENTENCE = re.compile(
    rf"(?<![\w/])(?:an?\s+|the\s+|HTTP\s+)*{_M}(?:-|\s+)?(?:HTTP\s+|API\s+|calls?|requests?|method)*\s*"
    rf"(?:is\s+)?(?:sent\s+|made\s+|issued\s+)?(?:to|on|at|against)\s+(?:the\s+)?(?:following\s+)?"
    rf"(?:URL|endpoint|resource|path|route)?\s*:?\s*{_P}",
)
_SENTENCE_REVERSED = re.compile(
    rf"(?<![\w/]){_P}\s+(?:endpoint\s+)?(?:with|using|via|by)\s+(?:an?\s+|the\s+)?(?:HTTP\s+)?{_M}(?:\s+(?:request|method|verb))?\b"
)
_IMPERATIVE = re.compile(
    rf"(?:^|[,:.;]\s*)(?:please\s+)?(?:use|call|invoke|hit|send|issue|perform|make|do|request|poll|fetch|query|try|ask|run)\s+(?:an?\s+|the\s+)?(?:HTTP\s+)?{_M}\s+{_P}",
    re.I,
)
_SEE = re.compile(
    r"\b(?:see|see also|like|described|documented|afterwards|refer|instead|unlike|with|after|before|via|from|by|and|or|of|through|than)\s*"
    r"(?:the\s+|an?\s+)?[\"'(]?$",
    re.IGNORECASE,
)
_SEE_WORD = re.compile(
    r"\b(?:see|see also|like|described|documented|afterwards|refer|instead(?: of)?|unlike|after|before|than)\s*(?:the\s+|an?\s+)?[\"'(]?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|be)\s+(?!replaced|superseded|followed|renamed|caused|preceded|removed|limited)[a-z]*(?:ed|read|sent|got|made|done|set|put|found|given|built)"
    rf"\s+(?:with|via|by|through|using)\s+(?:an?\s+|the\s+)?{_M}\s+{_P}"
)
_METHOD_VERB = re.compile(rf"^{_M}(?P<rest>\s*[:–—-]?\s+(?:an?\s+|the\s+|all\s+)?(?P<verb>[a-z][\w'/-]*)\b.*)$")
_METHOD_COLON = re.compile(rf"^{_M}\s*[:–—-]\s+(?P<rest>(?P<verb>[A-Za-z][\w'-]*)(?:\s.*)?)$")
_NOT_A_VERB = frozenset(
    [
        "request", "requests", "method", "methods", "parameter", "parameters", "params", "param", "variables", "body",
        "data", "and", "or", "is", "are", "was", "call", "calls", "example", "examples", "response", "responses",
        "operation", "operations", "endpoint", "endpoints", "to", "on", "at", "in", "with", "from", "of", "only",
        "for", "as", "form", "query", "fields", "header", "headers", "url", "urls", "payload",
    ]
)  # fmt: skip
_BRACKETED = re.compile(rf"\[\s*{_M}\s*(?:{_P})?\s*\]\s*$")
_BRACKET_PATH = re.compile(rf"\[\s*{_P}\s*\]\s*$")
_ONLY_METHOD = re.compile(rf"^(?:http\s+)?{_M}(?:\s+(?:request|method))?:?$")
_ONLY_PATH = re.compile(rf"^(?:(?:url|uri|endpoint|path|route|resource)\s*:\s*)?{_P}/?$", re.IGNORECASE)


_SEVERAL = re.compile(
    rf"^(?P<before>\W*)(?P<methods>(?:{'|'.join(METHODS)})(?:\s*(?:[|/,&]|or|and)\s*(?:{'|'.join(METHODS)}))+)(?P<after>\s*[:|–—-]?\s.*)$"
)
_DIRECTIVE = re.compile(
    rf"^\.\.\s+(?:\w+:)?(?P<method>get|put|post|delete|patch|head|options)::\s*{_P}\s*$", re.IGNORECASE
)


def line_statements(text: str, line: int, *, code: bool = False) -> list[Statement]:
    """Like `line_statement`, for lines that name several methods of one path, and for Sphinx http directives.

    >>> [s.method for s in line_statements("`PUT|PATCH /todos/:id` - change one", 1)]
    ['PUT', 'PATCH']
    """
    directive = _DIRECTIVE.match(text.strip())
    if directive and (path := parse_path(directive["path"])) is not None:
        return [Statement(directive["method"].upper(), path, line, How.LINE)]
    clean = text.strip() if code else plain(text)
    found = _SEVERAL.match(clean)
    methods = re.findall(r"[A-Z]{3,}", found["methods"]) if found else [""]
    texts = [f"{found['before']}{method}{found['after']}" for method in methods] if found else [text]
    return [statement for text in texts if (statement := line_statement(text, line, code=code)) is not None]


def heading_statements(text: str, line: int) -> list[Statement]:
    """Endpoints that a heading states; a heading with a bracketed or lone method gives a statement without path.

    >>> [(s.method, s.path.template) for s in heading_statements("Get a user `GET /users/{id}`", 3)]
    [('GET', '/users/{id}')]
    >>> heading_statements("View a question [GET]", 1)[0].path is None
    True
    """
    clean = plain(text)
    found = _BRACKETED.search(clean)
    if found:
        path = parse_path(found["path"]) if found["path"] else None
        return [Statement(_method(found["method"]), path, line, How.HEADING, title=clean[: found.start()].strip())]
    whole = line_statements(clean, line)
    if whole:
        return [_with_how(statement, How.HEADING) for statement in whole]
    several = [
        Statement(_method(m["method"]), path, line, How.HEADING, title=clean[: m.start()].strip(" -–—:|%(["))
        for m in _INSIDE.finditer(clean)
        if (path := parse_path(m["path"])) is not None
    ]
    if several:
        return several
    found = _ONLY_METHOD.match(clean)
    return [Statement(_method(found["method"]), None, line, How.HEADING)] if found else []


def heading_path(text: str) -> PathText | None:
    """The path when a heading is nothing but one, or ends with one in brackets.

    >>> heading_path("/1/settings/mail").template
    '/1/settings/mail'
    """
    clean = plain(text)
    found = _ONLY_PATH.match(clean) or _BRACKET_PATH.search(clean)
    return parse_path(found["path"]) if found else None


def line_statement(text: str, line: int, *, code: bool = False) -> Statement | None:
    """The endpoint when the line starts with method and path (or is `PATH (METHOD)`); None for anything else.

    >>> line_statement("GET /users - all users", 1).rest
    'all users'
    >>> line_statement("GET /users 200 12 ms", 1) is None
    True
    """
    clean = text.strip() if code else plain(text)
    routed = _ROUTED.match(clean)
    if routed:
        clean = f"{routed['method']} {routed['path']}"
    found = _WHOLE.match(clean) or _WHOLE_SLASHLESS.match(clean) or _PATH_FIRST.match(clean)
    if not found and code:
        return word_statement(clean, line)
    if not found or _LOG_TAIL.match(found["rest"] or "") or _TALK.match(found["rest"] or ""):
        return None
    if not found["path"].startswith(("/", "http", "<", "{", "[", "$")) and re.match(
        r"\s+[^-–—:(\s]", found["rest"] or ""
    ):
        return None  # two words and more words: `GST Asia/Dubai # a time zone`
    method = found["method"]
    if not (method.isupper() or code or not found["rest"].strip()) or (found["path"] == "/" and found["rest"].strip()):
        return None
    path = parse_path(found["path"])
    rest = re.sub(r"^\s*HTTP/\d(?:\.\d)?\b", "", found["rest"] or "").strip().strip(":-–—|.)* ").strip()
    return Statement(_method(method), path, line, How.LINE, rest) if path else None


def word_statement(text: str, line: int) -> Statement | None:
    """`GET zones`: an endpoint where paths are written without their first slash; anywhere else just two words.

    >>> word_statement("GET zones", 1).path.template, word_statement("GET requests", 1)
    ('/zones', None)
    """
    found = _ONE_WORD.match(plain(text))
    path = parse_path(found["path"]) if found and found["path"] not in _NOT_A_VERB else None
    return Statement(_method(found["method"]), path, line, How.LINE) if found and path else None


_MS = rf"(?P<method>(?:{'|'.join(METHODS)})(?:\s*[,/|&]\s*(?:{'|'.join(METHODS)}))*)"
_ROW_PATH = r"(?P<path>/\S*|[\w-]+/\S*)"
_ROW = tuple(
    re.compile(rf"^{form}$")
    for form in (
        rf"{_ROW_PATH}\s+{_MS}(?:\s+(?P<rest>.*))?",
        rf"(?:(?!\w+ed\s)[\w.]+\s+)?{_MS}\s+{_ROW_PATH}(?:\s+(?P<rest>.*))?",
        rf"(?!\w+ed\s)[A-Z]\w+(?: \w+){{1,2}}\s+{_MS}\s+(?P<path>/\S+)(?P<rest>)",
    )
)


def row_statements(text: str, line: int) -> list[Statement]:
    """The endpoints of a table row that lost its lines: path and methods in either order, then whatever the columns held.

    >>> [(s.method, s.path.template) for s in row_statements("snippets/<id>/ GET, PUT one snippet", 1)]
    [('GET', '/snippets/{id}/'), ('PUT', '/snippets/{id}/')]
    """
    found = next((match for form in _ROW if (match := form.match(plain(text).replace("(.:format)", "")))), None)
    path = parse_path(found["path"]) if found else None
    rest = " " + (found["rest"] or "") if found else ""
    if found is None or path is None or _LOG_TAIL.match(rest) or _TALK.match(rest):
        return []
    methods = re.findall(r"[A-Z]+", found["method"])
    return [Statement(_method(method), path, line, How.TABLE, found["rest"] or "") for method in methods]


_TAIL = re.compile(rf"^(?P<title>.{{2,120}}?)\s*(?:[:–—|(\[%]|\s-|->|→)\s*{_M}\s+{_P}[\])]?\s*[.:]?$")


_TICKED_TAIL = re.compile(
    rf"^\W{{0,3}}(?P<title>(?!\w+ed\s|New\s)[A-Z][\w ]{{1,60}}?)\W{{0,4}}\s+`{_M}\s+{_P}`\s*[.:]?$"
)
_VERBS = {
    "GET": "list|get|show|read|retrieve|fetch|view|find|search",
    "POST": "create|register|submit|send|post",
    "PUT": "update|replace|edit|change|put",
    "PATCH": "update|edit|change|modify|patch",
    "DELETE": "delete|destroy",
}
_VERB_TAIL = tuple(
    re.compile(rf"^(?P<title>(?i:{verbs})(?: [\w-]+){{0,4}})\s+(?P<method>{method})\s+{_P}\.?$")
    for method, verbs in _VERBS.items()
)
"""A title and an endpoint with nothing in between: only a verb that says what its method does makes a title of the words."""


def tail_statement(text: str, line: int) -> Statement | None:
    """The endpoint at the end of a titled line: "List users: `GET /users`".

    >>> tail_statement("[List users](users.md): `GET /users`", 1).title
    'List users'
    >>> tail_statement("List GET /v1/users", 1).title, tail_statement("Undo DELETE /v1/users", 1)
    ('List', None)
    """
    clean = plain(text)
    verbal = (found for form in _VERB_TAIL if (found := form.match(clean)))
    found = _TAIL.match(clean) or _TICKED_TAIL.match(text.strip()) or next(verbal, None)
    path = parse_path(found["path"]) if found else None
    if (
        not found
        or path is None
        or _SEE.search(found["title"] + " ")
        or re.search(rf"\b(?:{'|'.join(METHODS)})\s+/", found["title"])
    ):
        return None
    return Statement(found["method"], path, line, How.ITEM, title=found["title"])


def sentence_statements(text: str, line: int, *, alone: bool = False) -> list[Statement]:
    """Endpoints named within running text: defined by "send a GET request to /x", merely mentioned by "see GET /x".

    `alone` says that no operation is being described: then "X is read with GET /x" defines it too.

    >>> [(s.method, s.how.name) for s in sentence_statements("Send a POST request to `/x`; see also `GET /x`.", 1)]
    [('POST', 'SENTENCE'), ('GET', 'MENTION')]
    """
    clean, out, taken = plain(text), [], set()
    for pattern, how in (
        (_IMPERATIVE, How.SENTENCE),
        (_SENTENCE, How.SENTENCE),
        (_SENTENCE_REVERSED, How.SENTENCE),
        *(((_PASSIVE, How.SENTENCE),) if alone else ()),
        (_INSIDE, How.MENTION),
    ):
        for found in pattern.finditer(clean):
            at = found.start("method")
            path = parse_path(found["path"])
            if path is None or at in taken or path.template == "/":
                continue
            taken.add(at)
            if pattern is _PASSIVE:
                out.append((at, Statement(_method(found["method"]), path, line, how)))
                continue
            seen = bool((_SEE_WORD if pattern is _SENTENCE else _SEE).search(clean[: found.start()]))
            out.append((at, Statement(_method(found["method"]), path, line, How.MENTION if seen else how)))
    return [statement for _, statement in sorted(out, key=lambda pair: pair[0])]


def method_paragraph(text: str, line: int, *, under_path: bool = False) -> Statement | None:
    """A paragraph that starts with a method and a verb: "GET returns the settings"; `under_path`, also "GET: All users".

    >>> method_paragraph("*PUT* sets the mail settings.", 4).rest
    'sets the mail settings.'
    >>> method_paragraph("GET requests are cached.", 4) is None
    True
    """
    clean = plain(text)
    found = _METHOD_VERB.match(clean) or (_METHOD_COLON.match(clean) if under_path else None)
    if not found or found["verb"] in _NOT_A_VERB:
        return None
    return Statement(_method(found["method"]), None, line, How.METHOD_PARAGRAPH, found["rest"].strip(" :–—-"))


def lone_method(text: str) -> str | None:
    """The method when the line is nothing else.

    >>> lone_method("**GET**")
    'GET'
    """
    found = _ONLY_METHOD.match(plain(text))
    return _method(found["method"]) if found else None


def lone_methods(text: str) -> list[str]:
    """All methods of a line that names nothing else: a cell of its own in a table that lost its lines.

    >>> lone_methods("GET, PUT"), lone_methods("GET it")
    (['GET', 'PUT'], [])
    """
    found = re.fullmatch(_MS, plain(text))
    return [_method(method) for method in re.findall(r"[A-Z]+", found[0])] if found else []


def lone_path(text: str) -> PathText | None:
    """The path when the line is nothing else."""
    clean = plain(text)
    found = _ONLY_PATH.match(clean)
    if not found and re.fullmatch(r"[a-z][\w-]*/(?:\S*/)?", clean):
        return parse_path(clean)
    return parse_path(found["path"]) if found else None


def mentioned_paths(text: str) -> list[PathText]:
    """Every path that stands in running text, methods or not.

    >>> [path.template for path in mentioned_paths("Update with `/1/settings/mail` and/or by hand.")]
    ['/1/settings/mail']
    """
    found = re.findall(rf"(?:(?<=^)|(?<=[\s(\"'])){PATH_PATTERN}", plain(text))
    paths = (parse_path(text) for text in found)
    return [path for path in paths if path is not None and path.template != "/"]


def _method(text: str) -> str:
    upper = text.upper()
    return "DELETE" if upper == "DEL" else upper


def _with_how(statement: Statement, how: How) -> Statement:
    return Statement(statement.method, statement.path, statement.line, how, title=statement.rest)
