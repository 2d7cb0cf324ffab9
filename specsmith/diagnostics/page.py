"""The page of all rules (``docs/rules.md``), made from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterable

from specsmith.diagnostics.code import Code

_ROOMS = {
    "SS01": "Reading", "SS02": "Repair", "SS03": "Conversion", "SS04": "Merging, overlays, Postman, references",
    "SS05": "Validation", "SS06": "Recovery", "SS07": "Views and clients", "SS08": "Documentation and catalog",
    "SS09": "Builds and the ledger",
}  # fmt: skip


def rules_page(codes: Iterable[Code]) -> str:
    """Markdown: a table for each room, then every code with its reason and examples."""
    rows = sorted(codes, key=lambda code: code.id)
    out = [
        "# Rules",
        "",
        "Every diagnostic code, made by `specsmith rules --format markdown`. `specsmith explain CODE` prints one.",
        "",
    ]
    for room, title in _ROOMS.items():
        members = [code for code in rows if code.id.startswith(room)]
        if members:
            out += [f"## {title}", ""]
            for code in members:
                out += _entry(code)
    return "\n".join(out).rstrip("\n") + "\n"


def _entry(code: Code) -> list[str]:
    out = [f"### {code.id} {code.name}", "", f"*{code.severity.value}* — {code.title}. {code.why}", ""]
    for title, example in (("Broken", code.broken), ("Fixed", code.fixed)):
        if example:
            out += [f"{title}:", "", "```yaml", *example.rstrip("\n").split("\n"), "```", ""]
    if code.help:
        out += [f"What to do: {code.help}", ""]
    return out
