"""A server on loopback that answers from a script and remembers what it was sent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Seen:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Recorder:
    """``script`` holds the answers to come, ``seen`` the requests so far."""

    origin: str = ""
    script: list[dict[str, Any]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """The next answer: status, headers, body; 204 when the script is over."""
        given = self.script.pop(0) if self.script else {"status": 204}
        time.sleep(given.get("wait", 0))
        headers = {name: value.replace("{origin}", self.origin) for name, value in given.get("headers", {}).items()}
        if "json" in given:
            headers.setdefault("content-type", "application/json")
            return given["status"], headers, json.dumps(given["json"]).encode()
        headers.setdefault("content-type", "text/plain")
        return given["status"], headers, given.get("text", "").encode()


def _handler(recorder: Recorder) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self.headers.get("transfer-encoding") == "chunked":
                body = b"".join(self._chunks())
            headers = {name.lower(): value for name, value in self.headers.items()}
            recorder.seen.append(Seen(self.command, self.path, headers, body))
            status, answer_headers, payload = recorder.answer()
            self.send_response(status)
            for name, value in answer_headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("content-length", str(len(payload)))
            self.end_headers()
            if status != 204:
                with suppress(ConnectionError):  # a client may have lost patience
                    self.wfile.write(payload)

        def _chunks(self) -> Iterator[bytes]:
            while size := int(self.rfile.readline().strip() or b"0", 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = _answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the terminal."""

    return Handler


@contextmanager
def recording_server() -> Iterator[Recorder]:
    """A running server on a free port of 127.0.0.1."""
    recorder = Recorder()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(recorder))
    server.daemon_threads = True
    recorder.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
