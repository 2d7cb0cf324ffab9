"""Generated TypeScript packages in the tests: written, compiled, run by Node.js."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from specsmith.renderers.clients.typescript_samples import typescript_sample
from specsmith.renderers.targets.typescript import typescript_names
from specsmith.views.api import Api
from tests.generated.building import write


def write_with_samples(api: Api, folder: Path) -> None:
    """The package of an API, a sample for each operation and the code of the README, ready for the compiler."""
    rendered = write(api, folder, "typescript")
    assert rendered.diagnostics == ()
    names, models = typescript_names(api), {model.id: model for model in api.models}
    samples = folder / "samples"
    samples.mkdir()
    for number, operation in enumerate(api.operations):
        (samples / f"s{number}.ts").write_text(typescript_sample(api, operation, names, models), encoding="utf-8")
    blocks = re.findall(r"```ts\n(.*?)```", rendered.files["README.md"], re.DOTALL)
    (samples / "readme.ts").write_text("\n".join([*blocks, "export {};\n"]), encoding="utf-8")
    settings = json.loads(rendered.files["tsconfig.json"])
    settings["compilerOptions"] |= {"rootDir": ".", "paths": {names.package: ["./src/index.ts"]}}
    settings["include"] = ["src", "samples"]
    (folder / "tsconfig.check.json").write_text(json.dumps(settings), encoding="utf-8")


def compile_projects(node_modules: Path, projects: list[Path], *options: str) -> None:
    """No finding of the compiler in these projects (paths of tsconfig files)."""
    compiler = str(node_modules / "typescript" / "bin" / "tsc")
    for project in projects:
        done = subprocess.run(
            ["node", compiler, "-p", str(project), *options], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{project}\n{done.stdout[:6000]}{done.stderr[-1000:]}"
