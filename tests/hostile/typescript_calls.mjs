// Parses TypeScript files (paths on standard input) with the compiler API: prints every call of the marker and every
// syntax error. Names that only look like the marker are fine; calling it is not.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const ts = createRequire(`${process.argv[2]}/`)("typescript");
const marker = process.argv[3];
const names = readFileSync(0, "utf8").split("\n").filter(Boolean);

for (const name of names) {
  const source = ts.createSourceFile(name, readFileSync(name, "utf8"), ts.ScriptTarget.Latest, true);
  for (const finding of source.parseDiagnostics) {
    process.stdout.write(`${name}: ${ts.flattenDiagnosticMessageText(finding.messageText, "\n")}\n`);
  }
  const visit = (node) => {
    const called = ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
    const callee = called ? (node.expression ?? node.tag) : undefined;
    if (callee !== undefined && ts.isIdentifier(callee) && callee.text === marker) process.stdout.write(`${name}: call\n`);
    if (ts.isTemplateExpression(node) && !name.includes("/runtime/")) process.stdout.write(`${name}: template\n`);
    ts.forEachChild(node, visit);
  };
  visit(source);
}
