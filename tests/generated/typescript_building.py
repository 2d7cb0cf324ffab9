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


def write_with_samples(apis: list[Api], folder: Path) -> Path:
    """Packages in folders of their own, a sample for each operation, the code of the READMEs: one project for all."""
    paths, settings = {}, {}
    for number, api in enumerate(apis):
        package = folder / str(number)
        rendered = write(api, package, "typescript")
        assert rendered.diagnostics == ()
        names, models = typescript_names(api), {model.id: model for model in api.models}
        paths[names.package] = [f"./{number}/src/index.ts"]
        samples = package / "samples"
        samples.mkdir()
        for place, operation in enumerate(api.operations):
            (samples / f"s{place}.ts").write_text(typescript_sample(api, operation, names, models), encoding="utf-8")
        blocks = re.findall(r"```ts\n(.*?)```", rendered.files["README.md"], re.DOTALL)
        (samples / "readme.ts").write_text("\n".join([*blocks, "export {};\n"]), encoding="utf-8")
        settings = json.loads(rendered.files["tsconfig.json"])
    assert len(paths) == len(apis)
    settings["compilerOptions"] |= {"rootDir": ".", "noEmit": True, "paths": paths}
    settings["include"] = ["*/src", "*/samples"]
    project = folder / "tsconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    return project


def compile_project(node_modules: Path, project: Path) -> None:
    """No finding of the compilers (5.9 and the newest) in this project (the path of a tsconfig.json)."""
    for version in ("typescript", "typescript-newest"):
        compiler = node_modules / version / "bin" / "tsc"
        assert compiler.is_file(), f"{version} is not installed: run `make node`"
        done = subprocess.run(["node", str(compiler), "-p", str(project)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{version}: {done.stdout[:6000]}{done.stderr[-1000:]}"
