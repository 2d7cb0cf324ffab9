"""Security schemes → constructor arguments of a client, and the environment variables that stand in for them."""

from __future__ import annotations

from dataclasses import dataclass

from specsmith.renderers.escaping import python as escape
from specsmith.renderers.targets.naming import NameTable, snake
from specsmith.views.api import Api, SchemeKind, SecurityScheme

_TAKEN = frozenset(
    [
        "self",
        "base_url",
        "timeout",
        "max_retries",
        "headers",
        "idempotency_keys",
        "on_request",
        "on_response",
        "http_client",
        "scopes",
        "token_url",
    ]
)


@dataclass(frozen=True, slots=True)
class CredentialArgument:
    """A constructor argument that takes a credential, and its environment variable."""

    name: str
    variable: str
    doc: str


@dataclass(frozen=True, slots=True)
class PythonCredentials:
    """``arguments`` in order; ``values``: (scheme id literal, expression); ``schemes``: the entries of the scheme table."""

    arguments: tuple[CredentialArgument, ...]
    values: tuple[tuple[str, str], ...]
    schemes: tuple[str, ...]
    has_flow: bool


def python_credentials(api: Api, client: str) -> PythonCredentials:
    """The credentials of an API. All schemes that take a bearer token share the argument ``token``.

    A description without any scheme has often only forgotten it (fragments do): ``token`` is there all the same.
    """
    builder = _Builder(snake(client).upper())
    for scheme in api.security_schemes:
        builder.add(scheme)
    if not api.security_schemes:
        builder.unstated()
    return PythonCredentials(tuple(builder.arguments), tuple(builder.values), tuple(builder.schemes), builder.has_flow)


class _Builder:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._names = NameTable(_TAKEN)
        self._token = ""
        self.arguments: list[CredentialArgument] = []
        self.values: list[tuple[str, str]] = []
        self.schemes: list[str] = []
        self.has_flow = False

    def _argument(self, wanted: str, fallback: str, doc: str) -> str:
        name = self._names.take(wanted if wanted not in self._names else fallback)
        self.arguments.append(CredentialArgument(name, f"{self._prefix}_{name.upper()}", escape.docstring(doc)))
        return name

    def unstated(self) -> None:
        """A bearer token for whoever needs one."""
        token = self._argument("token", "token", "Bearer token; the description states no credentials.")
        self.values.append(('"token"', token))
        self.schemes.append('"token": Scheme("bearer", "")')

    def add(self, scheme: SecurityScheme) -> None:
        """Add what a scheme needs."""
        own = snake(scheme.id)
        key = escape.string(scheme.id)
        if scheme.kind is SchemeKind.MUTUAL_TLS:
            return  # a certificate belongs to the HTTP client
        token_url = next((flow.token_url for flow in scheme.flows if flow.name == "clientCredentials"), "")
        if scheme.kind is SchemeKind.BASIC:
            user = self._argument("username", f"{own}_username", "User name.")
            password = self._argument("password", f"{own}_password", "Password.")
            self.values.append((key, f"pair({user}, {password})"))
        elif scheme.kind is SchemeKind.API_KEY:
            self.values.append(
                (key, self._argument("api_key", own, f"API key, sent as {scheme.location} {scheme.parameter}."))
            )
        elif scheme.kind is SchemeKind.OTHER:
            self.values.append(
                (key, self._argument(own, f"{own}_credential", f"Credential of the scheme {scheme.scheme}."))
            )
        else:
            self._token = self._token or self._argument("token", own, "Bearer token.")
            expression = self._token
            if scheme.kind is SchemeKind.OAUTH2 and token_url and not self.has_flow:
                self.has_flow = True
                first = self._argument("client_id", f"{own}_client_id", "OAuth 2 client id.")
                second = self._argument("client_secret", f"{own}_client_secret", "OAuth 2 client secret.")
                url = f"token_url or {escape.string(token_url)}"
                expression = f"{expression} or client_credentials({first}, {second}, {url}, tuple(scopes))"
            self.values.append((key, expression))
        kind = {SchemeKind.API_KEY: "apiKey", SchemeKind.BASIC: "basic", SchemeKind.OTHER: "http"}.get(
            scheme.kind, "bearer"
        )
        named = scheme.parameter if kind == "apiKey" else scheme.scheme if kind == "http" else ""
        location = f", {escape.string(scheme.location.value)}" if kind == "apiKey" else ""
        self.schemes.append(f"{key}: Scheme({escape.string(kind)}, {escape.string(named)}{location})")
