/** When a request is sent again, and after how long. */

const RETRIED: readonly number[] = [408, 425, 429, 500, 502, 503, 504];
const UNPROCESSED: readonly number[] = [425, 429];
const IDEMPOTENT: readonly string[] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"];
const MAX_DELAY = 30_000;
const MAX_RETRY_AFTER = 120_000;

/** Whether a method may be sent twice (RFC 9110 §9.2.2). */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.includes(method);
}

/** Idempotent requests: whenever the server may do better; others: only when the server says it did nothing. */
export function statusIsRetried(status: number, headers: Headers, idempotent: boolean): boolean {
  if (!RETRIED.includes(status)) return false;
  return idempotent || UNPROCESSED.includes(status) || (status === 503 && headers.has("retry-after"));
}

/** Milliseconds that a Retry-After header asks for (RFC 9110 §10.2.3); undefined when there is none that makes sense. */
export function retryAfter(headers: Headers, now: number = Date.now()): number | undefined {
  const stated = headers.get("retry-after")?.trim();
  if (!stated) return undefined;
  const asked = /^\d+(\.\d+)?$/.test(stated) ? Number(stated) * 1000 : Date.parse(stated) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), MAX_RETRY_AFTER);
}

/** Milliseconds to wait before the next attempt: what the server asks for, else exponential with jitter. */
export function delay(attempt: number, headers?: Headers): number {
  const stated = headers === undefined ? undefined : retryAfter(headers);
  return stated ?? Math.min(MAX_DELAY, 500 * 2 ** attempt) * (0.75 + Math.random() / 4);
}

/** Wait, unless the signal ends it first. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
