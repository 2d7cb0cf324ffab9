"""Input that is no API description at all is refused from a sample, before any search begins."""

from __future__ import annotations

import re
import zlib

from specsmith.recovery.cleanup_text import speaks_of_apis
from specsmith.recovery.prose import sniff_prose

MAX_SIZE = 256 * 1024 * 1024
_SAMPLE = 192 * 1024
_MAGIC = (
    (b"%PDF", "a PDF file; copy its text out first"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"), (b"\x1f\x8b", "a gzip archive"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"), (b"SQLite format 3", "a database"), (b"7z\xbc\xaf", "a 7z archive"),
)  # fmt: skip
_LOG = re.compile(
    r"^\W{0,2}(?:\d{4}[-/]\d\d[-/]\d\d[T ,]|\d\d[:.]\d\d[:.]\d\d|\d{1,3}(?:\.\d{1,3}){3}\s|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d|\d{10,13}[ .]"
    r"|(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL)\b)|\bHTTP/\d\.\d\"? [1-5]\d\d\b"
)


def refuse(data: bytes) -> str | None:
    """Why `data` is no API description, or None when it may be one. Looks at a sample: the time does not grow with size.

    >>> refuse(b""), refuse(b"swagger: '2.0'\\n")
    ('the input is empty', None)
    >>> refuse(b"\\x7fELF\\x02\\x01\\x01" + bytes(64))
    'the input is binary: a program'
    """
    if not data[:_SAMPLE].strip(b" \t\r\n\xef\xbb\xbf") and not data.removeprefix(b"\xef\xbb\xbf").strip():
        return "the input is empty"
    sample = _sample(data)
    binary = _binary(sample)
    if binary:
        return f"the input is binary: {binary}"
    if len(data) > MAX_SIZE:
        return f"the input has {len(data) // 2**20} MB; the most that is read is {MAX_SIZE // 2**20} MB"
    if len(sample) > 32 * 1024 and len(zlib.compress(sample, 1)) < len(sample) // 150:
        return "the input repeats the same few characters over and over"
    text = _text(sample)
    if speaks_of_apis(text):
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and sum(bool(_LOG.search(line[:300])) for line in lines[:1000]) > 0.6 * min(len(lines), 1000):
        return "the input is a log file"
    if sniff_prose(text):
        return None
    if _running_text(text):
        return "the input is running text that states no endpoint"
    return "the input holds no part of an API description"


def _sample(data: bytes) -> bytes:
    """The beginning, a piece of the middle and one of the end."""
    if len(data) <= 3 * _SAMPLE:
        return data
    middle = len(data) // 2
    return data[: 2 * _SAMPLE] + data[middle : middle + _SAMPLE // 2] + data[-_SAMPLE // 2 :]


def _binary(sample: bytes) -> str:
    for magic, name in _MAGIC:
        if sample.startswith(magic):
            return name
    if sample[:4] in {b"\xff\xfe\0\0", b"\0\0\xfe\xff"} or sample[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ""
    controls = sum(sample.count(bytes([code])) for code in (*range(9), 11, *range(14, 27), *range(28, 32)))
    if b"\0" in sample or controls * 50 > len(sample):
        return "it has control characters that no text has"
    return ""


def _text(sample: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if sample.startswith(mark):
            return sample[2:].decode(encoding, "replace")
    return sample.decode("utf-8", "replace")


def _running_text(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text[:50_000])
    return len(words) > 30 and sum(len(word) for word in words) > 0.6 * len("".join(text[:50_000].split()))
