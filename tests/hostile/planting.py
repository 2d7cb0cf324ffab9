"""A description whose every string carries a call of a marker, dressed to break out of each context."""

from __future__ import annotations

from typing import Any

MARKER = "pwned_marker"
PAYLOADS = (
    f'"""+{MARKER}()+"""',
    f"'''+{MARKER}()+'''",
    f'"+{MARKER}()+"',
    f"'+{MARKER}()+'",
    f'\\"+{MARKER}()+\\"',
    f"\n{MARKER}()\n",
    f"\r{MARKER}()\r",
    f"\u2028{MARKER}()\u2029",
    f"*/{MARKER}()/*",
    f"`+{MARKER}()+`",
    f"${{{MARKER}()}}",
    f"{{{{{MARKER}()}}}}",
    f"{{% {MARKER}() %}}",
    f"\\\n{MARKER}()",
    f"\\N{{BULLET}}\\x22+{MARKER}()",
    f"</script><script>{MARKER}()</script>",
    f"]:\n    {MARKER}()\n",
    f"\x0c{MARKER}()\x00",
    f"../../{MARKER}()",
    "\\",
    '"',
    '""""',
    "\ud800",
)


def plant(text: str) -> dict[str, Any]:
    """A description with ``text`` in every place that takes a string."""
    schema = {
        "type": "object",
        "title": text,
        "description": text,
        "required": [text, "kind"],
        "properties": {
            text: {
                "type": "string",
                "default": text,
                "pattern": text,
                "format": text,
                "description": text,
                "example": text,
            },
            "kind": {"enum": [text, f"{text}2"], "default": text, "x-enum-varnames": [text, text]},
            "fixed": {"const": text},
            "self": {"$ref": "#/components/schemas/Plain"},
            "either": {"oneOf": [{"type": "string", "title": text}, {"$ref": "#/components/schemas/Plain"}]},
        },
        "additionalProperties": {"type": "string", "description": text},
        f"x-{text}": text,
    }
    parameters = [
        {
            "name": text,
            "in": place,
            "required": place == "path",
            "description": text,
            "schema": {"type": "string", "enum": [text]},
        }
        for place in ("query", "header", "cookie")
    ]
    parameters.append({"name": "constant", "in": "query", "required": True, "schema": {"const": text}})
    parameters.append({"name": "page", "in": "query", "schema": {"type": "integer", "default": text}})
    media = {"schema": schema, "example": text, "examples": {text: {"summary": text, "value": text}}}
    operation = {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "parameters": parameters,
        "requestBody": {"description": text, "content": {text: media, "application/json": media}},
        "responses": {
            "200": {
                "description": text,
                "headers": {text: {"schema": {"type": "string"}, "description": text}},
                "content": {"application/json": {"schema": {"type": "array", "items": schema}}, text: media},
                "links": {text: {"operationId": text, "description": text, "parameters": {text: text}}},
            },
            "default": {"description": text},
            text: {"description": text},
        },
        "security": [{text: [text]}],
        "deprecated": True,
        "externalDocs": {"url": text, "description": text},
        "x-code-samples": [{"lang": text, "label": text, "source": text}],
        f"x-{text}": text,
        "servers": [{"url": text, "description": text}],
    }
    return {
        "openapi": "3.1.1",
        "info": {
            "title": text,
            "version": text,
            "summary": text,
            "description": text,
            "termsOfService": text,
            "contact": {"name": text, "url": text, "email": text},
            "license": {"name": text, "url": text},
            "x-logo": {"url": text},
        },
        "servers": [{"url": text, "description": text, "variables": {text: {"default": text, "enum": [text]}}}],
        "tags": [{"name": text, "description": text, "x-displayName": text, "externalDocs": {"url": text}}],
        "x-tagGroups": [{"name": text, "tags": [text]}],
        "paths": {
            f"/{text}": {"get": operation, "post": {**operation, "operationId": f"{text}2"}},
            "/{" + text + "}": {"put": {}},
        },
        "webhooks": {
            text: {"post": {"summary": text, "requestBody": {"content": {"application/json": {"schema": schema}}}}}
        },
        "components": {
            "schemas": {
                text: schema,
                "Plain": {
                    "type": "object",
                    "description": text,
                    "properties": {text: {"type": "integer", "description": text}},
                },
                "Enum": {"type": "string", "enum": [text, "b"], "description": text},
                "Pet": {
                    "oneOf": [{"$ref": "#/components/schemas/Plain"}],
                    "discriminator": {"propertyName": text, "mapping": {text: "#/components/schemas/Plain"}},
                },
            },
            "securitySchemes": {
                text: {"type": "apiKey", "in": "header", "name": text, "description": text},
                f"{text}-basic": {"type": "http", "scheme": text, "description": text},
                f"{text}-flow": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": text, "scopes": {text: text}}},
                    "description": text,
                },
            },
        },
    }
