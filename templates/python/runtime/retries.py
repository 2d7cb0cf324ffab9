"""When a request is sent again, and after how long."""

from __future__ import annotations

import datetime as dt
import email.utils
import random
from collections.abc import Mapping

_RETRIED = frozenset([408, 425, 429, 500, 502, 503, 504])
_UNPROCESSED = frozenset([425, 429])
_MAX_DELAY = 30.0
_MAX_RETRY_AFTER = 120.0


def status_is_retried(status: int, headers: Mapping[str, str], idempotent: bool) -> bool:
    """Idempotent requests: whenever the server may do better; others: only when the server says it did nothing."""
    if status not in _RETRIED:
        return False
    return idempotent or status in _UNPROCESSED or (status == 503 and "retry-after" in headers)


def retry_after(headers: Mapping[str, str], now: dt.datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110 §10.2.3); None when there is none that makes sense."""
    stated = headers.get("retry-after", "").strip()
    if not stated:
        return None
    try:
        seconds = float(stated)
    except ValueError:
        try:
            when = email.utils.parsedate_to_datetime(stated)
        except ValueError:
            return None
        if when.tzinfo is None:
            when = when.replace(tzinfo=dt.UTC)
        seconds = (when - (now or dt.datetime.now(dt.UTC))).total_seconds()
    return min(max(seconds, 0.0), _MAX_RETRY_AFTER)


def delay(attempt: int, headers: Mapping[str, str]) -> float:
    """Seconds to wait before attempt ``attempt + 1``: what the server asks for, else exponential with jitter."""
    stated = retry_after(headers)
    if stated is not None:
        return stated
    return float(min(_MAX_DELAY, 0.5 * 2**attempt)) * (0.75 + random.random() / 4)
