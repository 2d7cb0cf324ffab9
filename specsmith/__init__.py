"""specsmith: broken, partial and repeated API descriptions in; one OpenAPI document, docs, clients and a catalog out."""

__version__ = "0.1.0"
