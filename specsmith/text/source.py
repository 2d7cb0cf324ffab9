"""A source text and the positions in it: lines are counted only when somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specsmith.text.positions import Positions


class Span(NamedTuple):
    """A place in a text: line and column start at 1, the end is exclusive."""

    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


class SourceFile:
    """A text with its path as people see it; ``first_line`` is where the text begins in the file on disk.

    ``location`` is where it was read from (empty: not from a file) and ``root`` the folder that bounds what may be read beside it.

    >>> source = SourceFile("a.yaml", "info:\\n  title: T\\n")
    >>> source.locate("/info/title")
    Span(line=2, column=3, end_line=2, end_column=8)
    >>> source.line(2)
    '  title: T'
    """

    __slots__ = ("_line_map", "_positions", "_starts", "_stated", "first_line", "location", "path", "root", "text")

    def __init__(
        self,
        path: str,
        text: str,
        first_line: int = 1,
        line_map: list[int] | None = None,
        *,
        location: str = "",
        root: str = "",
    ) -> None:
        self.path = path
        self.location = location
        self.root = root
        self.text = text
        self.first_line = first_line
        self._line_map = line_map
        self._starts: list[int] | None = None
        self._positions: Positions | None = None
        self._stated: dict[str, Span] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        stated = (None, {"_stated": self._stated})
        return (SourceFile, (self.path, self.text, self.first_line, self._line_map), stated)

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts, at = [0], self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def span_at(self, offset: int) -> Span:
        """The span of one character at ``offset`` (0-based) of the text."""
        starts = self._line_starts()
        index = bisect_right(starts, offset) - 1
        return self.in_file(Span(index + 1, offset - starts[index] + 1))

    def in_file(self, span: Span) -> Span:
        """Turn a span of this text into one of the file it was cut from."""
        return Span(self._file_line(span.line), span.column, self._file_line(span.end_line), span.end_column)

    def _file_line(self, line: int) -> int:
        if not line:
            return 0
        if self._line_map is not None:
            return self._line_map[min(line, len(self._line_map)) - 1]
        return line + self.first_line - 1

    def line(self, number: int) -> str:
        """Text line ``number`` of the file (1-based), without its line end; empty when there is none."""
        if self._line_map is not None:
            number = bisect_right(self._line_map, number)
        else:
            number -= self.first_line - 1
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")

    def locate(self, pointer: str) -> Span | None:
        """Where the key (or the sequence item) that ``pointer`` names begins; the nearest parent when it is not there."""
        if self._stated is not None:
            while pointer not in self._stated:
                if not pointer:
                    return None
                pointer = pointer.rpartition("/")[0]
            return self.in_file(self._stated[pointer])
        if self._positions is None:
            from specsmith.text.positions import Positions

            self._positions = Positions(self.text)
        span = self._positions.nearest(pointer)
        return None if span is None else self.in_file(span)

    def use_positions(self, positions: dict[str, Span]) -> None:
        """Give the positions of a text that no YAML parser can read (recovered text knows its own)."""
        self._stated = positions
