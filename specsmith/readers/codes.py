"""What finding and reading inputs has to report (SS0100 to SS0149)."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity

UNREADABLE = Code(
    "SS0100", "unreadable-input", Severity.ERROR, "An input could not be read",
    why="A file that is missing, locked or not text would silently be left out of the result.",
    help="Check the path and its permissions.",
)  # fmt: skip
SYNTAX = Code(
    "SS0101", "syntax-error", Severity.ERROR, "The text is neither YAML nor JSON, and recovery found no description in it",
    why="Nothing of this file is in the result; the other inputs are built all the same.",
    broken="info:\n  title: 'unclosed\n", fixed="info:\n  title: closed\n",
    help="Mend the text at the place shown; `specsmith recover FILE` tries to restore one whose indentation is lost.",
)  # fmt: skip
SKIPPED = Code(
    "SS0102", "skipped", Severity.INFO, "An input is not an API description and was skipped",
    why="Folders hold other files too; each one that was left out is named, with the reason.",
    help="Nothing to do, unless this file should have been read.",
)  # fmt: skip
EMPTY = Code(
    "SS0103", "empty-document", Severity.INFO, "A document without content was skipped",
    why="Galleries hold fragments whose front matter is empty.",
    help="Nothing to do.",
)  # fmt: skip
DUPLICATE_KEY = Code(
    "SS0104", "duplicate-key", Severity.WARNING, "A key stands twice in one mapping",
    why="Most readers keep the last one in silence, so the first is lost without a trace. The last one is kept here too.",
    broken="get: {summary: A}\nget: {summary: B}\n", fixed="get: {summary: A}\npost: {summary: B}\n",
    help="Rename or remove one of the two.",
)  # fmt: skip
UNKNOWN_VERSION = Code(
    "SS0105", "unknown-version", Severity.WARNING, "The version of the specification is missing or unknown",
    why="A fragment without `swagger:` or `openapi:` is read by what it holds: `requestBody` and `content` are OpenAPI 3, "
        "`in: body` and `definitions` are Swagger 2.0.",
    broken="paths:\n  /users: {}\n", fixed="openapi: 3.1.1\npaths:\n  /users: {}\n",
    help="Add the version field.",
)  # fmt: skip
REMOTE = Code(
    "SS0106", "remote-not-allowed", Severity.ERROR, "A URL was given without --allow-remote",
    why="specsmith reads no network unless it is told to.",
    help="Add --allow-remote, or download the file and name it.",
)  # fmt: skip
NO_INPUT = Code(
    "SS0107", "no-description", Severity.ERROR, "No API description was found in the inputs",
    why="An empty result would look like success.",
    help="Name a file, a folder or a glob that holds Swagger 2.0 or OpenAPI documents.",
)  # fmt: skip
RECOVERED = Code(
    "SS0108", "recovered-text", Severity.WARNING, "The text was damaged; its structure was recovered",
    why="Lost indentation and line ends were put back by the grammar of the specification: parts may be guesses.",
    help="Read the diagnostics of the recovery, the least certain places first.",
)  # fmt: skip
OUTSIDE = Code(
    "SS0109", "outside-of-inputs", Severity.WARNING, "A link leads out of the input folder and was not followed",
    why="Nothing outside the inputs that were named is read.",
    help="Name the target itself as an input.",
)  # fmt: skip
ENCODING = Code(
    "SS0110", "not-utf-8", Severity.WARNING, "The text is not UTF-8",
    why="YAML and JSON are Unicode; bytes that are not UTF-8 were read as Windows-1252.",
    help="Save the file as UTF-8.",
)  # fmt: skip
ONE_OF_SEVERAL = Code(
    "SS0111", "one-of-several", Severity.WARNING, "A file holds several documents, and one result is written",
    why="`convert` writes one document for each input; the first one is taken. `build`, `merge` and `recover` read them all.",
    broken="swagger: '2.0'\npaths: {}\n---\nswagger: '2.0'\npaths: {}\n", fixed="swagger: '2.0'\npaths: {}\n",
    help="Write each document into a file of its own, or use `merge`.",
)  # fmt: skip
LISTING_FIELD = Code(
    "SS0130", "listing-field", Severity.WARNING, "A field of an APIs.json listing is not what it should be",
    why="The field is read as well as it can be, or left out.",
    broken="tags: 7\n", fixed="tags: [mail]\n",
    help="Correct the listing.",
)  # fmt: skip
LISTING_INCLUDE = Code(
    "SS0131", "listing-include", Severity.INFO, "An `include` of a listing was not followed",
    why="Only files inside the input folders are read, and URLs only with --allow-remote.",
    help="Name the included listing as an input.",
)  # fmt: skip
