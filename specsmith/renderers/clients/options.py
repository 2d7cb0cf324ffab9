"""What a user may choose about a client."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ClientOptions:
    """``package`` (import or npm name) and ``client`` (class name) override what the title gives.

    ``templates`` is a folder whose files replace ours, ``version`` the version of the package (default: the API's, where it is one).
    """

    package: str = ""
    client: str = ""
    version: str = ""
    templates: Path | None = None
