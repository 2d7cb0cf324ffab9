"""The whole rendered tree of a small API, reviewed as a diff: `make golden` writes it anew."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

from specsmith.renderers.clients import ClientOptions, render_client
from tests.generated.building import CASES, imported, load_yaml, views, write

GOLDEN = Path(__file__).parent.parent / "golden" / "python"


def test_golden_python_client() -> None:
    rendered = render_client(views(load_yaml(CASES / "clients" / "mail.yaml")), "python", ClientOptions())
    assert rendered.diagnostics == ()
    shown = {name: text for name, text in rendered.files.items() if "/_runtime/" not in name}
    if os.environ.get("SPECSMITH_GOLDEN"):
        for name, text in shown.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    there = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert there == set(shown)
    for name, text in shown.items():
        assert (GOLDEN / name).read_text(encoding="utf-8") == text, name


def test_every_operation_is_in_the_package(tmp_path: Path) -> None:
    api = views(load_yaml(CASES / "clients" / "mail.yaml"))
    write(api, tmp_path)
    with imported(tmp_path, "courier_mail") as package:
        client = package.CourierMail(token="t")
        assert callable(client.letters.list_letters)
        assert callable(client.letters.iter_list_letters)
        assert callable(client.list.list)
    assert sum(len(tag.operations) for tag in api.tags) == len(api.operations) == 7


def test_webhook_payloads(tmp_path: Path) -> None:
    write(views(load_yaml(CASES / "clients" / "mail.yaml")), tmp_path)
    with imported(tmp_path, "courier_mail"):
        webhooks = importlib.import_module("courier_mail.webhooks")
        letter = webhooks.parse_letter_arrived('{"subject": "a", "sent_at": "2020-01-02T03:04:05Z", "new": 1}')
    assert letter.subject == "a"
    assert letter.sent_at.year == 2020
    assert letter["new"] == 1
    assert "class" not in letter
    assert letter.to_dict() == {"subject": "a", "sent_at": "2020-01-02T03:04:05Z", "new": 1}


def test_a_template_of_the_user_replaces_ours_and_nothing_else(tmp_path: Path) -> None:
    api = views(load_yaml(CASES / "clients" / "mail.yaml"))
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "README.md.j2").write_text("mine: {{ title }}\n", encoding="utf-8")
    ours = render_client(api, "python", ClientOptions()).files
    theirs = render_client(api, "python", ClientOptions(templates=tmp_path)).files
    assert theirs["README.md"] == "mine: Courier Mail API\n"
    assert {name for name in ours if ours[name] != theirs[name]} == {"README.md"}


def test_a_description_of_nothing_is_a_package_too() -> None:
    rendered = render_client(views({}), "python", ClientOptions(package="nothing", client="Nothing", version="1.2"))
    assert 'version = "1.2"' in rendered.files["pyproject.toml"]
    for name, text in rendered.files.items():
        if name.endswith(".py"):
            compile(text, name, "exec")
    assert "class Nothing(SyncClient):" in rendered.files["nothing/client.py"]
