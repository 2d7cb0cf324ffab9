"""The objects of Swagger 2.0 and OpenAPI 3.x as tables: what may stand where, and how often it does.

A line of the table reads ``key  shapes  weight``; a ``!`` marks a key that the object must have, the weight is how often a
real document has the key (it prices a reading when the document itself has not taught anything yet). Shapes:

* ``text``, ``word``, ``bool``, ``int``, ``number``, ``type``, ``ref``, ``url``, ``mime``, ``place``, ``any``: scalars;
* ``Name``: an object of this table;
* ``[shape]``: a list; ``{names:shape}``: a map whose names are free but look like ``names``;
* ``a|b``: either. ``any`` alone is a value of any shape.

Specification: Swagger 2.0 "Schema"; OAS 3.0 §4.7; OAS 3.1 §4.8.
"""

from __future__ import annotations

SCHEMA = """
Schema
  $ref ref .5
  type type|[type] .8
  title text .1
  description text .45
  format word .2
  properties {property:Property} .25
  items Element|[Part] .15
  required [word] .12
  additionalProperties bool|Element .03
  allOf [Part] .03
  oneOf [Part] .01
  anyOf [Part] .01
  not Schema .002
  enum [any] .1
  default any .05
  example any .12
  examples [any] .01
  nullable bool .06
  readOnly bool .05
  writeOnly bool .01
  deprecated bool .01
  minimum number .04
  maximum number .03
  exclusiveMinimum bool|number .004
  exclusiveMaximum bool|number .004
  multipleOf number .002
  minLength int .06
  maxLength int .06
  pattern text .04
  minItems int .02
  maxItems int .02
  uniqueItems bool .01
  minProperties int .002
  maxProperties int .002
  discriminator Discriminator .01
  xml XML .03
  externalDocs ExternalDocs .005
  const any .003
  propertyNames Schema .001
  patternProperties {free:Schema} .001
  $defs {schema:Schema} .001
  definitions {schema:Schema} .001
  if Schema .001
  then Schema .001
  else Schema .001
  dependencies any .001
  contains Schema .001
  prefixItems [Schema] .001
  contentMediaType mime .001
  contentEncoding word .001
  $schema url .001
  $id url .001
  $comment text .001
"""

REST = """
XML
  name word .7
  namespace url .2
  prefix word .2
  attribute bool .3
  wrapped bool .4
ExternalDocs
  description text .5
  url url! .99
Info
  title text! .99
  version text! .99
  description text .8
  termsOfService text .3
  contact Contact .5
  license License .5
  summary text .03
Contact
  name text .6
  url url .6
  email word .6
License
  name text! .99
  url url .8
  identifier word .02
Tag
  name text! .99
  description text .6
  externalDocs ExternalDocs .05
Requirement
  * {scheme:[word]} 1
"""

#: The places of a schema: the same keys stand in all of them, but a property has a description where the items of a list
#: mostly have none, and a document orders the keys of each its own way. (label, key → factor of its weight)
PLACES_OF_SCHEMAS: dict[str, dict[str, float]] = {
    "Schema": {},
    "Property": {"required": 0.4, "properties": 0.5},
    "Element": {"description": 0.12, "example": 0.2, "title": 0.5, "default": 0.2, "nullable": 0.3, "readOnly": 0.1},
    "Part": {"description": 0.3, "example": 0.3, "title": 0.8},
    "Inline": {"description": 0.12, "example": 0.3, "title": 0.4, "readOnly": 0.1},
}

SWAGGER = """
Root
  swagger text! .99
  info Info! .99
  host text .8
  basePath text .8
  schemes [word] .8
  consumes [mime] .5
  produces [mime] .5
  paths {path:PathItem}! .99
  definitions {schema:Schema} .8
  parameters {parameter:Parameter} .2
  responses {response:Response} .2
  securityDefinitions {scheme:SecurityScheme} .5
  security [Requirement] .3
  tags [Tag] .5
  externalDocs ExternalDocs .2
PathItem
  $ref ref .01
  parameters [Parameter] .2
METHODS
Operation
  tags [text] .8
  summary text .7
  description text .75
  operationId word .8
  consumes [mime] .3
  produces [mime] .4
  parameters [Parameter] .85
  responses {status:Response}! .99
  schemes [word] .02
  deprecated bool .03
  security [Requirement] .3
  externalDocs ExternalDocs .01
Parameter
  $ref ref .1
  name text! .9
  in place! .9
  description text .8
  required bool .7
  schema Inline .2
  type type .7
  format word .2
  allowEmptyValue bool .01
  items Items .1
  collectionFormat word .05
  default any .1
  enum [any] .08
  example any .02
  maximum number .03
  minimum number .03
  exclusiveMaximum bool .004
  exclusiveMinimum bool .004
  maxLength int .03
  minLength int .03
  pattern text .03
  maxItems int .01
  minItems int .01
  uniqueItems bool .01
  multipleOf number .005
Items
  type type! .95
  format word .2
  items Items .03
  collectionFormat word .03
  default any .05
  enum [any] .3
  $ref ref .02
  description text .02
  maximum number .02
  minimum number .02
  maxLength int .02
  minLength int .02
  pattern text .03
  maxItems int .01
  minItems int .01
  uniqueItems bool .01
Response
  $ref ref .15
  description text! .85
  schema Inline .6
  headers {header:Header} .04
  examples {mime:any} .06
Header
  description text .7
  type type! .95
  format word .3
  items Items .03
  default any .02
  enum [any] .02
  pattern text .01
SecurityScheme
  type scheme! .99
  description text .2
  name word .5
  in place .5
  flow word .3
  authorizationUrl url .3
  tokenUrl url .3
  scopes {scope:text} .3
Discriminator
  * word 1
"""

