/** Structured logging of requests and responses, secrets masked. */

/** What takes log entries; `console` is one. */
export interface Logger {
  debug(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
}

const SECRET = /authorization|cookie|token|secret|passw|api[-_]?key|signature|credential|session/i;
const MASK = "***";

/** Headers as a plain object; what carries credentials is masked. */
export function maskedHeaders(headers: Headers, secrets: readonly string[]): Record<string, string> {
  const out: Record<string, string> = {};
  headers.forEach((value, name) => {
    out[name] = SECRET.test(name) || isNamed(name, secrets) ? MASK : value;
  });
  return out;
}

/** A URL whose query parameters and user information hold no secret. */
export function maskedUrl(url: string, secrets: readonly string[]): string {
  const parsed = new URL(url);
  parsed.username = parsed.password = "";
  for (const name of [...parsed.searchParams.keys()]) {
    if (SECRET.test(name) || isNamed(name, secrets)) parsed.searchParams.set(name, MASK);
  }
  return parsed.href;
}

function isNamed(name: string, secrets: readonly string[]): boolean {
  return secrets.some((one) => one.toLowerCase() === name.toLowerCase());
}
