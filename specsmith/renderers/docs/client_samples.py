"""Samples that call the generated clients: from the clients' own code and name tables, so that they can't disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from specsmith.renderers.docs.options import SampleMaker
from specsmith.views.api import Api, Operation


@dataclass(frozen=True, slots=True)
class ClientSample:
    """One target: the lexer's name and what makes the text."""

    language: str
    make: Callable[[Operation], str]

    def __call__(self, operation: Operation) -> str | None:
        """The sample without its last line end."""
        return self.make(operation).rstrip("\n")


def client_samples(api: Api) -> Mapping[str, SampleMaker]:
    """Tab label → maker for every language that a client can be generated in."""
    from specsmith.renderers.clients.python_samples import python_sample
    from specsmith.renderers.clients.typescript_samples import typescript_sample
    from specsmith.renderers.targets.python import python_names
    from specsmith.renderers.targets.typescript import typescript_names

    models = {model.id: model for model in api.models}
    python, typescript = python_names(api), typescript_names(api)
    return {
        "Python": ClientSample("python", lambda one: python_sample(api, one, python, models)),
        "TypeScript": ClientSample("typescript", lambda one: typescript_sample(api, one, typescript, models)),
    }
