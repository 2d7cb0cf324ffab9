// Calls a generated client as the wire cases say: reads one case a line, writes one outcome a line.
import { createInterface } from "node:readline";

const library = await import(process.argv[2]);

function given(value) {
  if (Array.isArray(value)) return value.map(given);
  if (value === null || typeof value !== "object") return value;
  if ("$text" in value) return value.$text;
  if ("$bytes" in value) return new TextEncoder().encode(value.$bytes);
  if ("$file" in value) {
    const [name, content, type] = value.$file;
    return { name, type, data: new TextEncoder().encode(content) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, given(item)]));
}

async function plain(value) {
  if (value instanceof Blob) return { $bytes: await value.text() };
  if (value !== null && typeof value === "object" && Symbol.asyncIterator in value) {
    const items = [];
    for await (const item of value) items.push(item);
    return items;
  }
  return value ?? null;
}

async function run({ client: settings, group, method, params, options }) {
  const client = new library.Wire(settings);
  const call = client[group][method];
  const values = params === null ? [options] : [given(params), options];
  try {
    return { result: await plain(await call.apply(client[group], values)) };
  } catch (error) {
    if (error instanceof library.ApiError) return { error: { status: error.status, body: error.body, name: error.name } };
    return { failed: String(error?.stack ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
}
