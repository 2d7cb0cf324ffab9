"""`read_prose`: a reference page, Markdown or plain text, → an OpenAPI 3.1.1 document; `sniff_prose`: is it one?"""

from __future__ import annotations

import re

from specsmith.recovery.prose.assemble import assemble
from specsmith.recovery.prose.blocks import Block, Kind, front_matter, scan
from specsmith.recovery.prose.directives import unfold_directives
from specsmith.recovery.prose.drafts import Page
from specsmith.recovery.prose.infer import find_paths
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.result import ProseResult
from specsmith.recovery.prose.statements import How, line_statements
from specsmith.recovery.prose.walk import walk

_SNIFF_SIZE = 400_000
_SPEC_KEYS = re.compile(
    r"(?m)^\s*(?:['\"]?(?:swagger|openapi|asyncapi|specificationVersion)['\"]?\s*:\s*['\"]?\d|(?:apis|paths|definitions|responses|parameters):\s*$)"
)
_CODE_LINE = re.compile(
    r"^\s*(?:(?:def|class|import|from|function|const|let|var|public|private|package|func|use|require|return|if|for|while|try|elif|else)\b.*[:;{)]?$"
    r"|#include|//|/\*|\*/|.*[;{}]\s*$|@\w+)"
)
_LOG_LINE = re.compile(
    r"^\s*(?:\[?\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3}\s|\w{3} +\d{1,2} \d\d:\d\d|(?:INFO|WARN|ERROR|DEBUG)\b|.*\b(?:GET|POST|PUT|DELETE)\s+\S+\s+(?:HTTP/\S+\s+)?[1-5]\d\d\b)"
)
_NAVIGATION = re.compile(
    r"^(?:the\s+)?(?:(?:api|rest|user'?s?|developer|reference|full|http)\s*)*(?:reference|guide|docs|documentation|manual|api|home)?$",
    re.IGNORECASE,
)
_API_LINE = re.compile(r"\b(?:api|reference|service|interface|endpoints?|rest)\b", re.IGNORECASE)


def read_prose(text: str) -> ProseResult | None:
    """Read a reference page; None when it states no endpoint at all.

    Out comes an OpenAPI 3.1.1 tree with what the text supports. Whatever was inferred carries `x-specsmith-inferred`
    and has a note with its line.

    >>> result = read_prose("# Mail API\\n\\n## /1/mail\\n\\n*POST* sends a mail.\\n")
    >>> list(result.document["paths"]), result.lines["/paths/~11~1mail/post"]
    (['/1/mail'], 5)
    >>> read_prose("Once upon a time.") is None
    True
    """
    fields, body = front_matter(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    page = _read_page(body)
    if not page.drafts:
        return None
    if fields.get("title"):
        page.title, page.title_line = fields["title"], 1
    page.title = page.title or _title_line(page)
    unstated = frozenset(id(draft) for draft in page.drafts if draft.path is None)
    find_paths(page)
    return assemble(page, unstated)


def _read_page(text: str) -> Page:
    return walk(scan(unfold_directives(text)))


def _title_line(page: Page) -> str:
    """In plain text the first short line that speaks of an API is the title."""
    for index, (line, text) in enumerate(page.intro[:6]):
        if len(text.split()) <= 6 and _API_LINE.search(text) and not text.endswith(".") and not _NAVIGATION.match(text):
            page.title_line = line
            del page.intro[: index + 1]
            return text
    return ""


def sniff_prose(text: str) -> bool:
    """Whether `text` is a reference page: endpoints stated as such, not a novel, a log, source code or a spec.

    >>> sniff_prose("### GET /users\\n\\nLists users.\\n"), sniff_prose("GET up, stand up.\\n")
    (True, False)
    """
    sample = text[:_SNIFF_SIZE]
    if "\0" in sample or not re.search(r"(?i)\b(?:get|put|post|delete|patch|curl)\b", sample):
        return False
    if sample.lstrip("\ufeff \n\r\t").lower().startswith(("{", "[", "<?xml", "<!doctype", "<html")) or _is_spec(sample):
        return False
    if max(map(len, sample.splitlines()), default=0) > 20_000 or _looks_like(_LOG_LINE, sample, 0.5):
        return False
    _, body = front_matter(sample)
    blocks = scan(unfold_directives(body))
    if _is_source_code(blocks):
        return False
    page = walk(blocks)
    return _enough(page)


def _is_spec(sample: str) -> bool:
    outside = re.sub(r"(?ms)^\s*(```|~~~).*?^\s*\1", "", sample)
    return len(_SPEC_KEYS.findall(outside)) >= 1


def _looks_like(pattern: re.Pattern[str], sample: str, share: float) -> bool:
    lines = [line for line in sample.splitlines()[:2000] if line.strip()]
    return bool(lines) and sum(bool(pattern.match(line)) for line in lines) > share * len(lines)


def _is_source_code(blocks: list[Block]) -> bool:
    lines = [text for block in blocks if block.kind is Kind.PARAGRAPH for _, text in block.lines if plain(text)]
    code = sum(bool(_CODE_LINE.match(line)) and not line_statements(line, 0) for line in lines)
    return len(lines) > 5 and code > 0.4 * len(lines)


def _enough(page: Page) -> bool:
    """One endpoint stated outright suffices; sample calls alone have to be several, methods without path need tables or paths."""
    outright = [d for d in page.drafts if d.path is not None and not d.sampled and d.how is not How.SENTENCE]
    if outright:
        return True
    samples = [d for d in page.drafts if d.sampled]
    sentences = [d for d in page.drafts if d.how is How.SENTENCE]
    unpathed = [d for d in page.drafts if d.path is None]
    has_table = any(part.block.kind is Kind.TABLE for d in page.drafts for part in d.parts)
    return (
        len(samples) >= 2
        or len(sentences) >= 2
        or (len(samples) + len(sentences) >= 1 and has_table)
        or (len(unpathed) >= 2 and has_table)
    )
