"""The diagnostic codes of reading prose (SS0650–SS0669)."""

from __future__ import annotations

from specsmith.diagnostics.code import Code, Severity

PATH_INFERRED = Code(
    "SS0650",
    "prose-path-inferred",
    Severity.WARNING,
    "The path of an operation was inferred",
    why="The page says what the operation does, but its path is gone (a heading lost by a scraper). A path is needed to "
    "write the operation at all, so one is made from the words and the other paths, with a low confidence.",
    broken="POST sends an email with the specified parameters.",
    fixed="#### /1/mail\n\nPOST sends an email with the specified parameters.",
    help="Check the path against the service and write it into the page or an overlay.",
)
PATH_ADOPTED = Code(
    "SS0651",
    "prose-path-from-neighbour",
    Severity.INFO,
    "The path of an operation was taken from text next to it",
    why="The page names the path in a sentence, or in the description of the operation beside this one about the same thing.",
    broken="GET returns the mail settings.\n\nPUT sets the mail settings. Update them with `/1/settings/mail`.",
    fixed="GET /1/settings/mail returns the mail settings.",
    help="Nothing to do when the path is right.",
)
NAME_LOST = Code(
    "SS0652",
    "prose-field-name-lost",
    Severity.WARNING,
    "The name of a field was lost and guessed",
    why="Two rows of a table ran together: the second one's description is there, its name is not. An example that has one "
    "more key than the table names it; otherwise the words of the description do.",
    broken="smtp Object. Optional. The SMTP settings. String. Required. The SMTP server host.",
    fixed="smtp Object. Optional. The SMTP settings.\nsmtp.host String. Required. The SMTP server host.",
    help="Check the name of the field.",
)
EXAMPLE_REBUILT = Code(
    "SS0653",
    "prose-example-rebuilt",
    Severity.INFO,
    "An example was rebuilt",
    why="The example lost braces, commas or quotes, or `...` stands for a part of it; what can be read is kept as an example.",
    broken='"host": "",\n"key": "..."',
    fixed='{\n  "host": "",\n  "key": "..."\n}',
    help="Check the example.",
)
RESPONSE_UNSAID = Code(
    "SS0654",
    "prose-response-unsaid",
    Severity.INFO,
    "The text says nothing about the response, or not its status",
    why="Every operation needs a response (OAS 3.1 §4.8.16); where the text is silent a placeholder stands for it.",
    broken="DELETE deletes the specified message.",
    fixed="DELETE deletes the specified message. Responds with 204.",
    help="Say in the page which status the operation answers with.",
)
MEDIA_TYPE_INFERRED = Code(
    "SS0655",
    "prose-body-inferred",
    Severity.INFO,
    "Where the parameters of a request go was inferred",
    why="The text lists parameters without saying whether they belong to the body, and in which media type. Those of POST, PUT "
    "and PATCH are taken for members of a JSON body, those of other methods for query parameters.",
    broken="POST sends an email.\n\n| Parameters | Description |\n| --- | --- |\n| to | String. Required. |",
    fixed="POST sends an email. The JSON body has:\n\n| Property | Description |\n| --- | --- |\n| to | String. Required. |",
    help="Check the request body.",
)
SCHEMA_FROM_EXAMPLE = Code(
    "SS0656",
    "prose-schema-from-example",
    Severity.INFO,
    "A schema was inferred from an example",
    why="The text shows a value and never describes it; its types are those of the example, nothing is taken for required.",
    broken='Returns:\n\n{"id": 7}',
    fixed="Returns an object with an integer `id`.",
    help="Check the types; an example can't show what may be absent or null.",
)
MENTIONED_ONLY = Code(
    "SS0657",
    "prose-endpoint-mentioned",
    Severity.INFO,
    "An endpoint is mentioned but not described",
    why="The page refers to an endpoint in passing (`see GET /x`) and describes it nowhere; it is left out, and named here.",
    broken="See also `GET /users`.",
    fixed="### GET /users\n\nLists users.",
    help="Describe the endpoint if it belongs to this API.",
)
EXAMPLE_DISAGREES = Code(
    "SS0658",
    "prose-example-disagrees",
    Severity.WARNING,
    "An example has a member that the table does not name",
    why="Table and example speak of the same object and disagree on a name; the table is kept, the example shown as it stands.",
    broken='tempates | Object. Optional.\n\n{"templates": null}',
    fixed='templates | Object. Optional.\n\n{"templates": null}',
    help="Correct the name in the table or in the example.",
)
SAMPLE_VALUE = Code(
    "SS0659",
    "prose-sample-value",
    Severity.WARNING,
    "A part of a path was taken for a sample value",
    why="The only statement of the endpoint is a sample call with a concrete id; the id becomes a path parameter.",
    broken="curl https://api.example/users/12",
    fixed="curl https://api.example/users/{userId}",
    help="Check the path template.",
)
UNSAID = Code(
    "SS0660",
    "prose-info-unsaid",
    Severity.INFO,
    "The page does not say its title or version",
    why="`info.title` and `info.version` are required (OAS 3.1 §4.8.2); what the page does not say is filled in and marked.",
    broken="GET /v1/users lists users.",
    fixed="# Users API\n\nVersion 1.2\n\nGET /v1/users lists users.",
    help="Set title and version in an overlay.",
)
UNPLACED = Code(
    "SS0661",
    "prose-block-unplaced",
    Severity.INFO,
    "A table belongs to no operation",
    why="The page describes an object before or after its operations without saying which of them uses it; the object "
    "becomes a schema of its own that nothing refers to.",
    broken="A user has these fields:\n\n| Field | Description |\n| --- | --- |\n| id | String. |",
    fixed="GET /users/{id} returns a user:\n\n| Field | Description |\n| --- | --- |\n| id | String. |",
    help="Refer to the schema where it is used.",
)
FROM_SAMPLE = Code(
    "SS0662",
    "prose-operation-from-sample",
    Severity.INFO,
    "An operation is known from a sample call only",
    why="No heading or sentence states the endpoint; method, path and parameters are those of the call shown.",
    broken="curl -X POST https://api.example/users -d '{}'",
    fixed="### POST /users",
    help="Check method and path.",
)
FIELD_UNREAD = Code(
    "SS0663",
    "prose-table-row-unread",
    Severity.WARNING,
    "A row of a table could not be read as a field",
    why="The first cell is no name that a parameter or property could have; the row is left out, and named here.",
    broken="| (see below) | String. |",
    fixed="| name | String. |",
    help="Describe the field in a row of its own.",
)

