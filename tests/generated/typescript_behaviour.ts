// What callers of a generated client rely on beyond the wire table. Type-checked with the package, then run by Node.js
// against a recording server whose origin is the last argument; the answers are scripted by the test of the same name.
import {
  ApiAbortError,
  ApiConnectionError,
  ApiError,
  ConfigurationError,
  NotFoundError,
  Wire,
  Answers,
  createCore,
  paginate,
} from "wire";
import type { Item, Pet } from "wire";

declare const process: { argv: string[]; env: Record<string, string | undefined>; exitCode: number };

const origin = process.argv.at(-1) ?? "";
const lines: string[] = [];
const logger = {
  debug: (message: string, details?: unknown) => void lines.push(`${message} ${JSON.stringify(details)}`),
  warn: (message: string) => void lines.push(`warn ${message}`),
};

function check(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`not so: ${what}`);
}

const client = new Wire({ baseUrl: `${origin}/v1`, token: "s3cret", queryKey: "k3y", logger, maxRetries: 0 });

// 1: the response beside the data
const { data, response } = await client.answers.getItem().withResponse();
check(data.id === 1 && response.headers.get("x-request-id") === "r1", "withResponse");

// 2: the response itself, unread
const unread = await client.answers.download().asResponse();
check(!unread.bodyUsed && (await unread.text()) === "bytes", "asResponse");

// 3: errors as values, typed by status
const outcome = await client.answers.getItem().result();
check(!outcome.ok, "an error");
const message: string | undefined = outcome.error.bodyFor(404)?.message;
check(message === "gone" && outcome.error.bodyFor("default")?.message === "gone", "bodyFor");
check(outcome.error instanceof NotFoundError && outcome.error instanceof ApiError, "classes");

// 4: hooks may change what is sent and see what comes back
const seen: number[] = [];
const hooked = new Wire({
  baseUrl: `${origin}/v1`,
  onRequest: (request) => request.headers.set("X-Hook", "yes"),
  onResponse: [(answer) => void seen.push(answer.status)],
});
await hooked.answers.deleteItem();
check(seen.join() === "204", "hooks");

// 5: secrets never reach the log
await client.secured.withQueryKey();
check(lines.some((line) => line.includes("query-key")) && !lines.some((line) => line.includes("k3y")), "masked query");
await client.secured.withBearer();
check(!lines.some((line) => line.includes("s3cret")), "masked header");

// 6: a caller's signal ends a call, and nothing is sent again
const stopped = await client.answers.getItem({ signal: AbortSignal.abort() }).catch((error: unknown) => error);
check(stopped instanceof ApiAbortError, "aborted");

// 7: a server that is not there
const nowhere = new Wire({ baseUrl: "http://127.0.0.1:9", maxRetries: 0 });
check((await nowhere.answers.getItem().catch((error: unknown) => error)) instanceof ApiConnectionError, "unreachable");
const relative = new Wire({ baseUrl: "/v1" });
check((await relative.answers.getItem().catch((error: unknown) => error)) instanceof ConfigurationError, "no server");

// 8: environment variables and token providers
process.env["WIRE_BASE_URL"] = `${origin}/v1`;
process.env["WIRE_TOKEN"] = "from-env";
await new Wire().secured.withBearer();
await new Wire({ token: async () => "provided" }).secured.withBearer();

// 9: one resource without the client
check((await new Answers(createCore()).getItem()).id === 9, "a resource alone");

// 10: paging that the description does not tell
const found: Item[] = [];
for await (const item of paginate<Item, object, unknown>((params) => client.pages.byOffset(params), { limit: 1 }, { kind: "offset", position: "offset", items: ["items"] })) {
  found.push(item);
}
check(found.map((item) => item.id).join() === "1,2", "paginate");

// 11: unions narrow by their discriminator; null and absent are told apart by the types
const pet: Pet = await client.answers.getPet();
if (pet.type === "cat") check(pet.lives === 9, "narrowed");
else throw new Error("not a cat");
const nothing: Item = { id: 1, name: null };
// @ts-expect-error null is no value of a property that is only optional
const wrong: Item = { id: 1, created_at: null };
check(nothing.name === null && wrong.id === 1, "null");

// 12: Promise.all, finally and catch work as with any promise
let after = 0;
const all = await Promise.all([client.answers.getItem(), client.answers.getItem().finally(() => (after += 1))]);
check(all.length === 2 && after === 1, "promises");

// 13: streams give events, too, and may be left early
const stream = await client.answers.watch();
for await (const event of stream.events()) {
  check(event.event === "tick" && event.id === "7" && event.data === '{"id":1}', "events");
  break;
}
