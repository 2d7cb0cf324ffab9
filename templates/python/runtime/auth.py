"""Credentials: from arguments, from environment variables, from an OAuth 2 token endpoint."""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Scheme(NamedTuple):
    """A security scheme: its kind, and the name and place of an API key or the HTTP scheme."""

    kind: str
    name: str = ""
    location: str = "header"
    token_url: str = ""


@dataclass
class ClientCredentials:
    """OAuth 2 client credentials with the token that was fetched last."""

    client_id: str
    client_secret: str
    token_url: str
    scopes: tuple[str, ...] = ()
    token: str = ""
    expires: float = 0.0

    @property
    def fresh(self) -> bool:
        """Whether the token can still be used."""
        return bool(self.token) and time.monotonic() < self.expires

    def form(self) -> dict[str, str]:
        """What the token endpoint is sent (RFC 6749 §4.4.2)."""
        form = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.client_secret}
        return {**form, "scope": " ".join(self.scopes)} if self.scopes else form

    def take(self, answer: Mapping[str, Any]) -> None:
        """Keep the token of an answer until shortly before it expires."""
        self.token = str(answer.get("access_token", ""))
        lifetime = answer.get("expires_in", 3600)
        seconds = float(lifetime) if isinstance(lifetime, int | float | str) else 3600.0
        self.expires = time.monotonic() + max(seconds - 30.0, seconds / 2)


Credential = str | tuple[str, str] | ClientCredentials


@dataclass
class Applied:
    """What credentials add to a request."""

    headers: dict[str, str] = field(default_factory=dict)
    query: list[tuple[str, str]] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)


class Credentials:
    """The credentials of a client, by security scheme."""

    def __init__(self, schemes: Mapping[str, Scheme], values: Mapping[str, Credential | None]) -> None:
        self.schemes = schemes
        self.values = {name: value for name, value in values.items() if value is not None}

    def choose(self, security: tuple[tuple[str, ...], ...] | None) -> tuple[str, ...]:
        """The first alternative that all credentials are there for; without a statement, whatever there is."""
        if security is None:
            return tuple(self.values)[:1]
        return next((names for names in security if names and all(name in self.values for name in names)), ())

    def exchange(self, names: tuple[str, ...]) -> list[ClientCredentials]:
        """The credentials among these that need a (new) token."""
        found = [self.values[name] for name in names]
        return [one for one in found if isinstance(one, ClientCredentials) and not one.fresh]

    def apply(self, names: tuple[str, ...]) -> Applied:
        """The headers, query parameters and cookies that carry these credentials."""
        out = Applied()
        for name in names:
            scheme, value = self.schemes[name], self.values[name]
            if isinstance(value, ClientCredentials):
                value = value.token
            if scheme.kind == "apiKey":
                key = value if isinstance(value, str) else value[1]
                if scheme.location == "query":
                    out.query.append((scheme.name, key))
                elif scheme.location == "cookie":
                    out.cookies.append(f"{scheme.name}={key}")
                else:
                    out.headers[scheme.name] = key
            elif isinstance(value, tuple):
                pair = f"{value[0]}:{value[1]}".encode()
                out.headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
            else:
                word = "Bearer" if scheme.kind != "http" else scheme.name or "Bearer"
                out.headers["Authorization"] = f"{word} {value}"
        return out


def from_environment(name: str) -> str | None:
    """An environment variable; an empty one counts as not set."""
    return os.environ.get(name) or None


def pair(first: str | None, second: str | None) -> tuple[str, str] | None:
    """User name and password, when there is a user name."""
    return (first, second or "") if first else None


def client_credentials(
    client_id: str | None, client_secret: str | None, token_url: str, scopes: tuple[str, ...]
) -> ClientCredentials | None:
    """OAuth 2 client credentials, when both halves are there."""
    return ClientCredentials(client_id, client_secret, token_url, scopes) if client_id and client_secret else None
