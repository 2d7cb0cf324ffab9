"""The diagnostic codes of text clean-up and refusal (SS0670–SS0699)."""

from __future__ import annotations

from specsmith.diagnostics.code import Code, Severity

BYTE_ORDER_MARK = Code(
    "SS0670", "clean-byte-order-mark", Severity.INFO, "A byte-order mark was taken off",
    why="The mark is no part of the text; some loaders read it as the first letter of the first key.",
    broken="\\ufeffswagger: '2.0'", fixed="swagger: '2.0'",
    help="Save the file as UTF-8 without a byte-order mark.",
)  # fmt: skip
ENCODING_GUESSED = Code(
    "SS0671", "clean-encoding", Severity.WARNING, "The bytes are no UTF-8",
    why="They were read as Windows-1252, the usual other encoding; letters with accents may be wrong.",
    broken="title: Caf\\xe9", fixed="title: Café",
    help="Save the file as UTF-8.",
)  # fmt: skip
LINE_ENDS = Code(
    "SS0672", "clean-line-ends", Severity.INFO, "Line ends were made uniform",
    why="Carriage returns, form feeds and Unicode line separators break lines in some programs and not in others.",
    broken="swagger: '2.0'\\r\\ninfo: {}", fixed="swagger: '2.0'\ninfo: {}",
    help="Save the file with Unix line ends.",
)  # fmt: skip
TABS = Code(
    "SS0673", "clean-tabs", Severity.INFO, "Tabs of the indentation became spaces",
    why="YAML forbids tabs in indentation (YAML 1.2 §6.1); the width is the one with which the text can be read.",
    broken="info:\n\ttitle: Pets", fixed="info:\n  title: Pets",
    help="Indent with spaces.",
)  # fmt: skip
SMART_QUOTES = Code(
    "SS0674", "clean-smart-quotes", Severity.INFO, "Typographic quotes that stood for YAML quotes were straightened",
    why="A word processor or chat turned the quotes around keys and values into “…”; inside sentences they stay.",
    broken="swagger: “2.0”", fixed='swagger: "2.0"',
    help="Copy the text from a plain-text source.",
)  # fmt: skip
ODD_SPACES = Code(
    "SS0675", "clean-odd-spaces", Severity.INFO, "Non-breaking or invisible spaces in the structure became plain ones",
    why="They look like indentation and are letters to YAML. Inside texts they stay.",
    broken="info:\n\\u00a0\\u00a0title: Pets", fixed="info:\n  title: Pets",
    help="Copy the text from a plain-text source.",
)  # fmt: skip
ENTITIES = Code(
    "SS0676", "clean-html-entities", Severity.INFO, "HTML entities became characters",
    why="The whole text was escaped for HTML: quotes and `>` of the YAML itself are entities. Entities that belong to a "
    "description of an unescaped document stay.",
    broken="swagger: &#39;2.0&#39;", fixed="swagger: '2.0'",
    help="Take the raw text, not the source of a web page.",
)  # fmt: skip
PAGE_CHROME = Code(
    "SS0677", "clean-page-chrome", Severity.INFO, "Lines of the web page around the document were left out",
    why="Titles, buttons and footers were copied along; they are no part of the document.",
    broken="Raw Blame\nswagger: '2.0'", fixed="swagger: '2.0'",
    help="Copy only the document.",
)  # fmt: skip
LINE_NUMBERS = Code(
    "SS0678", "clean-line-numbers", Severity.INFO, "A column of line numbers was taken off",
    why="The numbers were pasted along from a viewer; they count up line by line.",
    broken="1 swagger: '2.0'\n2 info:", fixed="swagger: '2.0'\ninfo:",
    help="Copy the raw text.",
)  # fmt: skip
CODE_FENCE = Code(
    "SS0679", "clean-code-fence", Severity.INFO, "The document was taken out of a Markdown code fence",
    why="A page shows the document as a code sample; the sample is read, the page around it is not.",
    broken="```yaml\nswagger: '2.0'\n```", fixed="swagger: '2.0'",
    help="Save the document in a file of its own.",
)  # fmt: skip
QUOTE_PREFIX = Code(
    "SS0680", "clean-quote-prefix", Severity.INFO, "Quotation marks of a mail were taken off every line",
    why="Each line began with `>`, as mail programs quote.",
    broken="> swagger: '2.0'\n> info: {}", fixed="swagger: '2.0'\ninfo: {}",
    help="Copy the original text.",
)  # fmt: skip
TRUNCATED = Code(
    "SS0681", "clean-truncated", Severity.WARNING, "The text breaks off in the middle",
    why="Everything that was complete is kept; the part that was begun and not finished is left out and named here.",
    broken='paths:\n  /users:\n    get:\n      summary: "List us', fixed="paths:\n  /users:\n    get: {}",
    help="Find the whole document.",
)  # fmt: skip
REFUSED = Code(
    "SS0690", "refused", Severity.ERROR, "The input is no API description",
    why="Binary data, logs, running text and endless repetition are recognized by a sample and refused before any search.",
    broken="127.0.0.1 - - [01/Jan/2020] \"GET / HTTP/1.1\" 200", fixed="swagger: '2.0'",
    help="Name a Swagger 2.0 or OpenAPI document, a listing, or a reference page.",
)  # fmt: skip

CODES: tuple[Code, ...] = (
    BYTE_ORDER_MARK, ENCODING_GUESSED, LINE_ENDS, TABS, SMART_QUOTES, ODD_SPACES, ENTITIES, PAGE_CHROME, LINE_NUMBERS,
    CODE_FENCE, QUOTE_PREFIX, TRUNCATED, REFUSED,
)  # fmt: skip
