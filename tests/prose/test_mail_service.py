"""The mail service of the real documents: the author's page exactly, the scraped page with its guesses marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from specsmith.recovery.prose import ProseResult, read_prose, sniff_prose
from specsmith.recovery.prose.codes import EXAMPLE_DISAGREES, NAME_LOST, PATH_INFERRED

pytestmark = pytest.mark.corpus
INFERRED = "x-specsmith-inferred"
MAIL_FIELDS = {"to": "string", "cc": "string", "bcc": "string", "subject": "string", "text": "string", "html": "string"}


def read(path: Path) -> ProseResult:
    text = path.read_text(encoding="utf-8")
    assert sniff_prose(text)
    result = read_prose(text)
    assert result is not None
    assert [error.message for error in OpenAPIV31SpecValidator(result.document).iter_errors()] == []
    return result


@pytest.fixture
def author(shared: Path) -> ProseResult:
    return read(shared / "truth" / "004_mail.md")


@pytest.fixture
def scraped(shared: Path) -> ProseResult:
    return read(next((shared / "seeds").glob("004*")))


def operations(result: ProseResult) -> list[str]:
    return [f"{m.upper()} {p}" for p, item in result.document["paths"].items() for m in item if not m.startswith("x-")]


def flat(schema: dict[str, Any], prefix: str = "") -> dict[str, dict[str, Any]]:
    out = {}
    for name, child in schema.get("properties", {}).items():
        out[prefix + name] = child
        out |= flat(child, f"{prefix}{name}.")
    return out


def settings_of(result: ProseResult) -> dict[str, Any]:
    put = result.document["paths"]["/1/settings/mail"]["put"]
    reference = put["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    get = result.document["paths"]["/1/settings/mail"]["get"]
    assert get["responses"]["200"]["content"]["application/json"]["schema"]["$ref"] == reference
    schema: dict[str, Any] = result.document["components"]["schemas"][reference.rsplit("/", 1)[1]]
    return schema


def test_the_authors_page_gives_exactly_its_operations(author: ProseResult) -> None:
    assert operations(author) == [
        "GET /1/settings/mail",
        "PUT /1/settings/mail",
        "POST /1/mail",
        "POST /1/mail/template/{name}",
    ]
    assert [note for note in author.notes if note.code in {PATH_INFERRED, NAME_LOST}] == []
    assert author.document["info"]["title"] == "Mail"


def test_the_scraped_page_has_two_operations_for_certain_and_two_guesses(scraped: ProseResult) -> None:
    found = operations(scraped)
    assert found[:2] == ["GET /1/settings/mail", "PUT /1/settings/mail"]
    assert [operation.split(" ")[0] for operation in found[2:]] == ["POST", "POST"]
    settings = scraped.document["paths"]["/1/settings/mail"]
    assert INFERRED not in settings
    assert all(INFERRED not in settings[method] for method in ("get", "put"))
    for path, item in list(scraped.document["paths"].items())[1:]:
        assert item[INFERRED]
        assert item["post"][INFERRED]
        pointer = f"/paths/{path.replace('/', '~1')}/post"
        assert scraped.confidences[pointer] < 0.5
        assert any(note.code is PATH_INFERRED and note.pointer == pointer for note in scraped.notes)
    assert [note.line for note in scraped.notes if note.code is PATH_INFERRED] == [44, 57]


@pytest.mark.parametrize("form", ["author", "scraped"])
def test_the_settings_have_their_eleven_properties(form: str, request: pytest.FixtureRequest) -> None:
    result: ProseResult = request.getfixturevalue(form)
    schema = settings_of(result)
    properties = flat(schema)
    assert {name: child.get("type") for name, child in properties.items()} == {
        "enableUserFullAccess": "boolean",
        "mailgun": "object",
        "mailgun.domain": "string",
        "mailgun.key": "string",
        "smtp": "object",
        "smtp.host": "string",
        "smtp.login": "string",
        "smtp.password": "string",
        "smtp.startTlsRequired": "boolean",
        "smtp.sslOnConnect": "boolean",
        "tempates": "object",
    }
    assert properties["mailgun"]["required"] == ["domain", "key"]
    assert properties["smtp"]["required"] == ["host"]
    assert "required" not in schema
    assert {name for name, child in properties.items() if "default" in child} == {
        "enableUserFullAccess",
        "smtp.startTlsRequired",
        "smtp.sslOnConnect",
    }
    assert schema["examples"][0]["enableUserFullAccess"] is False
    assert set(properties["smtp"]["examples"][0]) == {"host", "login", "password", "startTlsRequired", "sslOnConnect"}
    assert set(properties["mailgun"]["examples"][0]) == {"domain", "key"}
    assert any(note.code is EXAMPLE_DISAGREES and "templates" in note.message for note in result.notes)


def test_the_lost_name_is_a_marked_guess(scraped: ProseResult, author: ProseResult) -> None:
    host = flat(settings_of(scraped))["smtp.host"]
    assert host["description"] == "The SMTP server host."
    assert "host" in host[INFERRED]
    (note,) = [note for note in scraped.notes if note.code is NAME_LOST]
    assert note.line == 37
    assert INFERRED not in flat(settings_of(author))["smtp.host"]


@pytest.mark.parametrize("form", ["author", "scraped"])
def test_a_mail_has_six_fields(form: str, request: pytest.FixtureRequest) -> None:
    result: ProseResult = request.getfixturevalue(form)
    posts = [item["post"] for item in result.document["paths"].values() if "post" in item]
    schema = posts[0]["requestBody"]["content"]["application/json"]["schema"]
    assert {name: child["type"] for name, child in schema["properties"].items()} == MAIL_FIELDS
    assert schema["required"] == ["to"]
    assert posts[0]["requestBody"][INFERRED]
    assert list(posts[1]["requestBody"]["content"]["application/json"]["schema"]["properties"]) == ["to", "cc", "bcc"]


@pytest.mark.parametrize("form", ["author", "scraped"])
def test_silence_about_responses_is_marked(form: str, request: pytest.FixtureRequest) -> None:
    result: ProseResult = request.getfixturevalue(form)
    for item in result.document["paths"].values():
        for method, operation in item.items():
            if method.startswith("x-"):
                continue
            assert all(response[INFERRED] for response in operation["responses"].values())


def test_documents_are_plain_trees(author: ProseResult, scraped: ProseResult) -> None:
    for result in (author, scraped):
        assert yaml.safe_load(yaml.safe_dump(result.document)) == result.document


def test_other_real_documents_are_no_prose(shared: Path) -> None:
    for pattern in ("seeds/000*", "seeds/001*", "seeds/002*", "seeds/003*", "truth/*.yaml", "apisjson/*.txt", "mock/*"):
        for path in shared.glob(pattern):
            assert not sniff_prose(path.read_text(encoding="utf-8")), path
