"""Courier Mail API. Generated from the description of the API; changes are lost."""

from __future__ import annotations

import json
from typing import Any, cast

from . import models
from ._runtime.model import decode

_MODELS = "courier_mail.models"


def _payload(payload: str | bytes | dict[str, Any], shape: Any) -> Any:
    return decode(json.loads(payload) if isinstance(payload, str | bytes) else payload, shape, _MODELS)


def parse_letter_arrived(payload: str | bytes | dict[str, Any]) -> models.Letter:
    """A letter arrived."""
    return cast("models.Letter", _payload(payload, "Letter"))
