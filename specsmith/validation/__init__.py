"""Validation: what is wrong with a document. Nothing here changes one."""

from __future__ import annotations

from specsmith.diagnostics import Diagnostic, Severity
from specsmith.model import Document
from specsmith.passes.repair.sites import Sites
from specsmith.validation import (
    defaults,
    discriminators,
    duplicate_parameters,
    duplicate_paths,
    examples,
    ignored_headers,
    links,
    media_types,
    operation_ids,
    path_parameters,
    patterns,
    references,
    required_properties,
    schemas,
    security,
    server_variables,
    success_responses,
    tags,
    unused_components,
)
from specsmith.validation.rule import Finding, ValidationRule

__all__ = ["RULES", "Finding", "ValidationRule", "is_valid", "validate_document"]

RULES: tuple[ValidationRule, ...] = (
    operation_ids.RULE,
    path_parameters.RULE,
    duplicate_parameters.RULE,
    references.RULE,
    tags.RULE,
    defaults.RULE,
    examples.RULE,
    patterns.RULE,
    required_properties.RULE,
    security.RULE,
    duplicate_paths.RULE,
    unused_components.RULE,
    ignored_headers.RULE,
    media_types.RULE,
    server_variables.RULE,
    discriminators.RULE,
    success_responses.RULE,
    links.RULE,
)
"""What a schema can't say, one rule a file. The schema itself is :mod:`specsmith.validation.schemas`."""


def validate_document(document: Document, *, second_opinion: bool = False) -> list[Diagnostic]:
    """Everything that is wrong with a Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2 document; the document stays as it is.

    An ``error`` is what openapi-spec-validator rejects a document for. ``second_opinion`` runs that validator too and
    reports where the two disagree. Nothing is raised for bad documents.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> text = "openapi: 3.1.1\\ninfo: {title: T}\\npaths: {}\\n"
    >>> tree = {"openapi": "3.1.1", "info": {"title": "T"}, "paths": {}}
    >>> [d.message for d in validate_document(Document.read(tree, Dialect.OPENAPI_3_1, SourceFile("a.yaml", text)))]
    ["'info' lacks 'version'"]
    """
    found = schemas.schema_errors(document)
    sites = Sites(document)
    for rule in RULES:
        for finding in rule.check(sites):
            found.append(_diagnostic(document, rule, finding))
    if second_opinion:
        from specsmith.validation.second_opinion import second_opinion as compare

        found.extend(compare(document, found))
    return found


def is_valid(diagnostics: list[Diagnostic]) -> bool:
    """Whether there is no error among them."""
    return all(diagnostic.severity is not Severity.ERROR for diagnostic in diagnostics)


def _diagnostic(document: Document, rule: ValidationRule, finding: Finding) -> Diagnostic:
    origin = document.origin(finding.container, finding.key)
    return Diagnostic.of(
        rule.code,
        finding.message,
        source=origin.source,
        pointer=origin.pointer,
        help=finding.help,
        severity=finding.severity,
    )
