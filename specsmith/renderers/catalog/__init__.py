"""The catalog over all APIs of a build: a page to search, and the same as JSON, CSV and APIs.json."""

from specsmith.renderers.catalog.apis_json import apis_json
from specsmith.renderers.catalog.render import CatalogOptions, render_catalog

__all__ = ["CatalogOptions", "apis_json", "render_catalog"]
