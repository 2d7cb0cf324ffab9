"""What structural recovery has to report (SS0600 to SS0649)."""

from __future__ import annotations

from specsmith.diagnostics import Code, Severity

AMBIGUOUS = Code(
    "SS0600", "recovery-ambiguous", Severity.WARNING, "Two readings of damaged text are about as good",
    why="Lost indentation leaves places where a line fits at two levels. The reading that the rest of the document supports was "
        "taken; the message shows both.",
    broken="items:\ntype: string\ndescription: of the array, or of its items?\n",
    fixed="items:\n  type: string\ndescription: of the array\n",
    help="Compare the place with the original, if there is one.",
)  # fmt: skip
INFERRED_KEY = Code(
    "SS0601", "recovery-inferred", Severity.WARNING, "Something that the damage destroyed was inferred",
    why="A name in angle brackets was lost with the tags of the page, or a value broke off. What stands there now is a guess, and "
        "carries `x-specsmith-inferred` where that may stand.",
    broken="properties: : type: array\n",
    fixed="properties:\n  <CHANNEL_ID>:\n    type: array\n",
    help="Put the original name back.",
)  # fmt: skip
LOW_CONFIDENCE = Code(
    "SS0602", "recovery-low-confidence", Severity.WARNING, "A recovered part is not sure",
    why="Its neighbours speak for another reading, or little speaks for this one. `--min-confidence` makes such parts errors.",
    help="Compare the place with the original, if there is one.",
)  # fmt: skip
CUT = Code(
    "SS0603", "recovery-truncated", Severity.WARNING, "The damaged text breaks off",
    why="Everything that was complete is kept; what follows the cut can't be known.",
    help="Get the rest of the text.",
)  # fmt: skip
