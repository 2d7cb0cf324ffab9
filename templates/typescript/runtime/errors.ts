/** What can go wrong in a call, one class a status. */

/** Base of everything this package throws. */
export class ClientError extends Error {
  override readonly name: string = "ClientError";
}

/** The client lacks something it needs: a base URL, a usable value. */
export class ConfigurationError extends ClientError {
  override readonly name: string = "ConfigurationError";
}

/** The server was not reached, or the connection broke. */
export class ApiConnectionError extends ClientError {
  override readonly name: string = "ApiConnectionError";
}

/** The server did not answer in time. */
export class ApiTimeoutError extends ApiConnectionError {
  override readonly name: string = "ApiTimeoutError";
}

/** The caller's signal ended the call. */
export class ApiAbortError extends ClientError {
  override readonly name: string = "ApiAbortError";
}

/**
 * The server answered with an error. `body` is the parsed body; `bodyFor(404)` is the same with the type that the
 * description states for that status. `Bodies` maps statuses (and "default") to body types.
 */
export class ApiError<Bodies = unknown> extends ClientError {
  override readonly name: string = "ApiError";
  readonly status: number;
  readonly headers: Headers;
  readonly response: Response;
  readonly body: unknown;

  constructor(message: string, response: Response, body: unknown) {
    super(message);
    this.status = response.status;
    this.headers = response.headers;
    this.response = response;
    this.body = body;
  }

  /** The body when the error has this status ("4XX" and "default" for any that fits), else undefined. */
  bodyFor<Status extends keyof Bodies>(status: Status): Bodies[Status] | undefined {
    const wanted = String(status);
    const own = String(this.status);
    const fits = wanted === own || wanted === "default" || (wanted.slice(1).toUpperCase() === "XX" && wanted[0] === own[0]);
    return fits ? (this.body as Bodies[Status]) : undefined;
  }

  /** The id that the server gave the request, for support; empty where it gave none. */
  get requestId(): string {
    return this.headers.get("x-request-id") ?? this.headers.get("request-id") ?? "";
  }
}

/** 400 */
export class BadRequestError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "BadRequestError";
}

/** 401 */
export class AuthenticationError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "AuthenticationError";
}

/** 403 */
export class PermissionDeniedError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "PermissionDeniedError";
}

/** 404 */
export class NotFoundError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "NotFoundError";
}

/** 409 */
export class ConflictError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "ConflictError";
}

/** 422 */
export class UnprocessableEntityError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "UnprocessableEntityError";
}

/** 429 */
export class RateLimitError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "RateLimitError";
}

/** 500 and above */
export class ServerError<Bodies = unknown> extends ApiError<Bodies> {
  override readonly name: string = "ServerError";
}

function messageOf(response: Response, body: unknown): string {
  const line = `${response.status} ${response.statusText}`.trim();
  if (typeof body === "string" && body && body.length <= 200) return `${line}: ${body}`;
  if (typeof body !== "object" || body === null) return line;
  const record = body as Record<string, unknown>;
  const nested = record["error"];
  const inner = typeof nested === "object" && nested !== null ? (nested as Record<string, unknown>)["message"] : nested;
  for (const said of [record["message"], record["detail"], record["title"], inner]) {
    if (typeof said === "string" && said) return `${line}: ${said}`;
  }
  return line;
}

/** The error of a status. */
export function errorFor(response: Response, body: unknown): ApiError {
  const message = messageOf(response, body);
  switch (response.status) {
    case 400:
      return new BadRequestError(message, response, body);
    case 401:
      return new AuthenticationError(message, response, body);
    case 403:
      return new PermissionDeniedError(message, response, body);
    case 404:
      return new NotFoundError(message, response, body);
    case 409:
      return new ConflictError(message, response, body);
    case 422:
      return new UnprocessableEntityError(message, response, body);
    case 429:
      return new RateLimitError(message, response, body);
    default:
      return response.status >= 500 ? new ServerError(message, response, body) : new ApiError(message, response, body);
  }
}