OPENAPI = """
Root
  openapi text! .99
  info Info! .99
  jsonSchemaDialect url .01
  servers [Server] .8
  paths {path:PathItem}! .98
  webhooks {free:PathItem} .02
  components Components .9
  security [Requirement] .4
  tags [Tag] .5
  externalDocs ExternalDocs .2
Components
  schemas {schema:Schema} .95
  responses {response:Response} .3
  parameters {parameter:Parameter} .3
  examples {example:Example} .1
  requestBodies {body:RequestBody} .1
  headers {headername:Header} .05
  securitySchemes {scheme:SecurityScheme} .7
  links {link:Link} .01
  callbacks {callback:Callback} .01
  pathItems {free:PathItem} .01
Server
  url text! .99
  description text .5
  variables {free:ServerVariable} .1
ServerVariable
  enum [any] .5
  default any! .99
  description text .6
PathItem
  $ref ref .01
  summary text .02
  description text .03
  servers [Server] .03
  parameters [Parameter] .3
METHODS
Operation
  tags [text] .83
  summary text .6
  description text .8
  operationId word .82
  parameters [Parameter] .8
  requestBody RequestBody .38
  responses {status:Response}! .99
  callbacks {callback:Callback} .01
  deprecated bool .05
  security [Requirement] .35
  servers [Server] .01
  externalDocs ExternalDocs .02
Callback
  $ref ref .01
  * {expression:PathItem} 1
Parameter
  $ref ref .15
  name text! .9
  in place! .9
  description text .85
  required bool .8
  deprecated bool .02
  allowEmptyValue bool .01
  style word .15
  explode bool .1
  allowReserved bool .01
  schema Inline .95
  example any .06
  examples {example:Example} .06
  content {mime:Media} .01
RequestBody
  $ref ref .06
  description text .3
  content {mime:Media}! .94
  required bool .5
Media
  schema Inline .95
  example any .08
  examples {example:Example} .1
  encoding {property:Encoding} .01
Encoding
  contentType mime .9
  headers {header:Header} .05
  style word .2
  explode bool .2
  allowReserved bool .02
Response
  $ref ref .18
  description text! .85
  headers {header:Header} .04
  content {mime:Media} .68
  links {link:Link} .01
Example
  $ref ref .2
  summary text .3
  description text .1
  value any .8
  externalValue url .02
Link
  $ref ref .1
  operationRef text .1
  operationId word .8
  parameters {free:any} .7
  requestBody any .05
  description text .4
  server Server .02
Header
  $ref ref .3
  description text .6
  required bool .1
  deprecated bool .02
  style word .03
  explode bool .03
  schema Inline .7
  example any .1
  examples {example:Example} .02
  content {mime:Media} .1
SecurityScheme
  $ref ref .01
  type scheme! .99
  description text .3
  name word .4
  in place .4
  scheme word .4
  bearerFormat word .2
  flows Flows .3
  openIdConnectUrl url .03
Flows
  implicit Flow .4
  password Flow .2
  clientCredentials Flow .3
  authorizationCode Flow .5
Flow
  authorizationUrl url .7
  tokenUrl url .7
  refreshUrl url .1
  scopes {scope:text}! .95
Discriminator
  propertyName word! .99
  mapping {free:ref} .3
"""

#: (object, key) → keys that cannot stand beside it in one mapping, in either order.
EXCLUDES: dict[str, dict[str, tuple[str, ...]]] = {
    "Parameter": {
        "schema": ("type", "items", "collectionFormat", "format", "enum", "default", "content", "pattern"),
        "$ref": ("name", "in", "description", "required", "schema", "type"),
    },
    "Header": {"schema": ("type", "items", "format", "content"), "$ref": ("description", "schema", "type")},
    "Example": {"value": ("externalValue",), "$ref": ("value", "summary", "description")},
    "Response": {"$ref": ("description", "schema", "headers", "examples", "content", "links")},
    "RequestBody": {"$ref": ("description", "content", "required")},
    "Schema": {"items": ("properties", "additionalProperties")},
}
