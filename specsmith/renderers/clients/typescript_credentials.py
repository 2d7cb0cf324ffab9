"""Security schemes → options of a client, and the environment variables that stand in for them."""

from __future__ import annotations

from dataclasses import dataclass

from specsmith.renderers.escaping import typescript as escape
from specsmith.renderers.targets.naming import NameTable, camel, snake
from specsmith.views.api import Api, SchemeKind, SecurityScheme

_TAKEN = frozenset(
    [
        "baseUrl", "constructor", "fetch", "headers", "idempotencyKeys", "logger", "maxRetries", "onRequest", "onResponse",
        "scopes", "timeout", "toString", "tokenUrl", "valueOf", "hasOwnProperty", "isPrototypeOf", "toLocaleString",
        "propertyIsEnumerable",
    ]
)  # fmt: skip
_KINDS = {SchemeKind.API_KEY: "apiKey", SchemeKind.BASIC: "basic", SchemeKind.OTHER: "http"}


@dataclass(frozen=True, slots=True)
class CredentialOption:
    """An option that takes a credential, and its environment variable; ``token``: functions that give one do as well."""

    name: str
    variable: str
    doc: str
    token: bool = False


@dataclass(frozen=True, slots=True)
class TypeScriptCredentials:
    """``options`` in order; ``schemes``: the entries of the scheme table; ``flow``: client credentials are possible."""

    options: tuple[CredentialOption, ...]
    schemes: tuple[str, ...]
    flow: bool
    pairs: bool


def typescript_credentials(api: Api, client: str) -> TypeScriptCredentials:
    """The credentials of an API. All schemes that take a bearer token share the option ``token``.

    A description without any scheme has often only forgotten it (fragments do): ``token`` is there all the same.
    """
    builder = _Builder(snake(client).upper())
    for scheme in api.security_schemes:
        builder.add(scheme)
    if not api.security_schemes:
        builder.unstated()
    return TypeScriptCredentials(tuple(builder.options), tuple(builder.schemes), builder.flow, builder.pairs)


class _Builder:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._names = NameTable(_TAKEN)
        self._token = ""
        self.options: list[CredentialOption] = []
        self.schemes: list[str] = []
        self.flow = False
        self.pairs = False

    def _option(self, wanted: str, fallback: str, doc: str, *, token: bool = False) -> str:
        name = self._names.take(wanted if wanted not in self._names else camel(fallback))
        variable = f"{self._prefix}_{snake(name).upper()}"
        self.options.append(CredentialOption(name, variable, escape.jsdoc(doc, "  "), token))
        return f"given.{name}"

    def unstated(self) -> None:
        """A bearer token for whoever needs one."""
        doc = "Bearer token; the description states no credentials."
        self.schemes.append(
            f'{{ id: "token", kind: "bearer", value: {self._option("token", "token", doc, token=True)} }}'
        )

    def add(self, scheme: SecurityScheme) -> None:
        """Add what a scheme needs."""
        if scheme.kind is SchemeKind.MUTUAL_TLS:
            return  # a certificate belongs to the transport
        kind = _KINDS.get(scheme.kind, "bearer")
        parts = [f"id: {escape.string(scheme.id)}", f"kind: {escape.string(kind)}"]
        named = scheme.parameter if kind == "apiKey" else scheme.scheme if kind == "http" else ""
        if named:
            parts.append(f"name: {escape.string(named)}")
        if kind == "apiKey" and scheme.location.value in {"query", "cookie"}:
            parts.append(f"in: {escape.string(scheme.location.value)}")
        parts.append(f"value: {self._value(scheme)}")
        self.schemes.append(f"{{ {', '.join(parts)} }}")

    def _value(self, scheme: SecurityScheme) -> str:
        own = snake(scheme.id)
        if scheme.kind is SchemeKind.BASIC:
            self.pairs = True
            user = self._option("username", f"{own}_username", "User name.")
            return f"pair({user}, {self._option('password', f'{own}_password', 'Password.')})"
        if scheme.kind is SchemeKind.API_KEY:
            doc = f"API key, sent as {scheme.location.value} {scheme.parameter}."
            return self._option("apiKey", own, doc, token=True)
        if scheme.kind is SchemeKind.OTHER:
            return self._option(
                camel(own), f"{own}_credential", f"Credential of the scheme {scheme.scheme}.", token=True
            )
        self._token = self._token or self._option("token", own, "Bearer token.", token=True)
        token_url = next((flow.token_url for flow in scheme.flows if flow.name == "clientCredentials"), "")
        if scheme.kind is not SchemeKind.OAUTH2 or not token_url or self.flow:
            return self._token
        self.flow = True
        first = self._option("clientId", f"{own}_client_id", "OAuth 2 client id.")
        second = self._option("clientSecret", f"{own}_client_secret", "OAuth 2 client secret.")
        url = f"options.tokenUrl ?? {escape.string(token_url)}"
        return f"{self._token} ?? clientCredentials({first}, {second}, {url}, options.scopes)"
