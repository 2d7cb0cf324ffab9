"""Repair: what makes documents invalid is put right before anything else looks at them. Rules, one a file."""

from __future__ import annotations

from specsmith.model import Document
from specsmith.passes.repair import (
    base_url,
    body_in_openapi3,
    body_parameters,
    collection_format,
    defaults,
    discriminators,
    empty_compositions,
    enums,
    flag_values,
    items_missing,
    limits,
    list_values,
    methods,
    missing_fields,
    null_types,
    null_values,
    number_values,
    object_values,
    operation_id_cut,
    operation_id_duplicates,
    parameter_duplicates,
    parameter_location,
    parameter_name,
    parameter_not_mapping,
    parameter_type,
    path_parameter_name,
    path_parameter_required,
    path_parameter_undeclared,
    path_parameters,
    path_query,
    path_slash,
    path_templates,
    patterns,
    reference_kinds,
    references,
    required_flag,
    required_undefined,
    response_codes,
    response_description,
    response_text,
    responses,
    security_schemes,
    spelled_keys,
    tags,
    text_values,
    types,
    unique_lists,
    unknown_keys,
    urls,
    version_field,
)
from specsmith.passes.repair.rule import RepairRule
from specsmith.passes.repair.sites import Sites

__all__ = ["RULES", "SHAPES", "RepairRule", "repair"]

SHAPES: tuple[RepairRule, ...] = (
    methods.RULE,
    spelled_keys.RULE,
    null_types.RULE,
    null_values.RULE,
    response_text.RULE,
    discriminators.RULE,
    required_flag.RULE,
    parameter_not_mapping.RULE,
    list_values.RULE,
    object_values.RULE,
    text_values.RULE,
    flag_values.RULE,
    number_values.RULE,
)
"""Rules that give every place a value of the right kind. One may uncover work for another: they run in rounds."""

RULES: tuple[RepairRule, ...] = (
    *SHAPES,
    version_field.RULE,
    base_url.RULE,
    urls.RULE,
    missing_fields.RULE,
    references.RULE,
    reference_kinds.RULE,
    path_slash.RULE,
    path_templates.RULE,
    path_parameter_name.RULE,
    parameter_name.RULE,
    parameter_location.RULE,
    path_query.RULE,
    body_in_openapi3.RULE,
    parameter_duplicates.RULE,
    path_parameters.RULE,
    path_parameter_undeclared.RULE,
    path_parameter_required.RULE,
    body_parameters.RULE,
    empty_compositions.RULE,
    types.RULE,
    parameter_type.RULE,
    items_missing.RULE,
    limits.RULE,
    enums.RULE,
    patterns.RULE,
    required_undefined.RULE,
    defaults.RULE,
    collection_format.RULE,
    responses.RULE,
    response_codes.RULE,
    response_description.RULE,
    operation_id_cut.RULE,
    operation_id_duplicates.RULE,
    tags.RULE,
    unique_lists.RULE,
    security_schemes.RULE,
    unknown_keys.RULE,
)
"""All rules in the order in which they run: shapes, the base, paths, parameters, schemas, responses, operations."""

_ROUNDS = 6


def repair(document: Document) -> None:
    """Make a Swagger 2.0 or OpenAPI 3.x document one that validators accept; every change is reported.

    A valid document stays as it is, and repairing twice changes nothing more. Nothing is raised for bad input.

    >>> from specsmith.model import Dialect
    >>> from specsmith.text import SourceFile
    >>> tree = {"swagger": "2.0", "info": {"title": "T", "version": 1}, "paths": {"a": {"GET": {}}}}
    >>> document = Document.read(tree, Dialect.SWAGGER_2_0, SourceFile("a.yaml", ""))
    >>> repair(document)
    >>> document.root["paths"]
    {'/a': {'get': {'responses': {'default': {'description': 'Any response'}}}}}
    """
    sites = Sites(document)
    for _ in range(_ROUNDS):
        said = len(document.diagnostics)
        for rule in SHAPES:
            rule.apply(sites)
        if len(document.diagnostics) == said:
            break
    for rule in RULES[len(SHAPES) :]:
        rule.apply(sites)
