"""The grammar that repairs go by: which fields each object of Swagger 2.0 and OpenAPI 3.x has, and what may be there.

A shape is written as text: ``text``, ``flag``, ``number``, ``any``, the name of an object, ``[shape]`` for a list,
``{shape}`` for a map, and ``a|b`` where either may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_SCHEMA = """
    $ref=text title=text description=text format=text type=text|[text] enum=[any] default=any example=any
    multipleOf=number maximum=number minimum=number maxLength=number minLength=number maxItems=number minItems=number
    maxProperties=number minProperties=number pattern=text uniqueItems=flag required=[text] items=Schema|[Schema]
    allOf=[Schema] oneOf=[Schema] anyOf=[Schema] not=Schema properties={Schema} additionalProperties=Schema|flag
    readOnly=flag writeOnly=flag nullable=flag deprecated=flag xml=XML externalDocs=ExternalDocs
    exclusiveMinimum=flag|number exclusiveMaximum=flag|number
"""
_SHARED = {
    "Info": "title=text description=text termsOfService=text contact=Contact license=License version=text summary=text",
    "Contact": "name=text url=text email=text",
    "License": "name=text url=text identifier=text",
    "ExternalDocs": "description=text url=text",
    "Tag": "name=text description=text externalDocs=ExternalDocs summary=text parent=text kind=text",
    "XML": "name=text namespace=text prefix=text attribute=flag wrapped=flag nodeType=text",
}
_SIMPLE = """
    type=text format=text items=Items collectionFormat=text default=any maximum=number exclusiveMaximum=flag
    minimum=number exclusiveMinimum=flag maxLength=number minLength=number pattern=text maxItems=number minItems=number
    uniqueItems=flag enum=[any] multipleOf=number
"""
_SWAGGER_2 = {
    **_SHARED,
    "Document": """
        swagger=text info=Info host=text basePath=text schemes=[text] consumes=[text] produces=[text] paths=Paths
        definitions={Schema} parameters={Parameter} responses={Response} securityDefinitions={SecurityScheme}
        security=[{[text]}] tags=[Tag] externalDocs=ExternalDocs
    """,
    "PathItem": "$ref=text parameters=[Parameter] " + " ".join(f"{m}=Operation" for m in METHODS[:-1]),
    "Operation": """
        tags=[text] summary=text description=text externalDocs=ExternalDocs operationId=text consumes=[text]
        produces=[text] parameters=[Parameter] responses=Responses schemes=[text] deprecated=flag security=[{[text]}]
    """,
    "Parameter": f"""
        $ref=text name=text in=text description=text required=flag schema=Schema allowEmptyValue=flag {_SIMPLE}
    """,
    "Items": f"$ref=text {_SIMPLE}",
    "Response": "$ref=text description=text schema=Schema headers={Header} examples={any}",
    "Header": f"description=text {_SIMPLE}",
    "Schema": f"{_SCHEMA} discriminator=text",
    "SecurityScheme": """
        $ref=text type=text description=text name=text in=text flow=text authorizationUrl=text tokenUrl=text
        scopes={text}
    """,
}
_OPENAPI_3 = {
    **_SHARED,
    "Document": """
        openapi=text info=Info servers=[Server] paths=Paths components=Components security=[{[text]}] tags=[Tag]
        externalDocs=ExternalDocs webhooks={PathItem} jsonSchemaDialect=text $self=text
    """,
    "Server": "url=text description=text variables={ServerVariable} name=text",
    "ServerVariable": "enum=[text] default=text description=text",
    "Components": """
        schemas={Schema} responses={Response} parameters={Parameter} examples={Example} requestBodies={RequestBody}
        headers={Header} securitySchemes={SecurityScheme} links={Link} callbacks={Callback} pathItems={PathItem}
        mediaTypes={MediaType}
    """,
    "PathItem": """
        $ref=text summary=text description=text servers=[Server] parameters=[Parameter] additionalOperations={Operation}
    """
    + " ".join(f"{m}=Operation" for m in METHODS),
    "Operation": """
        tags=[text] summary=text description=text externalDocs=ExternalDocs operationId=text parameters=[Parameter]
        requestBody=RequestBody responses=Responses callbacks={Callback} deprecated=flag security=[{[text]}]
        servers=[Server]
    """,
    "Parameter": """
        $ref=text name=text in=text description=text required=flag deprecated=flag allowEmptyValue=flag style=text
        explode=flag allowReserved=flag schema=Schema example=any examples={Example} content={MediaType}
    """,
    "RequestBody": "$ref=text description=text content={MediaType} required=flag",
    "MediaType": """
        $ref=text schema=Schema example=any examples={Example} encoding={Encoding} itemSchema=Schema
        prefixEncoding=[Encoding] itemEncoding=Encoding
    """,
    "Encoding": """
        contentType=text headers={Header} style=text explode=flag allowReserved=flag encoding={Encoding}
        prefixEncoding=[Encoding] itemEncoding=Encoding
    """,
    "Response": "$ref=text description=text headers={Header} content={MediaType} links={Link} summary=text",
    "Example": """
        $ref=text summary=text description=text value=any externalValue=text dataValue=any serializedValue=text
    """,
    "Link": """
        $ref=text operationRef=text operationId=text parameters={any} requestBody=any description=text server=Server
    """,
    "Header": """
        $ref=text description=text required=flag deprecated=flag allowEmptyValue=flag style=text explode=flag
        allowReserved=flag schema=Schema example=any examples={Example} content={MediaType}
    """,
    "Schema": f"{_SCHEMA} discriminator=Discriminator",
    "Discriminator": "propertyName=text mapping={text} defaultMapping=text",
    "SecurityScheme": """
        $ref=text type=text description=text name=text in=text scheme=text bearerFormat=text flows=OAuthFlows
        openIdConnectUrl=text oauth2MetadataUrl=text deprecated=flag
    """,
    "OAuthFlows": """
        implicit=OAuthFlow password=OAuthFlow clientCredentials=OAuthFlow authorizationCode=OAuthFlow
        deviceAuthorization=OAuthFlow
    """,
    "OAuthFlow": "authorizationUrl=text tokenUrl=text refreshUrl=text scopes={text} deviceAuthorizationUrl=text",
}
_SCHEMA_31 = """
    $id=text $schema=text $anchor=text $comment=text $defs={Schema} $dynamicRef=text $dynamicAnchor=text
    prefixItems=[Schema] contains=Schema if=Schema then=Schema else=Schema propertyNames=Schema
    patternProperties={Schema} dependentSchemas={Schema} unevaluatedItems=Schema unevaluatedProperties=Schema
    contentSchema=Schema contentMediaType=text contentEncoding=text maxContains=number minContains=number
    examples=[any] definitions={Schema}
