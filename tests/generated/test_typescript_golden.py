"""The whole rendered tree of a small API, reviewed as a diff: `make golden` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

from specsmith.renderers.clients import ClientOptions, render_client
from specsmith.views.api import Api
from tests.generated.building import CASES, load_yaml, views

GOLDEN = Path(__file__).parent.parent / "golden" / "typescript"


def mail() -> Api:
    return views(load_yaml(CASES / "clients" / "mail.yaml"))


def test_golden_typescript_client() -> None:
    rendered = render_client(mail(), "typescript", ClientOptions())
    assert rendered.diagnostics == ()
    shown = {name: text for name, text in rendered.files.items() if "/runtime/" not in name}
    if os.environ.get("SPECSMITH_GOLDEN"):
        for name, text in shown.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    there = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert there == set(shown)
    for name, text in shown.items():
        assert (GOLDEN / name).read_text(encoding="utf-8") == text, name


def test_the_same_bytes_every_time() -> None:
    first, second = (render_client(mail(), "typescript", ClientOptions()).files for _ in range(2))
    assert list(first.items()) == list(second.items())


def test_a_method_that_is_none_is_named() -> None:
    tree = {
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"responses": {}}}},
    }
    api = views(tree)
    from dataclasses import replace

    broken = replace(api, operations=tuple(replace(one, method="not a method") for one in api.operations))
    rendered = render_client(broken, "typescript", ClientOptions())
    assert [one.code for one in rendered.diagnostics] == ["SS0760"]
    assert "not a method" in rendered.diagnostics[0].message


def test_templates_can_be_replaced_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "typescript").mkdir()
    (tmp_path / "typescript" / "index.ts.j2").write_text("// mine\n", encoding="utf-8")
    files = render_client(mail(), "typescript", ClientOptions(templates=tmp_path)).files
    assert files["src/index.ts"] == "// mine\n"
    assert files["src/models.ts"] == render_client(mail(), "typescript", ClientOptions()).files["src/models.ts"]


def test_a_description_without_schemes_takes_a_token_all_the_same() -> None:
    from specsmith.renderers.clients.typescript_credentials import typescript_credentials
    from specsmith.views.api import Api

    found = typescript_credentials(Api(slug="mail", title="Mail", version="1"), "Mail")
    assert [(option.name, option.variable) for option in found.options] == [("token", "MAIL_TOKEN")]
    assert found.schemes == ('{ id: "token", kind: "bearer", value: given.token }',)
