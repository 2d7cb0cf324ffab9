"""What the walk over a page collects: drafts of operations with the blocks that describe them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from specsmith.recovery.prose.blocks import Block
from specsmith.recovery.prose.cues import Cue
from specsmith.recovery.prose.messages import Answer, Request
from specsmith.recovery.prose.paths import (
    PathText,
    looks_like_sample,
    matches,
    parametrize,
    parse_path,
    shape_of,
    with_last_id,
    with_named_ids,
)
from specsmith.recovery.prose.statements import How, Statement


@dataclass(frozen=True, slots=True)
class Part:
    """A block of an operation and what was announced before it. `status` is the response it belongs to, if any."""

    cue: Cue
    label: str
    block: Block
    status: str = ""


@dataclass(slots=True)
class Draft:
    """An operation in the making. `path` is None until it is found; `group` numbers the section it was stated in."""

    method: str
    path: PathText | None
    line: int
    how: How
    group: int
    title: str = ""
    texts: list[tuple[int, str]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    requests: list[tuple[Request, int]] = field(default_factory=list)
    answers: list[tuple[Answer, int]] = field(default_factory=list)
    statuses: list[tuple[str, str, int]] = field(default_factory=list)
    path_inferred: str = ""
    lost_title: int = 0
    confidence: float = 0.0

    def __post_init__(self) -> None:
        self.confidence = self.how.value

    @property
    def sampled(self) -> bool:
        """Whether only a code sample states this operation."""
        return self.how in {How.HTTP_SAMPLE, How.CURL_SAMPLE}

    def absorb(self, other: Draft) -> None:
        """Take over what another statement of the same operation says."""
        if other.confidence > self.confidence:
            self.confidence, self.how = other.confidence, other.how
        self.title = self.title or other.title
        self.lost_title = self.lost_title or other.lost_title
        self.texts += other.texts
        self.parts += other.parts
        self.requests += other.requests
        self.answers += other.answers
        self.statuses += other.statuses
        if self.path is not None and other.path is not None:
            known = {part.name for part in self.path.query}
            extra = tuple(part for part in other.path.query if part.name not in known)
            self.path = PathText(
                self.path.template, self.path.server or other.path.server, self.path.query + extra, self.path.guesses
            )


@dataclass(slots=True)
class Page:
    """Everything read from a page, before it becomes a document."""

    title: str = ""
    title_line: int = 1
    intro: list[tuple[int, str]] = field(default_factory=list)
    servers: list[tuple[str, int]] = field(default_factory=list)
    sample_servers: list[tuple[str, int]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    foreign: list[tuple[Request, int]] = field(default_factory=list)
    mentions: list[Statement] = field(default_factory=list)
    loose: list[Part] = field(default_factory=list)
    doubtful: list[tuple[int, list[str]]] = field(default_factory=list)


def settle(page: Page) -> None:
    """Make one draft of every operation: statements of the same endpoint join, samples join the endpoint they use."""
    _name_ids(page)
    strong = [draft for draft in page.drafts if not draft.sampled and draft.path is not None]
    kept: list[Draft] = []
    by_endpoint: dict[tuple[str, str], Draft] = {}
    _leave_out_base(page)
    _join_examples(page)
    for draft in page.drafts:
        if draft.path is None:
            kept.append(draft)
            continue
        if draft.sampled:
            home = _home_of_sample(draft.method, draft.path, strong)
            if home is not None and home is not draft:
                home.absorb(draft)
                continue
            draft.path = parametrize(draft.path)
        same = by_endpoint.setdefault((draft.method, draft.path.shape), draft)
        if same is draft:
            kept.append(draft)
        else:
            same.absorb(draft)
    page.drafts = kept
    for request, line in page.foreign:
        _settle_foreign(page, request, line)
    _join_tails(page)
    for draft in page.drafts:
        for request, line in draft.requests:
            _learn_server(page, draft, request, line)


def _name_ids(page: Page) -> None:
    """Numbers that stand for any (`/posts/1`) become parameters, in longer paths too (`/posts/1/comments`)."""
    stated = [draft for draft in page.drafts if draft.path is not None and not draft.sampled]
    if not any("{" in draft.path.template for draft in page.drafts if draft.path is not None):
        for draft in page.drafts:
            draft.path = with_named_ids(draft.path) if draft.path is not None else None
    named: dict[str, PathText] = {}
    for draft in stated:
        path = with_last_id(draft.path) if draft.path is not None else None
        if path is not None and path is not draft.path and draft.path is not None:
            named[draft.path.template] = path
    for draft in stated:
        for template, path in named.items():
            if draft.path is not None and (draft.path.template + "/").startswith(template + "/"):
                longer = path.template + draft.path.template[len(template) :]
                draft.path = replace(draft.path, template=longer, guesses=path.guesses)


def _join_examples(page: Page) -> None:
    """`PUT /my-index-000001` beside `PUT /<index>` is an example of it, wherever it stands."""
    for draft in list(page.drafts):
        if draft.path is None or draft.sampled:
            continue
        own = draft.path.template
        for other in page.drafts:
            if other is draft or other.path is None or other.sampled or other.method != draft.method:
                continue
            pairs = list(zip(other.path.template.split("/"), own.split("/"), strict=False))
            values = [b for a, b in pairs if a.startswith("{") and a != b]
            if values and matches(other.path.template, own) and all(looks_like_sample(value) for value in values):
                query = PathText(other.path.template, draft.path.server, draft.path.query)
                draft.path = query
                other.absorb(draft)
                page.drafts.remove(draft)
                break


def _leave_out_base(page: Page) -> None:
    """A sample call of what all other paths begin with (`curl https://api.example/v1/`) only shows how to log in."""
    for draft in [d for d in page.drafts if d.how is How.CURL_SAMPLE and d.method == "GET"]:
        others = [d.path.template for d in page.drafts if d is not draft and d.path is not None and not d.sampled]
        base = (draft.path.template if draft.path is not None else "").rstrip("/") + "/"
        named = re.search(r"/(?:api|rest|v?\d+(?:\.\d+)*)/$", base, re.IGNORECASE)
        if named and len(others) > 1 and all(template.startswith(base) for template in others):
            page.drafts.remove(draft)


def _join_tails(page: Page) -> None:
    """`POST notes/update` and `POST /1.1/notes/update.json` on one page are one endpoint: the longer path is whole."""
    for draft in [d for d in page.drafts if d.path is not None and d.path.relative]:
        own = draft.path.template.strip("/").split("/") if draft.path is not None else []
        for other in page.drafts:
            if other is draft or other.path is None or other.method != draft.method or other.path.relative:
                continue
            longer = re.sub(r"\.\w+$", "", other.path.template).strip("/").split("/")
            if other.sampled and other.path.template.endswith(draft.path.template if draft.path is not None else " "):
                draft.absorb(other)  # the sample shows the address that this path is relative to
                page.drafts.remove(other)
                break
            if len(longer) > len(own) and longer[-len(own) :] == own:
                other.absorb(draft)
                page.drafts.remove(draft)
                break


def _learn_server(page: Page, draft: Draft, request: Request, line: int) -> None:
    """What stands before the template in a sample call is the address of the API."""
    path = parse_path(request.target)
    if path is None or draft.path is None or not path.server:
        return
    own, other = draft.path.template.strip("/").split("/"), path.template.strip("/").split("/")
    before = other[: len(other) - len(own)] if len(other) >= len(own) else []
    page.sample_servers.append((path.server + "".join(f"/{segment}" for segment in before), line))


def _settle_foreign(page: Page, request: Request, line: int) -> None:
    """A sample in a section about something else: of a known endpoint, of a new method on a known path, or a mention."""
    path = parse_path(request.target)
    if path is None:
        return
    home = _home_of_sample(request.method, path, page.drafts)
    if home is not None:
        home.requests.append((request, line))
        return
    sibling = next((d for d in page.drafts if d.path is not None and matches(d.path.template, path.template)), None)
    if sibling is not None and sibling.path is not None:
        known = PathText(sibling.path.template, path.server, path.query)
        draft = Draft(request.method, known, line, How.CURL_SAMPLE if request.curl else How.HTTP_SAMPLE, sibling.group)
        draft.confidence = 0.75
        draft.requests.append((request, line))
        page.drafts.append(draft)
    else:
        page.mentions.append(Statement(request.method, path, line, How.MENTION))


def _home_of_sample(method: str, path: PathText, drafts: list[Draft]) -> Draft | None:
    """The draft whose template the sample's path fits, as it stands or behind the base path of a server."""
    fitting = [
        d for d in drafts if d.method == method and d.path is not None and matches(d.path.template, path.template)
    ]
    if fitting:
        return min(fitting, key=lambda d: d.path.template.count("{") if d.path else 0)
    for draft in sorted(drafts, key=lambda d: -len(d.path.template) if d.path else 0):
        if draft.method != method or draft.path is None or draft.path.template == "/":
            continue
        own, other = draft.path.template.strip("/").split("/"), path.template.strip("/").split("/")
        if len(other) > len(own) and matches("/".join(own), "/".join(other[len(other) - len(own) :])):
            return draft
    return None


def same_endpoint(draft: Draft, method: str, path: PathText) -> bool:
    """Whether a statement is about this draft."""
    return draft.method == method and draft.path is not None and shape_of(draft.path.template) == path.shape
