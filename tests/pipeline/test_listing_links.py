"""A listing alone is enough: what it includes and the descriptions it names are read, inside its folder."""

from __future__ import annotations

from specsmith import BuildOptions, build


def test_a_listing_brings_its_includes_and_descriptions(tmp_path):
    (tmp_path / "apis.yaml").write_text(
        "name: Mail\nspecificationVersion: '0.17'\napis:\n- {name: Mail, properties: [{type: OpenAPI, url: specs/mail.yaml}]}\n"
        "include: [{name: more, url: more/apis.yaml}, {name: out, url: ../outside.yaml}, {name: gone, url: gone.yaml}]\n"
    )
    (tmp_path / "specs").mkdir()
    (tmp_path / "more").mkdir()
    spec = "openapi: 3.1.0\ninfo: {title: %s, version: '1'}\nservers: [{url: 'https://%s.example'}]\npaths: {/a: {get: {responses: {'200': {description: OK}}}}}\n"
    (tmp_path / "specs" / "mail.yaml").write_text(spec % ("Mail", "mail"))
    (tmp_path / "more" / "chat.yaml").write_text(spec % ("Chat", "chat"))
    (tmp_path / "more" / "apis.yaml").write_text(
        "name: Chat\nspecificationVersion: '0.17'\napis:\n- {name: Chat, properties: [{type: OpenAPI, url: chat.yaml}]}\n"
        "include: [{name: back, url: ../apis.yaml}]\n"
    )
    result = build([tmp_path / "apis.yaml"], tmp_path / "out", BuildOptions(only=("openapi",)))
    assert result.ok
    assert [api.slug for api in result.report.apis] == ["chat", "mail"]
    assert sorted(d.code for d in result.diagnostics if d.code in {"SS0109", "SS0131"}) == ["SS0109", "SS0131"]
