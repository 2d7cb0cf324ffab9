"""Shows that recovery is linear: the time for a text, and for texts of 2, 5 and 10 times its operations.

    recovery_speed.py [TEXT]

The longer texts repeat the ``paths`` of TEXT (default: the seed of a whole flattened document) under other names. Prints seconds of processor time and seconds per megabyte.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from specsmith.recovery import recover_structured

sys.path.insert(0, str(Path(__file__).resolve().parent))
from where import shared_folder


def longer(text: str, times: int) -> str:
    """The text with its paths ``times`` over, each time under other names."""
    start = text.index("\npaths:\n") + len("\npaths:\n")
    following = re.search(r"(?m)^(definitions|components):$", text[start:])
    end = start + following.start() if following else len(text)
    paths = text[start:end]
    copies = [re.sub(r"(?m)^(['\"]?)/(?=\S*:$)", rf"\1/v{n}/", paths) for n in range(times)]
    return text[:start] + "".join(copies) + text[end:]


def main() -> None:
    file = Path(sys.argv[1]) if sys.argv[1:] else next((shared_folder() / "seeds").glob("002*"))
    text = file.read_text(encoding="utf-8")
    for times in (1, 2, 5, 10):
        long = longer(text, times)
        start = time.process_time()
        recovery = recover_structured(long)
        spent = time.process_time() - start
        print(
            f"{times:3} x  {len(long) / 1e6:6.2f} MB  {long.count(chr(10)):7} lines  {spent:6.2f} s  "
            f"{spent / len(long) * 1e6:5.1f} s/MB  {len(recovery.root.get('paths', {}))} paths"
        )


if __name__ == "__main__":
    main()
