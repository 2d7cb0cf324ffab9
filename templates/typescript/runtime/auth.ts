/** Credentials: from options, from environment variables, from an OAuth 2 token endpoint. */

import { ApiConnectionError } from "./errors.js";

/** A token, or what gives one each time it is needed. */
export type Token = string | (() => string | Promise<string>);

/** User name and password. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

export type Credential = Token | BasicCredential | ClientCredentials;

/** A security scheme with the credential that was given for it, if any. */
export interface Scheme {
  readonly id: string;
  readonly kind: "apiKey" | "basic" | "bearer" | "http";
  /** The name of an API key, or the word of an HTTP scheme. */
  readonly name?: string;
  readonly in?: "header" | "query" | "cookie";
  readonly value?: Credential | undefined;
}

/** What credentials add to a request. */
export interface Applied {
  readonly headers: [string, string][];
  readonly query: [string, string][];
  readonly cookies: [string, string][];
}

/** OAuth 2 client credentials (RFC 6749 §4.4) with the token that was fetched last. */
export class ClientCredentials {
  readonly #clientId: string;
  readonly #clientSecret: string;
  readonly #scopes: readonly string[];
  readonly tokenUrl: string;
  #token = "";
  #expires = 0;
  #pending: Promise<string> | undefined;

  constructor(clientId: string, clientSecret: string, tokenUrl: string, scopes: readonly string[] = []) {
    this.#clientId = clientId;
    this.#clientSecret = clientSecret;
    this.tokenUrl = tokenUrl;
    this.#scopes = scopes;
  }

  /** The token that is kept, or a new one; calls at the same time share one request. */
  token(fetcher: typeof fetch, base: string): Promise<string> {
    if (this.#token && Date.now() < this.#expires) return Promise.resolve(this.#token);
    this.#pending ??= this.#ask(fetcher, base).finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Drop the token; whether there was one. */
  forget(): boolean {
    const had = this.#token !== "";
    this.#token = "";
    return had;
  }

  async #ask(fetcher: typeof fetch, base: string): Promise<string> {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: this.#clientId,
      client_secret: this.#clientSecret,
    });
    if (this.#scopes.length > 0) form.set("scope", this.#scopes.join(" "));
    const url = /^https?:/i.test(this.tokenUrl) ? this.tokenUrl : new URL(this.tokenUrl, base).href;
    const response = await fetcher(url, { method: "POST", body: form, headers: { Accept: "application/json" } });
    if (!response.ok) throw new ApiConnectionError(`The token endpoint answered ${response.status}`);
    const answer = (await response.json()) as Record<string, unknown>;
    const seconds = Number(answer["expires_in"] ?? 3600) || 3600;
    this.#token = String(answer["access_token"] ?? "");
    this.#expires = Date.now() + Math.max(seconds - 30, seconds / 2) * 1000;
    return this.#token;
  }
}

/** An environment variable; an empty one counts as not set, and so does every one where there is no environment. */
export function fromEnvironment(name: string): string | undefined {
  const host = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return host.process?.env?.[name] || undefined;
}

/** User name and password, when there is a user name. */
export function pair(username: string | undefined, password: string | undefined): BasicCredential | undefined {
  return username ? { username, password: password ?? "" } : undefined;
}

/** OAuth 2 client credentials, when both halves are there. */
export function clientCredentials(
  clientId: string | undefined,
  clientSecret: string | undefined,
  tokenUrl: string,
  scopes: readonly string[] | undefined,
): ClientCredentials | undefined {
  return clientId && clientSecret ? new ClientCredentials(clientId, clientSecret, tokenUrl, scopes) : undefined;
}

/** The first alternative that all credentials are there for; without a statement, whatever there is. */
export function chooseSchemes(
  schemes: readonly Scheme[],
  security: readonly (readonly string[])[] | undefined,
): readonly Scheme[] {
  const given = schemes.filter((one) => one.value !== undefined);
  if (security === undefined) return given.slice(0, 1);
  for (const names of security) {
    const found = names.map((name) => given.find((one) => one.id === name));
    const complete = found.filter((one): one is Scheme => one !== undefined);
    if (names.length > 0 && complete.length === names.length) return complete;
  }
  return [];
}

/** The headers, query parameters and cookies that carry these credentials. */
export async function applySchemes(schemes: readonly Scheme[], fetcher: typeof fetch, base: string): Promise<Applied> {
  const out: Applied = { headers: [], query: [], cookies: [] };
  for (const scheme of schemes) {
    const given = scheme.value;
    if (given === undefined) continue;
    if (typeof given === "object" && !(given instanceof ClientCredentials)) {
      out.headers.push(["Authorization", `Basic ${base64(`${given.username}:${given.password}`)}`]);
      continue;
    }
    const value =
      typeof given === "string" ? given : typeof given === "function" ? await given() : await given.token(fetcher, base);
    if (scheme.kind === "apiKey") {
      const name = scheme.name ?? "";
      (scheme.in === "query" ? out.query : scheme.in === "cookie" ? out.cookies : out.headers).push([name, value]);
    } else {
      out.headers.push(["Authorization", `${(scheme.kind === "http" && scheme.name) || "Bearer"} ${value}`]);
    }
  }
  return out;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
