"""The diagnostic codes of merging."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity

CONFLICT = Code(
    "SS0400",
    "conflicting-statements",
    Severity.WARNING,
    "Sources contradict each other about one field",
    why="Two sources of one API state different things that can't both be true: a type, a required flag, a default. "
    "The statement that says more is chosen (or the one of the source preferred with `--prefer`); the other is kept in the report.",
    broken="# a.yaml\nname: limit\nschema: {type: integer}\n# b.yaml\nname: limit\nschema: {type: string}\n",
    fixed="name: limit\nschema: {type: integer}\n",
    help="Check both places; correct one of them, choose with --prefer, or settle it with an overlay.",
)
RENAMED_COMPONENT = Code(
    "SS0401",
    "component-renamed",
    Severity.INFO,
    "A component shares its name with a different one of another source",
    why="Two sources use one name for different things. Both are kept: the second is named after its source and every "
    "reference of that source follows.",
    broken="# a.yaml\ncomponents: {schemas: {Pet: {type: string}}}\n# b.yaml\ncomponents: {schemas: {Pet: {type: integer}}}\n",
    fixed="components: {schemas: {Pet: {type: string}, Pet_b: {type: integer}}}\n",
    help="Nothing to do; rename one of them in its source for a nicer name.",
)
RENAMED_OPERATION = Code(
    "SS0402",
    "operation-id-renamed",
    Severity.INFO,
    "Operations of different sources share one operationId",
    why="An operationId names one operation (OAS 3.1 §4.8.10). The method and the path are added, so that the name stays the "
    "same when more sources come.",
    broken="/a: {get: {operationId: list}}\n/b: {get: {operationId: list}}\n",
    fixed="/a: {get: {operationId: list_get_a}}\n/b: {get: {operationId: list_get_b}}\n",
    help="Give each operation an operationId of its own in its source.",
)
HOST_COLLISION = Code(
    "SS0403",
    "same-path-on-hosts",
    Severity.INFO,
    "Hosts of one API offer different operations under one path",
    why="`paths` can hold a path once. The operation of the second host is kept under the same path with a fragment "
    "(`#host=...`) that only tells the keys apart, with servers of its own; the fragment is never shown or sent.",
    broken="# host a.example\n/stats: {get: {}}\n# host b.example\n/stats: {get: {}}\n",
    fixed="/stats: {get: {}}\n'/stats#host=b.example': {servers: [{url: https://b.example}], get: {}}\n",
    help="Nothing to do; give the sources different collection names to keep them as two APIs.",
)
NO_SERVER = Code(
    "SS0404",
    "server-taken-from-others",
    Severity.INFO,
    "A source without servers is placed on the server of the other sources",
    why="A fragment that names no server is matched by its absolute paths: they begin with the base path that another source states.",
    broken="# a.yaml\nservers: [{url: https://x.example/api/v4}]\n# b.yaml\npaths: {/api/v4/users: {}}\n",
    fixed="servers: [{url: https://x.example/api/v4}]\npaths: {/users: {}}\n",
    help="State the server in the source if this is wrong.",
)
SPLIT_HOSTS = Code(
    "SS0405",
    "ambiguous-server",
    Severity.INFO,
    "A path without a server fits several hosts",
    why="The path could belong to more than one of the hosts that the other sources name; the first in the order of names is taken.",
    broken="# a.yaml: https://a.example/v1, b.yaml: https://b.example/v1\n# c.yaml\npaths: {/v1/users: {}}\n",
    fixed="servers: [{url: https://a.example/v1}]\npaths: {/users: {}}\n",
    help="State the server in the source.",
)