TYPE_UNSAID = Code(
    "SS0664",
    "prose-type-unsaid",
    Severity.INFO,
    "The text does not say the type of a path parameter or of an object",
    why="A path parameter needs a schema (OAS 3.1 §4.8.12.2); one of which only the name is known is taken for a string. "
    "An object of which only members are described is taken for an object.",
    broken="GET /users/{id} returns a user.",
    fixed="GET /users/{id} returns a user.\n\n- `id` (integer): the user",
    help="Check the type.",
)

CODES: tuple[Code, ...] = (
    PATH_INFERRED, PATH_ADOPTED, NAME_LOST, EXAMPLE_REBUILT, RESPONSE_UNSAID, MEDIA_TYPE_INFERRED, SCHEMA_FROM_EXAMPLE,
    MENTIONED_ONLY, EXAMPLE_DISAGREES, SAMPLE_VALUE, UNSAID, UNPLACED, FROM_SAMPLE, FIELD_UNREAD, TYPE_UNSAID,
)  # fmt: skip
TITLE_ADOPTED = Code(
    "SS0665",
    "prose-title-from-layout",
    Severity.INFO,
    "A line was taken for the title of the endpoint below it",
    why="The page has no headings, and each of its endpoints stands under a short line and some sentences. They are taken for its "
    "title and description, with the statuses that they name; nothing but this layout says so.",
    broken="List ships\nReturns 200.\nGET /ships\n\nBuild a ship\nReturns 201.\nPOST /ships",
    fixed="# Ships\n\n## List ships\n\nReturns 200.\n\nGET /ships\n\n## Build a ship\n\nReturns 201.\n\nPOST /ships",
    help="Check title, description and statuses of the operation.",
)
STATUS_DOUBTFUL = Code(
    "SS0666",
    "prose-status-doubtful",
    Severity.WARNING,
    "A status may belong to the endpoint above or to the one below",
    why="The page has no headings. The status stands between two endpoints, under a line that could be the title of the second, "
    "but not every endpoint of the page has such a line; so neither of them is given the status.",
    broken="GET /ships\n\nAll the ships.\n\nBuild a ship\n\nAnswers 201 when built.\n\nPOST /ships",
    fixed="## List ships\n\nGET /ships\n\nAll the ships.\n\n## Build a ship\n\nAnswers 201 when built.\n\nPOST /ships",
    help="Write the status under its endpoint, or add the response in an overlay.",
)
