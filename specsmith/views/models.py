"""Named schemas: components, and inline objects under the names that their places give them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from specsmith.diagnostics import Code, Severity
from specsmith.model.pointer import escape_token
from specsmith.views.algebra import union, without_null
from specsmith.views.context import DANGLING, Context, extensions, flag, text
from specsmith.views.gather import Gathered, Gatherer
from specsmith.views.names import Unique, bounded, pascal, slugify
from specsmith.views.types import (
    ANY,
    NEVER,
    Any_,
    Discriminator,
    Field,
    Literal,
    Map,
    Model,
    ModelShape,
    Named,
    TypeRef,
    Union,
)
from specsmith.views.values import constraints, default_text, enum_values, schema_examples

if TYPE_CHECKING:
    from specsmith.views.schemas import Schemas

CONFLICT = Code(
    "SS0706",
    "view-composition-conflict",
    Severity.INFO,
    "The parts of a composed schema can't all be true at once",
    why="allOf asks for a value that fits every part. An object can't be a string too: the fields are kept, the other part "
    "is left out.",
    broken="allOf:\n  - type: string\n  - type: object\n    properties: {a: {type: string}}\n",
    fixed="oneOf:\n  - type: string\n  - type: object\n    properties: {a: {type: string}}\n",
    help="Use oneOf when either is meant.",
)
ALIAS_CYCLE = Code(
    "SS0707",
    "view-alias-cycle",
    Severity.WARNING,
    "A schema is only a name for itself",
    why="Following the names never arrives at a type, so anything is allowed there.",
    broken="A:\n  $ref: '#/components/schemas/B'\nB:\n  $ref: '#/components/schemas/A'\n",
    fixed="A:\n  $ref: '#/components/schemas/B'\nB:\n  type: string\n",
    help="Give one of the schemas a type of its own.",
)

_MAX_PRODUCT = 64


class Models:
    """The table of models: component schemas first, inline ones as they are met; bodies are built from a queue."""

    def __init__(self, context: Context, schemas: Schemas) -> None:
        self.context = context
        self.schemas = schemas
        self._at: dict[str, str] = {}
        self._node: dict[str, tuple[Any, str]] = {}
        self._parts: dict[str, Gathered] = {}
        self._children: dict[str, list[str]] = {}
        self._names = Unique()
        self._slugs = Unique("-")
        self._inline: set[str] = set()
        self._nullable: dict[str, bool] = {}
        self._gatherer = Gatherer(context, self.id_at)

    def reserve(self) -> None:
        """Give every component schema its id before any type is made."""
        components = self.context.mapping(self.context.root, "components")
        for name, schema in self.context.mapping(components, "schemas").items():
            pointer = f"/components/schemas/{escape_token(name)}"
            self._names.take(name)
            self._at[pointer] = name
            self._node[name] = (schema, pointer)
            for part in schema.get("allOf") or () if isinstance(schema, dict) else ():
                ref = part.get("$ref") if isinstance(part, dict) else None
                if isinstance(ref, str) and ref.startswith("#/components/schemas/"):
                    parent = ref.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
                    self._children.setdefault(parent, []).append(name)

    def id_at(self, pointer: str) -> str | None:
        """The model whose schema stands at ``pointer``."""
        return self._at.get(pointer)

    def adopt(self, node: Any, pointer: str, name: str, parts: Gathered | None = None) -> str:
        """Make the schema at ``pointer`` a model; it is built when its turn comes. Returns its id."""
        made = self._names.take(bounded(name))
        if parts is None:
            self._at.setdefault(pointer, made)
        else:
            self._parts[made] = parts
            self._nullable[made] = False  # whoever composed the parts has said so already
        self._node[made] = (node, pointer)
        self._inline.add(made)
        return made

    def nullable(self, component: str) -> bool:
        """Whether the schema of a model allows null (seen from outside: every reference to it carries the null)."""
        known = self._nullable.get(component)
        if known is None:
            known = self._allows_null(self._node[component][0], 8)
            self._nullable[component] = known
        return known

    def _allows_null(self, schema: Any, hops: int) -> bool:
        if not isinstance(schema, dict) or hops == 0:
            return False
        stated = schema.get("type")
        if schema.get("nullable") is True or stated == "null" or (isinstance(stated, list) and "null" in stated):
            return True
        enum = schema.get("enum")
        if stated is None and isinstance(enum, list) and None in enum:
            return True
        if isinstance(schema.get("$ref"), str):
            target = self.context.target(schema["$ref"])
            return target is not None and self._allows_null(target[0], hops - 1)
        for keyword in ("oneOf", "anyOf"):
            if isinstance(schema.get(keyword), list):
                return any(self._allows_null(member, hops - 1) for member in schema[keyword])
        return False

    def object_type(self, schema: dict[str, Any], name: str, pointer: str, own: str) -> TypeRef:
        """The type of ``type: object``: a model when it has properties, else a map."""
        if isinstance(schema.get("properties"), dict) and schema["properties"]:
            gathered = self._gatherer.gather([(schema, pointer)], own)
            if own:
                self._parts[own] = gathered
                return Named(own)
            return Named(self.adopt(schema, pointer, name, gathered))
        extra = schema.get("additionalProperties", schema.get("unevaluatedProperties"))
        patterns = self.context.mapping(schema, "patternProperties")
        found: list[TypeRef] = []
        for pattern, value in patterns.items():
            at = f"{pointer}/patternProperties/{escape_token(pattern)}"
            found.append(self.schemas.type_of(value, f"{name}Value", at))
        if isinstance(extra, dict):
            found.append(self.schemas.type_of(extra, f"{name}Value", f"{pointer}/additionalProperties"))
        if extra is False and not found:
            return Map(NEVER)
        if not found or (extra is True and patterns):
            return Map(ANY)
        return Map(union(found))

    def combine(
        self, schema: dict[str, Any], parts: list[tuple[Any, str]], name: str, pointer: str, own: str
    ) -> TypeRef:
        """The type of a composed schema, by the policy of :mod:`specsmith.views.gather`."""
        gathered = self._gatherer.gather(parts, own)
        if gathered.unions and (gathered.is_object or (len(gathered.unions) == 1 and not gathered.others)):
            distributed = self._distribute(schema, gathered, name)
            if distributed is not None:
                return distributed
        if gathered.is_object:
            if gathered.others:
                at = gathered.others[0][1]
                self.context.report(CONFLICT, f"The object {name} is something else too (see {at})", schema)
            if not gathered.properties and not gathered.unions:
                return self._composed_map(gathered, name)
            if own:
                self._parts[own] = gathered
                return Named(own)
            return Named(self.adopt(schema, pointer, name, gathered))
        return self._narrowest([(part, pointer) for part, pointer in parts if part is not True], name)

    def _composed_map(self, gathered: Gathered, name: str) -> TypeRef:
        extra, at = gathered.additional or (True, "")
        return Map(NEVER) if extra is False else Map(self.schemas.type_of(extra, f"{name}Value", at))

    def _narrowest(self, parts: list[tuple[Any, str]], name: str) -> TypeRef:
        """Of parts that are no objects: the one that says most (literals before the rest, any last)."""
        found = [self.schemas.type_of(part, name, pointer) for part, pointer in parts]
        literal = next((one for one in found if isinstance(one, Literal)), None)
        return literal or next((one for one in found if not isinstance(one, Any_)), ANY)

    def _distribute(self, schema: dict[str, Any], gathered: Gathered, name: str) -> TypeRef | None:
        """Each member of the first union together with everything beside it; None when that grows out of hand."""
        keyword, members, at = gathered.unions[0]
        if len(members) > _MAX_PRODUCT:
            return None
        if not gathered.is_object:
            return self.schemas.build({**_discriminating(schema), keyword: members}, name, at.rpartition("/")[0])
        found: list[TypeRef] = []
        for index, member in enumerate(members):
            inner = self._gatherer.gather([(member, f"{at}/{index}")], "")
            for _, others, other_at in inner.unions + gathered.unions[1:]:
                self._merge_optional(inner, others, other_at)
            if inner.others and not inner.is_object:
                found.append(self.schemas.type_of(member, f"{name}Option{index + 1}", f"{at}/{index}"))
                continue
            merged = Gathered(is_object=True, additional=inner.additional or gathered.additional)
            for one in (gathered, inner):
                merged.required |= one.required
                merged.extends += one.extends
                for prop in one.properties.values():
                    merged.add(prop)
            label = pascal(inner.extends[0]) if inner.extends else f"Option{index + 1}"
            if not merged.properties:
                found.append(self._composed_map(merged, name))
            else:
                found.append(Named(self.adopt(member, f"{at}/{index}", f"{name}{label}", merged)))
        return union(found)

    def _merge_optional(self, into: Gathered, members: list[Any], at: str) -> None:
        for index, member in enumerate(members):
            inner = self._gatherer.gather([(member, f"{at}/{index}")], "")
            for prop in inner.properties.values():
                if prop.name not in into.properties:
                    into.add(prop)
                    into.is_object = True

    def discriminator(self, schema: dict[str, Any], members: list[Any]) -> Discriminator | None:
        """Property and mapping of a union or a parent, values implied by schema names included (OAS 3.1 §4.8.25)."""
        stated = schema.get("discriminator")
        if isinstance(stated, str):
            stated = {"propertyName": stated}
        if not isinstance(stated, dict) or not isinstance(stated.get("propertyName"), str):
            return None
        mapping: dict[str, str] = {}
        for value, target in self.context.mapping(stated, "mapping").items():
            found = self._mapped(target)
            if found is None:
                self.context.report(DANGLING, f"The discriminator value '{value}' leads nowhere", stated, "mapping")
            else:
                mapping[value] = found
        reached = set(mapping.values())
        for member in members:
            ref = member.get("$ref") if isinstance(member, dict) else None
            found = self._mapped(ref) if isinstance(ref, str) else None
            if found is not None and found not in reached:
                mapping.setdefault(found, found)
        return Discriminator(stated["propertyName"], tuple(mapping.items()))

    def _mapped(self, target: Any) -> str | None:
        if not isinstance(target, str):
            return None
        if target in self._node and target not in self._inline:
            return target
        found = self.context.target(target) if target.startswith("#") else None
        return self._at.get(found[1]) if found else None

    def build(self) -> list[Model]:
        """All models: components in the order of the document, then inline ones in the order they were met."""
        built: list[Model] = []
        done = 0
        while done < len(self._node):  # building a model may adopt others
            for component in list(self._node)[done:]:
                built.append(self._model(component))
                done += 1
        return self._without_cycles(built)

    def _model(self, component: str) -> Model:
        schema, pointer = self._node[component]
        name = component if component in self._inline else pascal(component)
        found: TypeRef = Named(component)
        if component not in self._parts:
            found = (
                self.schemas.build(schema, name, pointer, own=component)
                if isinstance(schema, dict)
                else (self.schemas.type_of(schema, name, pointer))
            )
        node = schema if isinstance(schema, dict) else {}
        nullable = self.nullable(component)
        if nullable:
            found, _ = without_null(found)
        shape = ModelShape.ALIAS
        parts = self._parts.get(component)
        fields: tuple[Field, ...] = ()
        own: tuple[Field, ...] = ()
        additional: TypeRef = ANY
        if found == Named(component) and parts is not None:
            shape, found = ModelShape.OBJECT, ANY
            pairs = [(self._field(prop.name, prop, parts, name), prop.inherited) for prop in parts.properties.values()]
            fields = tuple(one for one, _ in pairs)
            own = tuple(one for one, inherited in pairs if not inherited)
            if parts.additional is not None:
                extra, at = parts.additional
                additional = self.schemas.type_of(extra, f"{name}Value", at)
        elif isinstance(found, Literal):
            shape = ModelShape.ENUM
        elif found == Named(component):
            self.context.report(ALIAS_CYCLE, f"The schema '{component}' is only a name for itself", node)
            found = ANY
        return Model(
            id=component,
            name=component,
            shape=shape,
            slug=self._slugs.take(slugify(component)),
            title=text(node, "title"),
            description=text(node, "description"),
            deprecated=flag(node, "deprecated"),
            fields=fields,
            own_fields=own,
            extends=tuple(dict.fromkeys(parts.extends)) if parts is not None and shape is ModelShape.OBJECT else (),
            additional=additional,
            type=found,
            nullable=nullable,
            enum_values=enum_values(node, found.values) if isinstance(found, Literal) else (),
            constraints=constraints(node),
            examples=schema_examples(node),
            discriminator=self.discriminator(node, self._children_of(component))
            if shape is ModelShape.OBJECT
            else (found.discriminator if isinstance(found, Union) else None),
            inline=component in self._inline,
            pointer=pointer,
            extensions=extensions(node),
        )

    def _children_of(self, component: str) -> list[dict[str, str]]:
        found: dict[str, None] = {}
        queue = list(self._children.get(component, ()))
        while queue:
            child = queue.pop(0)
            if child not in found and child != component:
                found[child] = None
                queue += self._children.get(child, ())
        return [{"$ref": f"#/components/schemas/{escape_token(child)}"} for child in found]

    def _field(self, name: str, prop: Any, parts: Gathered, owner: str) -> Field:
        schema = prop.schema if isinstance(prop.schema, dict) else {}
        found, nullable = self.schemas.split(prop.schema, f"{owner}{pascal(name)}", prop.pointer)
        target = self._annotated(schema)
        return Field(
            name=name,
            type=found,
            required=name in parts.required,
            nullable=nullable,
            read_only=flag(schema, "readOnly", flag(target, "readOnly")),
            write_only=flag(schema, "writeOnly", flag(target, "writeOnly")),
            deprecated=flag(schema, "deprecated"),
            description=text(schema, "description"),
            title=text(schema, "title"),
            default=default_text(schema),
            constraints=constraints(schema),
            examples=schema_examples(schema),
            pointer=prop.pointer,
        )

    def _annotated(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema behind a property that is only a reference: it may say readOnly for all its uses."""
        ref = schema.get("$ref")
        target = self.context.target(ref) if isinstance(ref, str) else None
        return target[0] if target is not None and isinstance(target[0], dict) else {}

    def _without_cycles(self, built: list[Model]) -> list[Model]:
        """Aliases that arrive at themselves without an array or an object between become ``Any``."""
        aliases = {model.id: model for model in built if model.shape is ModelShape.ALIAS}
        state: dict[str, int] = {}
        broken: dict[str, None] = {}
        for start, alias in aliases.items():
            stack = [(start, iter(_immediate(alias.type)))] if start not in state else []
            state.setdefault(start, 1)
            while stack:
                current, following = stack[-1]
                step = next(following, None)
                if step is None:
                    state[current] = 2
                    stack.pop()
                elif step in aliases and step not in state:
                    state[step] = 1
                    stack.append((step, iter(_immediate(aliases[step].type))))
                elif state.get(step) == 1:
                    broken[current] = None
        for component in broken:
            node = self._node[component][0]
            self.context.report(ALIAS_CYCLE, f"The schema '{component}' is only a name for itself", node)
        return [replace(model, type=ANY, discriminator=None) if model.id in broken else model for model in built]


def _discriminating(schema: dict[str, Any]) -> dict[str, Any]:
    return {"discriminator": schema["discriminator"]} if "discriminator" in schema else {}


def _immediate(found: TypeRef) -> list[str]:
    """The models a type is a name for, without anything between."""
    if isinstance(found, Named):
        return [found.id]
    if isinstance(found, Union):
        return [name for member in found.members for name in _immediate(member)]
    return []
