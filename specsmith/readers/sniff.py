"""Which kind of document a tree is: by its version field where it has one, by what it holds where it has none."""

from __future__ import annotations

import enum
import re
from typing import Any

from specsmith.model import Dialect
from specsmith.readers.apis_json import is_listing

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})


class Kind(enum.StrEnum):
    """What an input turned out to be."""

    SWAGGER = "swagger"
    OPENAPI = "openapi"
    LISTING = "listing"
    POSTMAN = "postman"
    OVERLAY = "overlay"
    PATHS = "paths"  # path items without a document around them
    UNKNOWN = "unknown"


_OPENAPI_3_HINTS = re.compile(r"'(?:requestBody|content|components|servers|callbacks)':|#/components/")


def sniff(root: Any) -> Kind:
    """The kind of a tree.

    >>> sniff({"swagger": "2.0"}), sniff({"/users": {"get": {}}}), sniff({"a": 1})
    (<Kind.SWAGGER: 'swagger'>, <Kind.PATHS: 'paths'>, <Kind.UNKNOWN: 'unknown'>)
    """
    if not isinstance(root, dict) or not root:
        return Kind.UNKNOWN
    if _lost_its_paths(root):
        return Kind.UNKNOWN
    if "swagger" in root or ("swaggerVersion" in root and "paths" in root):
        return Kind.SWAGGER
    if "openapi" in root:
        return Kind.OPENAPI
    if "overlay" in root and "actions" in root:
        return Kind.OVERLAY
    if is_listing(root):
        return Kind.LISTING
    if _is_postman(root):
        return Kind.POSTMAN
    if isinstance(root.get("paths"), dict):
        return Kind.OPENAPI if _OPENAPI_3_HINTS.search(str(root)) else Kind.SWAGGER
    if isinstance(root.get("components"), dict) and ("info" in root or "webhooks" in root):
        return Kind.OPENAPI
    if _is_path_items(root):
        return Kind.PATHS
    return Kind.UNKNOWN


def _lost_its_paths(root: dict[str, Any]) -> bool:
    """Paths and methods beside ``paths:`` without a value: a flattened text that happens to be YAML."""
    return root.get("paths") in (None, "") and "paths" in root and any(key.startswith("/") for key in root)


def _is_postman(root: dict[str, Any]) -> bool:
    info = root.get("info")
    if isinstance(info, dict) and ("_postman_id" in info or "getpostman.com" in str(info.get("schema", ""))):
        return True
    collection = root.get("collection")
    if isinstance(collection, dict):
        return _is_postman(collection)
    return isinstance(root.get("item"), list) and isinstance(info, dict)


def _is_path_items(root: dict[str, Any]) -> bool:
    paths = [key for key in root if key.startswith("/")]
    if not paths or len(paths) * 2 < len(root):
        return False
    return any(isinstance(root[key], dict) and METHODS & {str(k).lower() for k in root[key]} for key in paths)


def dialect_of(root: dict[str, Any], kind: Kind) -> tuple[Dialect, bool]:
    """The dialect to read a description as, and whether its version field says so.

    >>> dialect_of({"openapi": "3.0.3"}, Kind.OPENAPI)
    (<Dialect.OPENAPI_3_0: 'openapi-3.0'>, True)
    """
    if kind is Kind.SWAGGER:
        return Dialect.SWAGGER_2_0, str(root.get("swagger", "")).strip().startswith("2")
    version = str(root.get("openapi", "")).strip()
    for prefix, dialect in (
        ("3.0", Dialect.OPENAPI_3_0),
        ("3.1", Dialect.OPENAPI_3_1),
        ("3.2", Dialect.OPENAPI_3_2),
    ):
        if version == prefix or version.startswith(prefix + "."):
            return dialect, True
    if version == "3":
        return Dialect.OPENAPI_3_0, True
    if _speaks_json_schema(root):
        return Dialect.OPENAPI_3_1, False
    return Dialect.OPENAPI_3_0, False


def _speaks_json_schema(root: dict[str, Any]) -> bool:
    """A list as `type`, or webhooks: only 3.1 and later have them."""
    return "webhooks" in root or re.search(r"'type': \[", str(root)) is not None
