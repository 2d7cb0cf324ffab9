"""Operations whose path is gone: found in a sentence nearby, taken from a neighbour about the same thing, or guessed."""

from __future__ import annotations

import re

from specsmith.recovery.prose.drafts import Draft, Page
from specsmith.recovery.prose.inline import words
from specsmith.recovery.prose.paths import PathText, singular
from specsmith.recovery.prose.statements import mentioned_paths

_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "all",
        "every",
        "each",
        "one",
        "this",
        "that",
        "its",
        "your",
        "new",
        "specified",
        "given",
        "existing",
        "current",
        "single",
    ]
)
_BREAKS = frozenset(
    [
        "with",
        "using",
        "of",
        "for",
        "by",
        "to",
        "from",
        "in",
        "on",
        "as",
        "and",
        "or",
        "into",
        "via",
        "if",
        "when",
        "that",
        "which",
        "at",
    ]
)
_NOT_RESOURCES = frozenset(
    [
        "parameters",
        "parameter",
        "options",
        "fields",
        "values",
        "settings",
        "criteria",
        "payload",
        "body",
        "request",
        "data",
        "properties",
        "id",
        "ids",
    ]
)
_SPECIFIC = re.compile(
    r"\b(?:with|using|for|of|by|in)\s+(?:the|a|an)\s+(?:specified|given|named)\s+([a-z][\w-]*)", re.IGNORECASE
)


def find_paths(page: Page) -> None:
    """Give every draft a path: stated in its own text, shared with a neighbour, or guessed (and then marked)."""
    lost = [draft for draft in page.drafts if draft.path is None]
    for draft in lost:
        own = mentioned_paths(" ".join(text for _, text in draft.texts))
        if len({path.template for path in own}) == 1:
            draft.path = own[0]
            draft.confidence = min(draft.confidence, 0.9)
    for draft in lost:
        if draft.path is None:
            neighbour = _neighbour(page, draft)
            if neighbour is not None:
                draft.path = neighbour.path
                draft.confidence = min(draft.confidence, 0.85)
    for draft in lost:
        if draft.path is None:
            draft.path = _guess(page, draft)
            draft.confidence = 0.3
            draft.path_inferred = (
                f"the page names no path for this operation; '{draft.path.template}' was made from its description"
            )


def about(draft: Draft) -> tuple[str, ...]:
    """What a description is about: the words after its verb, up to a preposition.

    >>> from specsmith.recovery.prose.statements import How
    >>> about(Draft("GET", None, 1, How.LINE, 0, texts=[(1, "returns the mail service settings. Only for admins.")]))
    ('mail', 'service', 'settings')
    """
    text = draft.texts[0][1] if draft.texts else draft.title
    said = [word.lower() for word in re.findall(r"[A-Za-z][\w-]*", text.split(". ")[0])][1:]
    out: list[str] = []
    for word in said:
        if word in _BREAKS and out:
            break
        if word not in _DETERMINERS and word not in _BREAKS:
            out.append(word)
    return tuple(out)


def _neighbour(page: Page, draft: Draft) -> Draft | None:
    """The operation beside this one, of another method, that is about the same thing."""
    at = page.drafts.index(draft)
    for other in [*page.drafts[at + 1 : at + 3], *reversed(page.drafts[max(0, at - 2) : at])]:
        taken = any(d is not draft and d.path == other.path and d.method == draft.method for d in page.drafts)
        if other.path is not None and other.group == draft.group and not taken and about(other) == about(draft) != ():
            return other
    return None


def _guess(page: Page, draft: Draft) -> PathText:
    known = [d.path.template for d in page.drafts if d.path is not None]
    segments = [segment for template in known for segment in template.split("/") if segment and "{" not in segment]
    prefix = _version_prefix(known)
    subject = about(draft)
    noun = subject[-1] if subject else "unnamed"
    home = next(
        (
            s
            for s in reversed(segments)
            if len(s) > 2 and (noun.rstrip("s").endswith(s.rstrip("s")) or s.rstrip("s").endswith(noun.rstrip("s")))
        ),
        "",
    )
    path = f"{prefix}/{home or _slug(noun)}"
    text = " ".join(text for _, text in draft.texts[:1])
    specific = _SPECIFIC.search(text)
    if specific and specific[1].lower() not in _NOT_RESOURCES and singular(specific[1].lower()) not in words(noun):
        path += f"/{_slug(specific[1])}/{{{singular(_slug(specific[1]))}}}"
    elif re.match(rf"\w+\s+(?:the|a)\s+(?:specified|given)\s+{re.escape(noun)}\b", text, re.IGNORECASE):
        path += "/{id}"
    taken = {(d.method, d.path.shape) for d in page.drafts if d.path is not None}
    verb = next(iter(words(text)), "call")
    candidate, number = path, 2
    while (draft.method, PathText(candidate).shape) in taken:
        candidate, number = f"{path}/{verb}" + (str(number) if number > 2 else ""), number + 1
    return PathText(candidate)


def _version_prefix(templates: list[str]) -> str:
    """The leading segments up to a version that most known paths share: `/1`, `/api/v2`."""
    prefixes = [
        found[0] for template in templates if (found := re.match(r"^(?:/[a-z]+)?/(?:v?\d+(?:\.\d+)*)(?=/)", template))
    ]
    return max(prefixes, key=prefixes.count) if prefixes else ""


def _slug(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") or "unnamed"