"""
_SINCE_3_2 = {
    "Document": "$self",
    "Server": "name",
    "Tag": "summary parent kind",
    "PathItem": "query additionalOperations",
    "MediaType": "itemSchema prefixEncoding itemEncoding",
    "Encoding": "encoding prefixEncoding itemEncoding",
    "Response": "summary",
    "Example": "dataValue serializedValue",
    "Discriminator": "defaultMapping",
    "OAuthFlows": "deviceAuthorization",
    "OAuthFlow": "deviceAuthorizationUrl",
    "SecurityScheme": "oauth2MetadataUrl deprecated",
    "Components": "mediaTypes",
    "XML": "nodeType",
}
PATTERNED = {"Paths": "PathItem", "Responses": "Response", "Callback": "PathItem"}
"""Objects whose own keys are data; each entry that is no extension has the shape given."""

KEPT_KEYWORDS = frozenset(
    [
        "oneOf",
        "anyOf",
        "not",
        "nullable",
        "deprecated",
        "writeOnly",
        "const",
        "patternProperties",
        "examples",
        "contains",
        "propertyNames",
        "if",
        "then",
        "else",
        "prefixItems",
        "dependentSchemas",
        "dependentRequired",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "unevaluatedItems",
        "unevaluatedProperties",
        "minContains",
        "maxContains",
        "$comment",
        "$id",
        "$schema",
        "$defs",
        "$anchor",
        "definitions",
        "additionalItems",
        "dependencies",
    ]
)
"""Keywords of JSON Schema that an older dialect does not have but OpenAPI 3.1 does: they stay."""

REFERENCEABLE = frozenset(
    ["Parameter", "Response", "RequestBody", "Example", "Link", "Header", "SecurityScheme", "Callback", "MediaType"]
)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What may stand at a place. ``kind``: text, flag, number, any, list, map, object or either (of ``options``).

    ``leaf`` are the types of the values that fit and have nothing in them that the grammar speaks of; ``inside`` says for the
    other types that fit what their values are.
    """

    kind: str
    name: str = ""
    item: Shape | None = None
    options: tuple[Shape, ...] = ()
    leaf: frozenset[type] = field(init=False, default=frozenset())
    inside: dict[type, Shape] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        kinds = _TYPES[self.kind]
        if self.kind == "object" or (self.item is not None and self.item.kind != "any"):
            self.inside.update(dict.fromkeys(kinds, self))
            kinds = ()
        for option in self.options:
            kinds = (*kinds, *option.leaf)
            self.inside.update(option.inside)
        object.__setattr__(self, "leaf", frozenset(kinds))

    def accepts(self, value: object) -> bool:
        """Whether a value is of this kind; what is inside of it does not count.

        >>> shape("[text]").accepts(["a"]), shape("text|[text]").accepts(1)
        (True, False)
        """
        if self.kind == "either":
            return any(option.accepts(value) for option in self.options)
        if self.kind == "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        return self.kind == "any" or isinstance(value, _PYTHON[self.kind])

    def __str__(self) -> str:
        return _SAID.get(self.kind) or " or ".join(str(option) for option in self.options)


