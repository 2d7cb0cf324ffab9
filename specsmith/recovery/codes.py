"""What recovery of structured text may have to say (SS060x)."""

from __future__ import annotations

from specsmith.diagnostics.code import Code, Severity

AMBIGUOUS = Code(
    "SS0600",
    "recovered-ambiguous",
    Severity.WARNING,
    "Two readings of damaged text were about as good",
    why="The line fits in more than one open object, and nothing in the document says which. The one that the rest of the "
    "document makes more likely was taken; the other is named.",
    broken="items:\ntype: string\ndescription: Of the items, or of the list?",
    fixed="items:\n  type: string\ndescription: Of the list.",
    help="Look at the line in the source and move the key if it belongs to the other object.",
)
INFERRED = Code(
    "SS0601",
    "recovered-inferred-name",
    Severity.WARNING,
    "A name that the damage destroyed was made up",
    why="A value has lost its key (`<tags>` are lost in web pages). The value is kept under a made-up name and carries "
    "`x-specsmith-inferred: true`.",
    broken="properties: : type: array",
    fixed="properties: {unnamed: {type: array, x-specsmith-inferred: true}}",
    help="Give the key its real name and remove the mark.",
)
LOW_CONFIDENCE = Code(
    "SS0602",
    "recovered-low-confidence",
    Severity.INFO,
    "A recovered value fits its place badly",
    why="The key is not one of the object it was put in, or its value is not of the kind that the key takes, but every other "
    "reading was worse.",
    broken="info:\nresponses: yes",
    help="Compare the place with the source of the text.",
)
TRUNCATED = Code(
    "SS0603",
    "recovered-truncated",
    Severity.WARNING,
    "The text ends in the middle of an object",
    why="What stood after the end is lost. All that was complete is kept; the objects named here miss what they must have.",
    broken="paths:\n/users:\nget:\nsummary: List users",
    help="Find the rest of the text, or complete the objects that are named.",
)
REFUSED = Code(
    "SS0604",
    "recovered-refused",
    Severity.ERROR,
    "The text shows no structure of an API description",
    why="Neither its lines nor its words look like keys of Swagger or OpenAPI, so nothing can be recovered from it.",
    broken="It was a dark and stormy night.",
    help="Give the text of an API description, flattened or collapsed or as it was written.",
)
SKIPPED = Code(
    "SS0605",
    "recovered-skipped-text",
    Severity.INFO,
    "A line that belongs to no object was left out",
    why="Titles, menus and comments of a page come along when its text is copied. They are no part of the description.",
    broken="My API\nswagger: '2.0'",
    fixed="swagger: '2.0'",
)
REPEATED = Code(
    "SS0606",
    "recovered-repeated-key",
    Severity.WARNING,
    "A key stands twice in one recovered object",
    why="Every reading of the line repeats a key. The first value was kept; objects were merged.",
    broken="type: string\ntype: integer",
    fixed="type: string",
    help="Look for a lost key between the two lines.",
)
