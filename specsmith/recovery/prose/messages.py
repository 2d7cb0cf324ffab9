"""HTTP messages and curl commands in code samples → method, URL, headers and body."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One sample request. `line` counts from 0 within the sample; `form` holds the fields of a form body."""

    method: str
    target: str
    line: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    form: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    curl: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One sample response."""

    status: int
    reason: str
    line: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


_REQUEST = re.compile(
    r"^\s*(?:[>$]\s+)?(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+(\S+|https?://\S+|\S*(?:\{[^}]*\}|<[^>]*>)\S*)(?:\s+HTTP/\d(?:\.\d)?)?\s*$"
)
_ANSWER = re.compile(r"^\s*(?:<\s+)?HTTP/\d(?:\.\d)?\s+(\d{3})\s*(.*)$")
_STATUS_LINE = re.compile(r"^\s*(?:Status(?: code)?:?\s+)([1-5]\d\d)\b\s*(.*)$", re.IGNORECASE)
_HEADER = re.compile(r"^\s*([A-Za-z][A-Za-z0-9-]*):\s*(.*)$")
_SHELLS = frozenset(
    {"sh", "bash", "sudo", "tar", "git", "patch", "gpg", "apt-key", "tee", "node", "zsh", "docker", "unzip"}
)
_DOWNLOAD = re.compile(
    r"\.(?:sh|bash|gz|tgz|zip|patch|diff|deb|rpm|exe|msi|dmg|jar|whl|asc|gpg|key|repo|list|rb|py|js|css|md)(?:$|[?#])",
    re.IGNORECASE,
)


def read_http(text: str) -> list[Request | Answer]:
    r"""Read the messages of a sample.

    >>> [message.method for message in read_http("POST /x HTTP/1.1\nHost: h\n\n{}")]
    ['POST']
    """
    lines, at = text.split("\n"), 0
    out: list[Request | Answer] = []
    while at < len(lines):
        request, answer = _REQUEST.match(lines[at]), _ANSWER.match(lines[at]) or _STATUS_LINE.match(lines[at])
        if not (request and "/" in request[2]) and not answer:
            at += 1
            continue
        headers, start = {}, at
        at += 1
        while at < len(lines) and (found := _HEADER.match(lines[at])):
            headers[found[1].lower()] = found[2].strip()
            at += 1
        body_start = at
        while at < len(lines) and not (_is_start(lines[at])):
            at += 1
        body = "\n".join(lines[body_start:at]).strip()
        if answer:
            out.append(Answer(int(answer[1]), answer[2].strip(), start, headers, body))
        elif request:
            out.append(_request(request[1], request[2], start, headers, body))
    return out


def _is_start(line: str) -> bool:
    found = _REQUEST.match(line)
    return bool(_ANSWER.match(line) or (found and "/" in found[2]))


def _request(method: str, target: str, line: int, headers: dict[str, str], body: str) -> Request:
    host = headers.get("host")
    if host and target.startswith("/") and re.fullmatch(r"[\w.:-]+", host):
        target = f"https://{host}{target}"
    return Request(method, target, line, headers, body)


def has_curl(text: str) -> bool:
    """Whether a sample holds a curl command."""
    return bool(re.search(r"(?m)^\s*(?:[$>#]\s*)?curl\s", text))


def is_option_line(line: str) -> bool:
    """Whether a line goes on with a curl command, though the backslash before it was lost: ` -H "Accept: */*"`.

    >>> is_option_line("  -X DELETE"), is_option_line("- one item")
    (True, False)
    """
    return bool(re.match(r"\s*-(?:-[a-z][a-z-]+\b|[A-Za-z](?:\s|$|[A-Z\"']))", line))


def read_curl(text: str) -> tuple[list[Request], str]:
    r"""Read curl commands; returns the requests and the lines that belong to none (often the answer).

    >>> requests, rest = read_curl("$ curl -X PUT -d 'a=1' \\\n  https://h.example/x\n{}")
    >>> requests[0].method, requests[0].target, requests[0].form, rest
    ('PUT', 'https://h.example/x', {'a': '1'}, '{}')
    """
    lines, requests, rest, at = text.split("\n"), [], [], 0
    while at < len(lines):
        if not re.match(r"^\s*(?:[$>#]\s*)?curl\s", lines[at]):
            rest.append(lines[at])
            at += 1
            continue
        start, command = at, lines[at]
        at += 1
        while at < len(lines) and (
            command.rstrip().endswith(("\\", "^")) or _open_quote(command) or is_option_line(lines[at])
        ):
            command = (
                (
                    command.rstrip()[:-1]
                    if command.rstrip().endswith(("\\", "^")) and not _open_quote(command)
                    else command
                )
                + "\n"
                + lines[at]
            )
            at += 1
        request = _curl(re.sub(r"^\s*[$>#]?\s*curl\s", "", command), start)
        if request is not None:
            requests.append(request)
    return requests, "\n".join(rest).strip()


def _open_quote(command: str) -> bool:
    quote = ""
    for char in re.sub(r"\\.", "", command, flags=re.DOTALL):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
    return bool(quote)


def _curl(arguments: str, line: int) -> Request | None:
    try:
        tokens = shlex.split(arguments.replace("\\\n", " "))
    except ValueError:  # an unbalanced quote: the words are still there
        tokens = arguments.replace("'", " ").replace('"', " ").split()
    if "|" in tokens:
        pipe = tokens.index("|")
        if pipe + 1 < len(tokens) and tokens[pipe + 1] in _SHELLS:  # an installation, not a call of an API
            return None
        tokens = tokens[:pipe]
    state = _CurlState()
    iterator = iter(tokens)
    for token in iterator:
        state.take(token, iterator)
    if not state.url or "/" not in state.url or state.saves or _DOWNLOAD.search(state.url):
        return None
    return state.request(line)


class _CurlState:
    """What the options of one curl command add up to."""

    def __init__(self) -> None:
        self.url, self.method, self.saves, self.get = "", "", False, False
        self.headers: dict[str, str] = {}
        self.data: list[str] = []
        self.form: dict[str, str] = {}

    def take(self, token: str, rest: object) -> None:
        option, value = self._option(token, rest)
        if option in {"-X", "--request"}:
            self.method = value.upper()
        elif option in {"-H", "--header"}:
            name, _, content = value.partition(":")
            self.headers[name.strip().lower()] = content.strip()
        elif option in {"-d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--data-ascii", "--json"}:
            self.data.append(value)
            if option == "--json":
                self.headers.setdefault("content-type", "application/json")
        elif option in {"-F", "--form", "--form-string"}:
            name, _, content = value.partition("=")
            self.form[name] = content
            self.headers.setdefault("content-type", "multipart/form-data")
        elif option in {"-G", "--get"}:
            self.get = True
        elif option in {"-I", "--head"}:
            self.method = self.method or "HEAD"
        elif option in {"-T", "--upload-file"}:
            self.method = self.method or "PUT"
        elif option in {"-o", "-O", "--output", "--remote-name", "-LO", "-fsSL", "-sSL", "-sSf", "-sL", "-fsSLO"}:
            self.saves = self.saves or option in {"-o", "-O", "--output", "--remote-name", "-LO", "-fsSLO"}
        elif option == "--url" or (not option and not self.url):
            self.url = value

    @staticmethod
    def _option(token: str, rest: object) -> tuple[str, str]:
        """Split `-XPOST`, `--data=x` and `-d x` alike into option and value."""
        values = iter(rest) if hasattr(rest, "__iter__") else iter(())
        if token.startswith("--"):
            name, equals, value = token.partition("=")
            if equals or name in {
                "--get",
                "--head",
                "--compressed",
                "--insecure",
                "--silent",
                "--location",
                "--include",
                "--verbose",
                "--fail",
                "--remote-name",
            }:
                return name, value
            return name, next(values, "")
        if token.startswith("-") and len(token) > 1:
            if token[1] in "XHdFuToAbceEmxw":
                return token[:2], token[2:] or next(values, "")
            if len(token) > 2 and token[-1] in "XHdFo" and token[1:].isalpha():
                return "-" + token[-1], next(values, "")
            return token, ""
        return "", token

    def request(self, line: int) -> Request:
        """The request that the options describe."""
        body, form, query = "", dict(self.form), {}
        pairs = [part.partition("=") for data in self.data for part in data.split("&")]
        urlencoded = bool(pairs) and all(re.fullmatch(r"[\w.\[\]\-]+", name) and equals for name, equals, _ in pairs)
        if self.get:
            query = {name: value for name, _, value in pairs}
        elif urlencoded:
            form |= {name: value for name, _, value in pairs}
            self.headers.setdefault("content-type", "application/x-www-form-urlencoded")
        else:
            body = "\n".join(self.data)
        method = self.method or ("GET" if self.get or not (self.data or self.form) else "POST")
        return Request(method, self.url, line, self.headers, body, form, query, curl=True)
