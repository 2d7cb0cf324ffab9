"""Names of operations: the operationId where it is one, else a name made of method and path.

Generators of fragments leave two kinds of operationIds that nobody would want to call: sentences cut at 100 characters
(``get-a-list-of-teams-that-a-user-is-on-permissionsmust-be-logged-in-as-the-user-or-hav``) and paths without their
slashes (``channelschannel-idconvert-post``). Both give way to a name that a person would have chosen.
"""

from __future__ import annotations

import re

from specsmith.views.names import bounded, words

_SENTENCE = frozenset((
    "a", "an", "and", "are", "be", "been", "being", "but", "can", "do", "does", "has", "have", "if", "is", "it",
    "its", "must", "not", "only", "or", "should", "than", "that", "the", "their", "this", "used", "using", "was",
    "when", "where", "which", "who", "will", "with", "you", "your",
))  # fmt: skip
_SENTENCE_WORDS = 8
_NOTHING = frozenset(["api", "apis", "rest", "services", "v"])
_VERBS = frozenset((
    "accept", "activate", "add", "approve", "archive", "assign", "attach", "authorize", "autocomplete", "block",
    "cancel", "check", "clear", "clone", "close", "complete", "confirm", "convert", "copy", "deactivate", "decline",
    "delete", "detach", "disable", "download", "duplicate", "enable", "execute", "export", "fetch", "find", "finish",
    "follow", "generate", "import", "install", "invalidate", "invite", "join", "leave", "lock", "login", "logout",
    "mark", "merge", "migrate", "move", "notify", "patch", "pause", "ping", "pin", "preview", "publish", "purge",
    "query", "reactivate", "recycle", "refresh", "regen", "regenerate", "reject", "release", "reload", "remove",
    "rename", "reopen", "replace", "reset", "resend", "resolve", "restart", "restore", "resume", "retry", "revoke",
    "rotate", "run", "search", "send", "share", "start", "stop", "subscribe", "suspend", "switch", "sync", "test",
    "transfer", "trigger", "unarchive", "unassign", "unblock", "unfollow", "uninstall", "unlock", "unpin",
    "unpublish", "unshare", "unsubscribe", "unsuspend", "update", "upgrade", "upload", "validate", "verify", "view",
    "withdraw",
))  # fmt: skip
_OF_METHOD = {"put": "update", "patch": "patch", "delete": "delete"}
_SINGULAR_ENDS = ("ss", "us", "is", "news", "ics")
_PARAMETER = re.compile(r"\{([^{}]*)\}")


def explicit_name(method: str, path: str) -> str:
    """Method and path word by word, parameters marked with ``by``: never pretty, different for every operation.

    >>> explicit_name("get", "/users/{user_id}/teams")
    'getUsersByUserIdTeams'
    """
    parts = []
    for segment in path.split("/"):
        prefix = "By" if segment.startswith("{") else ""
        parts.append(prefix + "".join(word.capitalize() for word in words(segment)))
    return bounded(method.lower() + "".join(parts))


def is_no_name(name: str, method: str, path: str, path_slug: str = "") -> bool:
    """Whether an operationId is a sentence or a path without its slashes; ``path_slug``: the x-api-path-slug.

    >>> is_no_name("channelschannel-idconvert-post", "post", "/channels/{channel_id}/convert")
    True
    >>> is_no_name("check-if-the-team-exists-based-on-a-team-name", "get", "/teams/name/{name}/exists")
    True
    >>> is_no_name("list-comments-on-a-gist", "get", "/gists/{id}/comments")
    False
    >>> is_no_name("enterprise-admin/list-organization-access-to-self-hosted-runner-group-in-organization", "get", "/x")
    False
    """
    if re.search(r"[A-Z./\s]", name):
        return False
    said = re.split(r"[-_]+", name)
    if len(said) >= _SENTENCE_WORDS and (
        sum(word in _SENTENCE for word in said) >= 2
        or any(word[:11] == "permissions" and len(word) > 11 for word in said)
    ):
        return True
    glued = "".join(words(path.replace("#", "/"))).lower()
    if name == path_slug:
        return True
    squashed = re.sub(r"[^a-z0-9]", "", name)
    stated = {word.lower() for segment in path.split("/") for word in words(segment)}
    return squashed == f"{glued}{method}".replace("_", "") and not stated <= set(said)


