"""Texts: source files with positions, YAML and JSON in and out, front matter."""

from specsmith.text.emit import to_json, to_yaml
from specsmith.text.load import Lexemes, Loaded, LoadProblem, load
from specsmith.text.source import SourceFile, Span

__all__ = ["Lexemes", "LoadProblem", "Loaded", "SourceFile", "Span", "load", "to_json", "to_yaml"]
