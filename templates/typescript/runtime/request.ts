/** From an operation and the values of one call to a request: what needs no network. */

import { writeBody } from "./bodies.js";
import { ConfigurationError } from "./errors.js";
import type { Content, Operation, Param, RequestOptions } from "./operation.js";
import { isIdempotent } from "./retries.js";
import { fillPath, inCookie, inHeader, inPath, inQuery, inQueryString, quote } from "./serialize.js";

/** Where requests go and what every one of them carries. */
export interface RequestSettings {
  readonly baseUrl: string;
  /** Whether the caller chose `baseUrl`: it then wins over the servers of operations. */
  readonly baseUrlGiven: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly idempotencyKeys: boolean;
}

/** A request before credentials, ready to be sent once for each attempt. */
export interface Prepared {
  readonly method: string;
  readonly url: string;
  readonly query: readonly string[];
  readonly cookies: readonly string[];
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  readonly idempotent: boolean;
  readonly repeatable: boolean;
}

/** Put a request together. */
export function prepare(
  operation: Operation,
  values: Readonly<Record<string, unknown>>,
  options: RequestOptions,
  settings: RequestSettings,
  accept: string,
): Prepared {
  const headers = new Headers({ Accept: accept, ...settings.headers });
  const path = new Map<string, string>();
  const query: string[] = [];
  const cookies: string[] = [];
  for (const param of operation.params ?? []) {
    const value = param.fixed === undefined ? values[param.key ?? param.name] : param.fixed;
    if (param.in === "path") path.set(param.name, value === undefined || value === null ? "" : inPath(param, value));
    else if (value !== undefined && value !== null) place(param, value, headers, query, cookies);
  }
  const body = values["body"];
  let data: BodyInit | undefined;
  let repeatable = true;
  if (body !== undefined && operation.contents !== undefined) {
    const written = writeBody(choose(operation.contents, options.contentType), body);
    headers.set("Content-Type", written.mediaType);
    data = written.data;
    repeatable = written.repeatable;
  }
  const key = keyOf(operation, options, settings);
  const keyHeader = operation.idempotencyHeader ?? "Idempotency-Key";
  if (key !== undefined && !headers.has(keyHeader)) headers.set(keyHeader, key);
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  for (const [name, value] of Object.entries(options.query ?? {})) query.push(`${quote(name)}=${quote(value)}`);
  return {
    method: operation.method,
    url: address(operation, fillPath(operation.path, path, operation.id), options.baseUrl, settings),
    query,
    cookies,
    headers,
    body: data,
    idempotent: isIdempotent(operation.method) || headers.has(keyHeader),
    repeatable,
  };
}

function place(param: Param, value: unknown, headers: Headers, query: string[], cookies: string[]): void {
  if (param.in === "query") query.push(...inQuery(param, value));
  else if (param.in === "querystring") query.push(inQueryString(param, value));
  else if (param.in === "header") headers.set(param.name, inHeader(param, value));
  else cookies.push(...inCookie(param, value));
}

function choose(contents: readonly Content[], wanted: string | undefined): Content {
  const first = contents[0] ?? { mediaType: "application/json", kind: "json" as const };
  if (wanted === undefined) return first;
  return contents.find((one) => one.mediaType === wanted) ?? { ...first, mediaType: wanted };
}

function keyOf(operation: Operation, options: RequestOptions, settings: RequestSettings): string | undefined {
  if (options.idempotencyKey !== undefined) return options.idempotencyKey;
  const wanted = settings.idempotencyKeys || operation.idempotencyHeader !== undefined;
  return wanted && !isIdempotent(operation.method) ? crypto.randomUUID() : undefined;
}

function address(operation: Operation, path: string, base: string | undefined, settings: RequestSettings): string {
  let chosen = base ?? (settings.baseUrlGiven ? settings.baseUrl : (operation.server ?? settings.baseUrl));
  if (chosen.startsWith("/") && /^https?:/i.test(settings.baseUrl)) chosen = new URL(chosen, settings.baseUrl).href;
  if (!/^https?:\/\//i.test(chosen)) {
    throw new ConfigurationError(`The API states no absolute server URL: pass baseUrl (found "${chosen}")`);
  }
  return chosen.replace(/\/+$/, "") + (path.startsWith("/") ? path : `/${path}`);
}
