/** Requests that fetch refuses to send (a body with GET or HEAD, the method TRACE): Node.js can. */

import { ConfigurationError } from "./errors.js";
import type { OutgoingRequest } from "./core.js";

interface Incoming extends AsyncIterable<Uint8Array> {
  readonly statusCode?: number;
  readonly statusMessage?: string;
  readonly rawHeaders: readonly string[];
}

interface Outgoing {
  on(event: "error", listener: (error: Error) => void): void;
  end(data?: Uint8Array): void;
}

interface HttpModule {
  request(url: string, options: object, done: (incoming: Incoming) => void): Outgoing;
}

/** Whether fetch would refuse a request. */
export function needsNode(request: Readonly<OutgoingRequest>): boolean {
  const bodiless = request.method === "GET" || request.method === "HEAD";
  return request.method === "TRACE" || (bodiless && request.body !== undefined);
}

/** Send a request through `node:http` or `node:https`; the response is read to its end. */
export async function sendByNode(request: Readonly<OutgoingRequest>, signal: AbortSignal): Promise<Response> {
  const host = globalThis as { process?: { getBuiltinModule?: (name: string) => HttpModule | undefined } };
  const http = host.process?.getBuiltinModule?.(request.url.startsWith("https:") ? "node:https" : "node:http");
  if (http === undefined) {
    throw new ConfigurationError(`fetch sends no ${request.method} request with this body: pass another transport (option fetch)`);
  }
  const data = request.body === undefined ? undefined : new Uint8Array(await new Response(request.body).arrayBuffer());
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  if (data !== undefined) headers["content-length"] = String(data.byteLength);
  const incoming = await new Promise<Incoming>((resolve, reject) => {
    const outgoing = http.request(request.url, { method: request.method, headers, signal }, resolve);
    outgoing.on("error", reject);
    outgoing.end(data);
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const received = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    received.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
  }
  const status = incoming.statusCode ?? 200;
  const body = chunks.length === 0 || [204, 205, 304].includes(status) ? null : new Blob(chunks as BlobPart[]);
  return new Response(body, { status, statusText: incoming.statusMessage ?? "", headers: received });
}
