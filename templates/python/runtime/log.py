"""Structured log records of requests and responses; secrets never reach them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

import httpx

_SECRET_HEADERS = frozenset(["authorization", "proxy-authorization", "cookie", "set-cookie"])
_SECRET_WORDS = re.compile(r"token|secret|password|api[-_]?key|signature", re.IGNORECASE)
MASK = "***"


class Log:
    """Writes one record a request and one a response to the logger of the package, at level DEBUG."""

    def __init__(self, name: str, secret_names: Iterable[str]) -> None:
        self._logger = logging.getLogger(name)
        self._secrets = frozenset(secret.lower() for secret in secret_names) | _SECRET_HEADERS

    def _is_secret(self, name: str) -> bool:
        return name.lower() in self._secrets or _SECRET_WORDS.search(name) is not None

    def headers(self, headers: httpx.Headers) -> dict[str, str]:
        """Headers with secret values masked."""
        return {name: MASK if self._is_secret(name) else value for name, value in headers.items()}

    def url(self, url: httpx.URL) -> str:
        """A URL with secret query values masked."""
        if not url.query:
            return str(url)
        pairs = [f"{name}={MASK if self._is_secret(name) else value}" for name, value in url.params.multi_items()]
        return f"{url.copy_with(query=None)}?{'&'.join(pairs)}"

    def request(self, request: httpx.Request, attempt: int) -> None:
        """Log a request that is about to be sent."""
        if self._logger.isEnabledFor(logging.DEBUG):
            values = {"method": request.method, "url": self.url(request.url), "headers": self.headers(request.headers)}
            self._logger.debug(
                "request %s %s", request.method, values["url"], extra={"http": values, "attempt": attempt}
            )

    def response(self, response: httpx.Response) -> None:
        """Log a response that came in."""
        if self._logger.isEnabledFor(logging.DEBUG):
            values = {"status": response.status_code, "headers": self.headers(response.headers)}
            self._logger.debug(
                "response %s %s", response.status_code, self.url(response.request.url), extra={"http": values}
            )
