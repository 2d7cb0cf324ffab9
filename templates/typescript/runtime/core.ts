/** Sending: credentials, attempts, timeouts, hooks, logging. */

import { ClientCredentials, applySchemes, chooseSchemes } from "./auth.js";
import type { Scheme } from "./auth.js";
import { ApiAbortError, ApiConnectionError, ApiTimeoutError, ClientError, errorFor } from "./errors.js";
import { maskedHeaders, maskedUrl } from "./log.js";
import type { Logger } from "./log.js";
import { sendByNode, needsNode } from "./node.js";
import type { Operation, RequestOptions } from "./operation.js";
import { itemsOf, nextPage } from "./paging.js";
import { ApiPromise } from "./promise.js";
import type { Answered } from "./promise.js";
import { prepare } from "./request.js";
import type { Prepared, RequestSettings } from "./request.js";
import { acceptOf, findAnswer, isStreamed, readBody } from "./response.js";
import { delay, sleep, statusIsRetried } from "./retries.js";
import { quote } from "./serialize.js";
import { Stream } from "./stream.js";

/** A request as hooks see it, before it is sent; they may change it. */
export interface OutgoingRequest {
  url: string;
  method: string;
  headers: Headers;
  body: BodyInit | undefined;
}

export type RequestHook = (request: OutgoingRequest) => void | Promise<void>;
export type ResponseHook = (response: Response, request: Readonly<OutgoingRequest>) => void | Promise<void>;

/** What a client of any API may be told. */
export interface CoreOptions {
  /** Another server than the one that the description names. */
  baseUrl?: string;
  /** Milliseconds until an attempt is given up; 0: never. Default 60,000. */
  timeout?: number;
  /** Attempts after the first. Default 2. */
  maxRetries?: number;
  /** Headers of every request. */
  headers?: Readonly<Record<string, string>>;
  /** Send an idempotency key with every write, so that it can be repeated. */
  idempotencyKeys?: boolean;
  onRequest?: RequestHook | readonly RequestHook[];
  onResponse?: ResponseHook | readonly ResponseHook[];
  /** Takes requests and responses (debug, secrets masked) and uses of deprecated operations (warn). */
  logger?: Logger;
  /** Replaces the transport: proxies, certificates, tests. */
  fetch?: typeof fetch;
}

/** What the generated client adds to the options. */
export interface CoreDefaults {
  readonly baseUrl: string;
  readonly baseUrlGiven: boolean;
  readonly userAgent: string;
  readonly schemes: readonly Scheme[];
}

interface Sent {
  readonly response: Response;
  readonly request: OutgoingRequest;
}

/** Everything that the resources of one client share. */
export class Core {
  readonly #settings: RequestSettings;
  readonly #options: CoreOptions;
  readonly #schemes: readonly Scheme[];
  readonly #secrets: readonly string[];
  readonly #fetch: typeof fetch;
  readonly #warned = new Set<string>();