def readable_name(method: str, path: str) -> str:
    """A name for an operation that nobody named well: what is done, to what, found by what.

    >>> [readable_name("post", "/channels/{channel_id}/convert"), readable_name("get", "/users/{id}/teams")]
    ['convertChannel', 'getUserTeams']
    >>> [readable_name("post", "/users"), readable_name("delete", "/api/v4/users/{id}"), readable_name("put", "/config")]
    ['createUser', 'deleteUser', 'updateConfig']
    >>> [readable_name("get", "/teams/name/{team_name}"), readable_name("post", "/users/password/reset/send")]
    ['getTeamsByName', 'sendUsersPasswordReset']
    >>> [readable_name("post", "/?Action=PutMetricData"), readable_name("get", "/")]
    ['putMetricData', 'get']
    """
    action = re.search(r"[#?&](?:Action|action|method|operation)=([A-Za-z][\w.-]*)", path)
    if action is not None:
        parts = words(action.group(1))
        return bounded("".join([parts[0].lower(), *map(_capital, parts[1:])]))
    segments = [one for one in re.split(r"/", re.split(r"[?#]", path)[0]) if one]
    while segments and (segments[0].lower() in _NOTHING or re.fullmatch(r"v?\d[\d.]*", segments[0])):
        segments.pop(0)
    verb = _OF_METHOD.get(method.lower(), method.lower())
    last = segments[-1].lower() if segments else ""
    if last == "all" and len(segments) > 2 and _verb_of(segments[-2]):
        segments, last = segments[:-1], f"{segments[-2].lower()}_all"
    if len(segments) > 1 and method.lower() in {"post", "put", "patch"} and _verb_of(last):
        return bounded(_verb_of(last) + _nouns(segments[:-1]) + "".join(map(_capital, words(last)[1:])))
    if method.lower() == "post" and _plural(last) and (len(segments) == 1 or not _plural(segments[-2])):
        return bounded("create" + _nouns([*segments[:-1], _singular(segments[-1])]))
    return bounded(verb + _nouns(segments))


def _verb_of(segment: str) -> str:
    """The verb that a segment starts with; ``notify_props`` are things."""
    said = words(segment)
    verb = said[0].lower() if said else ""
    return verb if verb in _VERBS and (len(said) == 1 or verb != "notify") else ""


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _nouns(segments: list[str]) -> str:
    """The things a path names: a collection with an item chosen is singular, ``name/{name}`` is ``ByName``."""
    out: list[str] = []
    for index, segment in enumerate(segments):
        parameters = _PARAMETER.findall(segment)
        if not parameters:
            following = segments[index + 1] if index + 1 < len(segments) else ""
            out.append(_thing(segment, following, bool(out)))
        elif index == len(segments) - 1 and not (out and out[-1].startswith("By")):
            out.append(_found_by(segments[index - 1] if index else "", parameters))
    return "".join(out)


def _thing(segment: str, following: str, inner: bool) -> str:
    spelled = "".join(map(_capital, words(segment)))
    if not following.startswith("{"):
        return spelled
    if inner and not _plural(segment) and segment.lower() in _PARAMETER.sub(r"\1", following).lower():
        return f"By{spelled}"
    return "".join(map(_capital, words(_singular(segment))))


def _found_by(before: str, parameters: list[str]) -> str:
    """What parameters add to a name: nothing after a collection, else what the words before them do not say."""
    if _plural(before) and len(parameters) == 1:
        return ""
    said = {word.lower() for word in words(before)} if "{" not in before else set()
    spelled = ("".join(_capital(word) for word in words(one) if word.lower() not in said) for one in parameters)
    kept = [one for one in spelled if one]
    return f"By{'And'.join(kept)}" if kept else ""


def _plural(word: str) -> bool:
    return len(word) > 3 and word[-1:].lower() == "s" and not word.lower().endswith(_SINGULAR_ENDS)


def _singular(word: str) -> str:
    """The singular of an English plural, as far as its spelling tells.

    >>> [_singular(one) for one in ("users", "policies", "statuses", "status", "boxes", "news")]
    ['user', 'policy', 'status', 'status', 'box', 'news']
    """
    if not _plural(word):
        return word
    lower = word.lower()
    if lower.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if lower.endswith(("sses", "uses", "xes", "ches", "shes")) else word[:-1]
