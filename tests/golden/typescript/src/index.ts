// Courier Mail API. Generated from the description of the API; changes are lost.

export { CourierMail, createCore } from "./client.js";
export type { CourierMailOptions } from "./client.js";
export type * from "./models.js";
export * from "./resources/letters.js";
export * from "./resources/list.js";
export * from "./webhooks.js";
export { Core } from "./runtime/core.js";
export { ApiAbortError, ApiConnectionError, ApiError, ApiTimeoutError, AuthenticationError, BadRequestError, ClientError, ConfigurationError, ConflictError, NotFoundError, PermissionDeniedError, RateLimitError, ServerError, UnprocessableEntityError } from "./runtime/errors.js";
export { paginate } from "./runtime/paging.js";
export { ApiPromise } from "./runtime/promise.js";
export { Stream } from "./runtime/stream.js";
export type { Token } from "./runtime/auth.js";
export type { FileContent, FileInput, NamedFile, RawBody } from "./runtime/bodies.js";
export type { CoreOptions, OutgoingRequest, RequestHook, ResponseHook } from "./runtime/core.js";
export type { Logger } from "./runtime/log.js";
export type { Paging, RequestOptions } from "./runtime/operation.js";
export type { PageCall } from "./runtime/paging.js";
export type { Answered, Outcome } from "./runtime/promise.js";
export type { ServerEvent } from "./runtime/stream.js";
