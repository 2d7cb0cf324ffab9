"""Names of operations that nobody named: unique, bounded, the same whatever stands beside them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from specsmith.views.operation_names import is_no_name, readable_name
from tests.generated.building import views

MADE = {
    ("get", "/users/tokens/{token_id}"): "getUsersToken",
    ("post", "/users/{user_id}/sessions/revoke/all"): "revokeUserSessionsAll",
    ("put", "/commands/{command_id}/regen_token"): "regenCommandToken",
    ("put", "/channels/{id}/members/{user_id}/notify_props"): "updateChannelMemberNotifyProps",
    ("get", "/emoji/{emoji_id}"): "getEmojiById",
    ("get", "/emoji/{emoji_id}/image"): "getEmojiImage",
    ("get", "/hooks/incoming/{hook_id}"): "getHooksIncomingByHookId",
    ("post", "/oauth/apps"): "createOauthApp",
    ("post", "/users/ids"): "postUsersIds",
    ("get", "/{bucket}"): "getByBucket",
    ("get", "/v2.1/{a}/{b}"): "getByB",
    ("patch", "/日本/{x}"): "patchByX",
}


@pytest.mark.parametrize(("place", "name"), MADE.items(), ids=str)
def test_readable_names(place: tuple[str, str], name: str) -> None:
    assert readable_name(*place) == name


def fragment(paths: list[tuple[str, str]]) -> dict[str, Any]:
    items: dict[str, Any] = {}
    for method, path in paths:
        slug = f"{re.sub(r'[^a-z-]', '', path.replace('_', '-'))}-{method}"
        items.setdefault(path, {})[method] = {"operationId": slug, "x-api-path-slug": slug, "responses": {}}
    return {"openapi": "3.1.1", "info": {"title": "T", "version": "1"}, "paths": items}


def test_equal_names_give_way_to_explicit_ones() -> None:
    api = views(fragment([("get", "/user/{user_id}/pet"), ("get", "/users/{id}/pet"), ("get", "/users/pet")]))
    assert [one.name for one in api.operations] == ["getUserPet", "getUsersByIdPet", "getUsersPet"]


def test_names_stay_when_operations_come() -> None:
    first = [("get", "/users"), ("post", "/users/{user_id}/roles/add")]
    more = [*first, ("get", "/users/{user_id}"), ("delete", "/users/{user_id}/roles")]
    before = {one.path: one.id for one in views(fragment(first)).operations}
    assert {one.path: one.id for one in views(fragment(more)).operations}.items() >= {
        "/users/{user_id}/roles/add": before["/users/{user_id}/roles/add"]
    }.items()
    assert before == {"/users": "getUsers", "/users/{user_id}/roles/add": "addUserRoles"}


@pytest.mark.parametrize(
    "name",
    [
        "listUsers",
        "users.list",
        "repos/get-a-list-of-the-things-that-a-user-has",
        "read_item",
        "list-all-the-things",
        "users_get",
    ],
)
def test_names_that_people_gave_stay(name: str) -> None:
    assert not is_no_name(name, "get", "/users")