  constructor(options: CoreOptions, defaults: CoreDefaults) {
    this.#options = options;
    this.#schemes = defaults.schemes;
    this.#secrets = defaults.schemes.flatMap((one) => (one.kind === "apiKey" && one.name ? [one.name] : []));
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.#settings = {
      baseUrl: defaults.baseUrl,
      baseUrlGiven: defaults.baseUrlGiven,
      headers: { "User-Agent": defaults.userAgent, ...options.headers },
      idempotencyKeys: options.idempotencyKeys ?? false,
    };
  }

  /** Send a request and read its response. */
  call<T, Bodies>(operation: Operation, params: object = {}, options: RequestOptions = {}): ApiPromise<T, Bodies> {
    return new ApiPromise<T, Bodies>((raw) => this.#answer<T>(operation, params, options, raw));
  }

  /** Send a request and hand over the items of its response as they arrive. */
  stream<T, Bodies>(operation: Operation, params: object = {}, options: RequestOptions = {}): ApiPromise<Stream<T>, Bodies> {
    const streamed = (operation.answers ?? []).filter(isStreamed);
    return new ApiPromise<Stream<T>, Bodies>(async () => {
      const accept = streamed[0]?.mediaType ?? "*/*";
      const response = await this.#send(operation, this.#prepare(operation, params, options, accept), options, false);
      return { data: new Stream<T>(response, findAnswer(streamed, response)?.kind === "lines" ? "lines" : "events"), response };
    });
  }

  /** The items of all pages, fetched as they are asked for. */
  async *pages<T>(operation: Operation, params: object = {}, options: RequestOptions = {}): AsyncGenerator<T, void, undefined> {
    let values = params as Readonly<Record<string, unknown>>;
    let url: string | undefined;
    while (operation.paging !== undefined) {
      const { data, response } = await this.#answer<unknown>(operation, values, options, false, url);
      yield* itemsOf(operation.paging, data) as readonly T[];
      const following = nextPage(operation.paging, values, data, response);
      if (following === undefined) return;
      if ("url" in following) url = following.url;
      else values = following.values;
    }
  }

  async #answer<T>(operation: Operation, params: object, options: RequestOptions, raw: boolean, url?: string): Promise<Answered<T>> {
    const prepared = this.#prepare(operation, params, options, acceptOf(operation));
    const response = await this.#send(operation, prepared, options, !raw, url);
    return { data: (raw ? undefined : await readBody(operation, response.clone())) as T, response };
  }

  #prepare(operation: Operation, params: object, options: RequestOptions, accept: string): Prepared {
    if (operation.deprecated && !this.#warned.has(operation.id)) {
      this.#warned.add(operation.id);
      (this.#options.logger ?? console).warn(`${operation.id} is deprecated`);
    }
    return prepare(operation, params as Readonly<Record<string, unknown>>, options, this.#settings, accept);
  }

  /** A response with a good status, its body in memory where `buffered`; errors of the server are thrown. */
  async #send(operation: Operation, prepared: Prepared, options: RequestOptions, buffered: boolean, url?: string): Promise<Response> {
    const foreign = url !== undefined && new URL(url).origin !== new URL(prepared.url).origin; // credentials stay at home
    const schemes = foreign ? [] : chooseSchemes(this.#schemes, operation.security);
    const retries = options.maxRetries ?? this.#options.maxRetries ?? 2;
    let refreshed = false;
    for (let attempt = 0; ; attempt += 1) {
      const again = attempt < retries && prepared.repeatable;
      let sent: Sent;
      try {
        sent = await this.#attempt(prepared, schemes, options, buffered, attempt, url);
      } catch (error) {
        if (!(error instanceof ApiConnectionError) || !again || !prepared.idempotent) throw error;
        await this.#pause(delay(attempt), options);
        continue;
      }
      const { response } = sent;
      if (response.ok) return response;
      if (response.status === 401 && !refreshed && forget(schemes)) {
        refreshed = true;
        attempt -= 1;
        await response.body?.cancel();
        continue;
      }
      if (!again || !statusIsRetried(response.status, response.headers, prepared.idempotent)) {
        throw errorFor(response, await readBody(operation, response.clone()));
      }
      await response.body?.cancel();
      await this.#pause(delay(attempt, response.headers), options);
    }
  }

  async #attempt(
    prepared: Prepared,
    schemes: readonly Scheme[],
    options: RequestOptions,
    buffered: boolean,
    attempt: number,
    url: string | undefined,
  ): Promise<Sent> {
    const limit = options.timeout ?? this.#options.timeout ?? 60_000;
    const controller = new AbortController();
    const stop = (): void => controller.abort(options.signal?.reason);
    let late = false;
    const timer = limit > 0 ? setTimeout(() => ((late = true), controller.abort()), limit) : undefined;
    if (options.signal?.aborted) stop();
    options.signal?.addEventListener("abort", stop, { once: true });
    try {
      const request = await this.#outgoing(prepared, schemes, url, controller.signal);
      for (const hook of listed(this.#options.onRequest)) await hook(request);
      this.#options.logger?.debug(`request ${request.method} ${maskedUrl(request.url, this.#secrets)}`, {
        attempt,
        headers: maskedHeaders(request.headers, this.#secrets),
      });
      const received = await this.#transport(request, controller.signal);
      const response = buffered || !received.ok ? await inMemory(received) : received;
      this.#options.logger?.debug(`response ${response.status} ${maskedUrl(request.url, this.#secrets)}`, {
        status: response.status,
        headers: maskedHeaders(response.headers, this.#secrets),
      });
      for (const hook of listed(this.#options.onResponse)) await hook(response, request);
      return { response, request };
    } catch (error) {
      if (late) throw new ApiTimeoutError(`No answer within ${limit} ms`, { cause: error });
      if (options.signal?.aborted) throw new ApiAbortError("The call was aborted", { cause: error });
      if (error instanceof ClientError || !isNetworkError(error)) throw error;
      throw new ApiConnectionError(error.message || "The connection broke", { cause: error });
    } finally {
      clearTimeout(timer);
      if (buffered) options.signal?.removeEventListener("abort", stop); // an unread body can still be aborted
    }
  }

  async #outgoing(prepared: Prepared, schemes: readonly Scheme[], url: string | undefined, signal: AbortSignal): Promise<OutgoingRequest> {
    const fetcher: typeof fetch = (input, init) => this.#fetch(input, { ...init, signal });
    const applied = await applySchemes(schemes, fetcher, prepared.url);
    const headers = new Headers(applied.headers);
    prepared.headers.forEach((value, name) => headers.set(name, value));
    const cookies = [...prepared.cookies, ...applied.cookies.map(([name, value]) => `${name}=${value}`)];
    if (cookies.length > 0) headers.set("Cookie", cookies.join("; "));
    const query = [...(url === undefined ? prepared.query : []), ...applied.query.map(([name, value]) => `${quote(name)}=${quote(value)}`)];
    const base = url ?? prepared.url;
    const full = query.length > 0 ? `${base}${base.includes("?") ? "&" : "?"}${query.join("&")}` : base;
    return { url: full, method: prepared.method, headers, body: prepared.body };
  }

  #transport(request: OutgoingRequest, signal: AbortSignal): Promise<Response> {
    if (this.#options.fetch === undefined && needsNode(request)) return sendByNode(request, signal);
    const streaming = request.body instanceof ReadableStream ? { duplex: "half" } : {};
    const init = { method: request.method, headers: request.headers, body: request.body ?? null, signal, ...streaming };
    return this.#fetch(request.url, init);
  }

  async #pause(milliseconds: number, options: RequestOptions): Promise<void> {
    try {
      await sleep(milliseconds, options.signal);
    } catch (error) {
      throw new ApiAbortError("The call was aborted", { cause: error });
    }
  }
}

function listed<T>(given: T | readonly T[] | undefined): readonly T[] {
  return given === undefined ? [] : Array.isArray(given) ? (given as readonly T[]) : [given as T];
}

/** Network errors of fetch are TypeErrors (a hook that throws one is taken for one too); aborted ones DOMExceptions. */
function isNetworkError(error: unknown): error is Error {
  return error instanceof TypeError || (error instanceof Error && (error.name === "AbortError" || "code" in error));
}

/** Drop fetched tokens that a server did not accept; whether there were any. */
function forget(schemes: readonly Scheme[]): boolean {
  const fetched = schemes.flatMap((one) => (one.value instanceof ClientCredentials ? [one.value] : []));
  return fetched.map((one) => one.forget()).includes(true);
}

/** The same response with its body read: what breaks on the way belongs to the attempt. */
async function inMemory(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  const empty = bytes.byteLength === 0 || [101, 204, 205, 304].includes(response.status);
  const { status, statusText, headers, url } = response;
  const kept = new Response(empty ? null : bytes, { status, statusText, headers });
  Object.defineProperty(kept, "url", { value: url });
  return kept;
}
