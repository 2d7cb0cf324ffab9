"""Sites that several tests look at: made once from JSON descriptions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from specsmith.model import Dialect, Document
from specsmith.renderers.docs import DocsOptions, render_docs
from specsmith.renderers.rendered import Rendered
from specsmith.text import SourceFile
from specsmith.views.api import Api
from specsmith.views.build import build_api

HERE = Path(__file__).parent

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "[x](javascript:window.pwned=1)",
    "</script><script>window.pwned=1</script>",
    "{{ 7*7 }}{% raw %}",
    "-->\u2028*/ window.pwned=1 /*",
    "`+window.pwned+`${window.pwned=1}",
    "$(touch pwned)`touch pwned`",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    '<a href="jav&#x09;ascript:window.pwned=1">x</a>',
    "]]><!--",
    "\x00\x1b[31m\ud800",
)
# what is no free text: changing it changes what the description means
_MEANT = {"openapi", "in", "type", "$ref", "format", "style", "scheme", "operationId", "required", "pattern"}


def garden() -> dict[str, Any]:
    root = json.loads((HERE / "garden.json").read_text())
    assert isinstance(root, dict)
    return root


def api_of(root: dict[str, Any], slug: str = "garden") -> Api:
    source = SourceFile("garden.json", json.dumps(root))
    return build_api(Document.read(root, Dialect.OPENAPI_3_1, source), slug=slug)[0]


def site_of(root: dict[str, Any], **options: Any) -> Rendered:
    return render_docs(api_of(root), DocsOptions(**options))


def write(files: dict[str, str], folder: Path) -> Path:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return folder


def hostile() -> dict[str, Any]:
    """The garden with an attack in every text and in the names that may be anything."""
    count = 0

    def attack() -> str:
        nonlocal count
        count += 1
        return PAYLOADS[count % len(PAYLOADS)]

    def plant(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            named = key in ("properties", "webhooks", "callbacks", "links", "headers", "examples", "variables")
            return {(f"{k} {attack()}" if named else k): plant(v, k) for k, v in node.items()}
        if isinstance(node, list):
            return [plant(v, key) for v in node]
        if isinstance(node, str) and key not in _MEANT:
            return f"{node} {attack()}"
        return node

    planted = plant(garden())
    assert isinstance(planted, dict)
    planted["info"]["x-logo"] = {"url": "javascript:window.pwned=1"}
    planted["tags"].append({"name": PAYLOADS[0]})
    planted["paths"]["/untagged"]["get"]["tags"] = list(PAYLOADS)
    planted["paths"]["/untagged"]["get"]["parameters"] = [
        {"name": payload, "in": "query", "required": True, "schema": {"type": "string"}} for payload in PAYLOADS
    ]
    planted["servers"].append({"url": "https://x.example; script-src * 'unsafe-inline'"})
    planted["components"]["schemas"] |= {payload: {"type": "object", "title": payload} for payload in PAYLOADS[:6]}
    return planted