_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "flag": (bool,), "number": (int, float), "list": (list,), "map": (dict,), "object": (dict,),
    "any": (str, bool, int, float, list, dict, type(None)), "either": (),
}  # fmt: skip
_PYTHON: dict[str, type] = {"text": str, "flag": bool, "list": list, "map": dict, "object": dict}
_SAID = {
    "text": "text", "flag": "true or false", "number": "a number", "list": "a list", "map": "a mapping",
    "object": "a mapping", "any": "any value",
}  # fmt: skip


@cache
def shape(text: str) -> Shape:
    """The shape behind its short form.

    >>> shape("[{Schema}]").item.item.name
    'Schema'
    """
    if "|" in text:
        return Shape("either", options=tuple(shape(option) for option in text.split("|")))
    if text[0] in "[{":
        return Shape("list" if text[0] == "[" else "map", item=shape(text[1:-1]))
    if text in ("text", "flag", "number", "any"):
        return Shape(text)
    return Shape("object", text)


@cache
def fields(dialect: str) -> dict[str, dict[str, Shape]]:
    """Object name → field → shape, for ``swagger-2.0``, ``openapi-3.0``, ``openapi-3.1`` or ``openapi-3.2``."""
    table = dict(_SWAGGER_2 if dialect == "swagger-2.0" else _OPENAPI_3)
    if dialect in ("openapi-3.1", "openapi-3.2"):
        table["Schema"] += _SCHEMA_31
        table["Schema"] = re.sub(r"(?<!\S)(items|not)=\S+", r"\1=Schema", table["Schema"])
        # a boolean is a schema in JSON Schema 2020-12, wherever a schema may stand
        table = {name: re.sub(r"(?<==)Schema(?!\S)", "Schema|flag", text) for name, text in table.items()}
        table = {name: text.replace("[Schema]", "[Schema|flag]").replace("{Schema}", "{Schema|flag}")
                 for name, text in table.items()}  # fmt: skip
    parsed: dict[str, dict[str, Shape]] = {}
    for name, text in table.items():
        entries = (entry.partition("=") for entry in text.split())
        parsed[name] = {field: _parse(kind) for field, _, kind in entries}
    if dialect != "openapi-3.2":
        for name, newer in _SINCE_3_2.items():
            for field in newer.split():
                parsed.get(name, {}).pop(field, None)
    for name in PATTERNED:
        parsed[name] = {}
    return parsed


def _parse(text: str) -> Shape:
    if text.startswith(("[Schema|", "{Schema|")):
        return Shape("list" if text[0] == "[" else "map", item=shape("Schema|flag"))
    return shape(text)


PARAMETER_SCHEMA_KEYS = frozenset(
    [
        "type",
        "format",
        "items",
        "enum",
        "default",
        "maximum",
        "minimum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "multipleOf",
    ]
)
"""What a Swagger 2.0 parameter says of its values itself, and a schema says in OpenAPI 3 (Swagger 2.0, Parameter Object)."""
