"""What a build itself has to report (SS0920 to SS0949)."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity

OUTPUT = Code(
    "SS0920", "output-not-writable", Severity.ERROR, "The output could not be written",
    why="The folder of an earlier build is left as it was: results are written beside it first, then moved.",
    help="Choose another folder with -o, or mend the permissions.",
)  # fmt: skip
FOREIGN_FILE = Code(
    "SS0921", "foreign-file", Severity.ERROR, "A file in the output folder was not written by specsmith",
    why="Only files that an earlier build listed in its manifest are replaced.",
    help="Move the file away, or choose another folder with -o.",
)  # fmt: skip
INTERNAL = Code(
    "SS0922", "internal-error", Severity.ERROR, "specsmith failed on this API; the others were built",
    why="A fault of specsmith itself must not cost the other inputs.",
    help="Please report it, with the input if you can share it.",
)  # fmt: skip
PREFERENCE = Code(
    "SS0924", "preferred-source-unknown", Severity.ERROR, "The preferred source is none of the inputs",
    why="A misspelt name would prefer nothing, in silence.",
    help="Use newest, first or richest, or the path or the file name of an input.",
)  # fmt: skip
CONFIGURATION = Code(
    "SS0923", "configuration", Severity.ERROR, "The configuration is not valid",
    why="An unknown key is most likely a misspelt one: it would be without effect, in silence.",
    broken="grop_by: title\n", fixed="group_by: title\n",
    help="See `specsmith build --help` for the names.",
)  # fmt: skip
