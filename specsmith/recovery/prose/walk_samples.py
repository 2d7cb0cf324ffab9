"""The walk over code: sample calls, answers, lists of endpoints, JSON."""

from __future__ import annotations

import re

from specsmith.recovery.prose.blocks import Block, Kind
from specsmith.recovery.prose.cues import Cue, is_label
from specsmith.recovery.prose.drafts import Draft
from specsmith.recovery.prose.examples import read_example
from specsmith.recovery.prose.inline import plain
from specsmith.recovery.prose.messages import Answer, Request, has_curl, read_curl, read_http
from specsmith.recovery.prose.paths import METHODS, PathText, looks_like_sample, matches, parse_path
from specsmith.recovery.prose.statements import (
    How,
    Statement,
    line_statement,
    lone_path,
)
from specsmith.recovery.prose.walk_state import WalkState


class SampleWalk(WalkState):
    """Handlers of code blocks."""

    def _code(self, block: Block) -> None:
        if len(block.lines) == 1 and self._value_of_label(block.lines[0][1].strip(), block.line):
            return
        if has_curl(block.text):
            requests, rest = read_curl(block.text)
            for request in requests:
                self._sample(request, block.line + request.line)
            if rest and requests:
                self._answer_text(block, rest)
            return
        lines = [(number, text.strip()) for number, text in block.lines if text.strip()]
        stated = [line_statement(text, number, code=True) for number, text in lines]
        messages = read_http(block.text)
        is_message = any(isinstance(m, Answer) or m.headers or m.body or "HTTP/" in block.text for m in messages)
        if messages and (is_message or block.language in {"http", "httpspec"}):
            self._messages(block, messages)
        elif sum(s is not None for s in stated) * 2 > len(stated) and (stated[0] is not None or len(stated) > 2):
            for statement in stated:
                if statement is not None:
                    self._code_statement(statement)
        elif (
            lines and stated[0] is not None and read_example("\n".join(text for _, text in block.lines[1:])) is not None
        ):
            self._code_statement(stated[0])
            self._attach(Block(Kind.CODE, block.line + 1, block.lines[1:], language="json"), Cue.BODY)
        else:
            path = lone_path(lines[0][1]) if len(lines) == 1 and lines[0][1].startswith(("/", "http", "{{")) else None
            if path is not None and path.template != "/":
                self._code_path(path, lines[0][0])
            else:
                self._attach(block)

    def _code_path(self, path: PathText, number: int) -> None:
        if self.current is not None and self.current.path is None:
            self.current.path = path
        elif self.current is None or self.pending_method:
            self.pending_path = path
            self._combine_labels(number)

    def _code_statement(self, statement: Statement) -> None:
        path = statement.path
        if path is None:
            return
        known = self.current
        if known is not None and known.path is None and known.method == statement.method:
            known.path = path
        elif (
            known is not None
            and known.path is not None
            and known.method == statement.method
            and matches(known.path.template, path.template)
        ):
            if known.sampled or "{" in path.template or known.path.template == path.template:
                known.absorb(Draft(statement.method, path, statement.line, known.how, known.group))
            else:
                known.requests.append(
                    (Request(statement.method, statement.path.template if statement.path else "", 0), statement.line)
                )
        else:
            example = re.search(r"\bexamples?\b", self.label, re.IGNORECASE) is not None
            if example and known is not None:
                self.page.foreign.append(
                    (Request(statement.method, (path.server or "") + path.template, 0), statement.line)
                )
            else:
                self._open(statement, path, title=self._heading_title())

    def _messages(self, block: Block, messages: list[Request | Answer]) -> None:
        for message in messages:
            line = block.line + message.line
            if isinstance(message, Request):
                self._sample(message, line)
            elif self.current is not None:
                self.current.answers.append((message, line))
                self._announce(Cue.RESPONSE, self.label, str(message.status))

    def _sample(self, request: Request, line: int) -> None:
        path = parse_path(request.target)
        if path is None or path.template == "/" or request.method not in METHODS:
            return
        known = None if self._under_new_title(path) else self.current
        fits = (
            known is not None
            and known.method == request.method
            and (known.path is None or self._fits(known.path, path))
        )
        if known is not None and fits:
            if known.path is None:
                known.path = path
            known.requests.append((request, line))
        elif self.pending_path is not None and matches(self.pending_path.template, path.template):
            labelled = Statement(
                request.method, None, line, How.LABELS
            )  # the page names the path, its sample the method
            self._open(labelled, self.pending_path, title=self._heading_title()).requests.append((request, line))
            self.pending_path = None
        elif known is None or known.sampled:
            how = How.CURL_SAMPLE if request.curl else How.HTTP_SAMPLE
            draft = self._open(Statement(request.method, path, line, how), path, title=self._heading_title())
            draft.requests.append((request, line))
        else:
            self.page.foreign.append((request, line))

    def _under_new_title(self, path: PathText) -> bool:
        """`GET /users/me HTTP/1.1` under a title of its own is no sample of the `/users/{id}` above it."""
        known = self.current.path if self.current is not None else None
        before = self.blocks[self.at - 1] if self.at else None
        if known is None or before is None or before.kind is not Kind.PARAGRAPH or len(self.blocks[self.at].lines) > 1:
            return False
        title = plain(before.lines[-1][1])
        words = zip(known.template.split("/"), path.template.split("/"), strict=False)
        return (
            re.fullmatch(r"[A-Z][^.!?:]{2,70}", title) is not None
            and not is_label(title)
            and matches(known.template, path.template)
            and any(a.startswith("{") and b.isidentifier() and not looks_like_sample(b) for a, b in words)
        )

    @staticmethod
    def _fits(template: PathText, concrete: PathText) -> bool:
        own, other = template.template.strip("/").split("/"), concrete.template.strip("/").split("/")
        return (
            len(other) >= len(own)
            and matches("/".join(own), "/".join(other[len(other) - len(own) :]))
            and (len(other) == len(own) or not template.template.strip("/").startswith("{"))
        )

    def _answer_text(self, block: Block, rest: str) -> None:
        lines = rest.split("\n")
        start = next((n for n, text in block.lines if text.strip() == lines[0].strip()), block.line)
        answer = Block(Kind.CODE, start, tuple((start + i, text) for i, text in enumerate(lines)), language="json")
        if read_example(rest) is not None:
            self._attach(answer, Cue.RESPONSE)
        for message in read_http(rest):
            if isinstance(message, Answer) and self.current is not None:
                self.current.answers.append((message, start + message.line))
