// Courier Mail API. Generated from the description of the API; changes are lost.

import type * as models from "../models.js";
import type { Core } from "../runtime/core.js";
import type { Operation, RequestOptions } from "../runtime/operation.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Stream } from "../runtime/stream.js";

const listLettersOperation: Operation = {
  id: "listLetters",
  method: "GET",
  path: "/letters",
  params: [{ name: "page", in: "query" }, { name: "per_page", key: "perPage", in: "query" }, { name: "class", in: "query" }, { name: "filter", in: "query", style: "deepObject", explode: true }],
  answers: [{ status: "200", mediaType: "application/json", kind: "json" }],
  security: [["token"]],
  paging: { kind: "page", position: "page", size: "perPage", items: [], next: [], first: 1 },
};

/** What `listLetters` takes. */
export interface ListLettersParams {
  page?: number;
  perPage?: number;
  class?: models.Class;
  filter?: models.ListLettersFilter;
}

const createLetterOperation: Operation = {
  id: "createLetter",
  method: "POST",
  path: "/letters",
  params: [{ name: "Idempotency-Key", key: "idempotencyKey", in: "header" }],
  contents: [{ mediaType: "application/json", kind: "json" }, { mediaType: "multipart/form-data", kind: "multipart", encodings: [{ property: "scan", contentType: "application/octet-stream" }] }],
  answers: [{ status: "201", mediaType: "application/json", kind: "json" }, { status: "422", mediaType: "application/json", kind: "json" }],
  security: [["token"]],
  idempotencyHeader: "Idempotency-Key",
};

/** What `createLetter` takes. */
export interface CreateLetterParams {
  /** The body, application/json */
  body: models.LetterInput | models.CreateLetterBodyFormData;
  /** Makes it safe to ask twice. */
  idempotencyKey?: string;
}

const getLetterOperation: Operation = {
  id: "getLetter",
  method: "GET",
  path: "/letters/{id}",
  params: [{ name: "id", in: "path" }],
  answers: [{ status: "200", mediaType: "application/json", kind: "json" }, { status: "default", mediaType: "application/json", kind: "json" }],
  security: [["token"]],
};

/** What `getLetter` takes. */
export interface GetLetterParams {
  id: string;
}

const deleteLetterOperation: Operation = {
  id: "deleteLetter",
  method: "DELETE",
  path: "/letters/{id}",
  params: [{ name: "id", in: "path" }],
  security: [["token"]],
  deprecated: true,
};

/** What `deleteLetter` takes. */
export interface DeleteLetterParams {
  id: string;
}

const downloadScanOperation: Operation = {
  id: "downloadScan",
  method: "GET",
  path: "/letters/{id}/scan",
  params: [{ name: "id", in: "path" }],
  answers: [{ status: "200", mediaType: "image/png", kind: "binary" }],
  security: [["token"]],
};

/** What `downloadScan` takes. */
export interface DownloadScanParams {
  id: string;
}

const trackOperation: Operation = {
  id: "track",
  method: "GET",
  path: "/tracking",
  answers: [{ status: "200", mediaType: "text/event-stream", kind: "events" }],
  security: [],
};

/** letters: Write and read letters. */
export class Letters {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** List letters */
  listLetters(params: ListLettersParams = {}, options?: RequestOptions): ApiPromise<models.Letter[]> {
    return this.#core.call(listLettersOperation, params, options);
  }

  /** The items of all pages of `listLetters`, fetched as they are asked for. */
  iterListLetters(params: ListLettersParams = {}, options?: RequestOptions): AsyncGenerator<models.Letter, void, undefined> {
    return this.#core.pages(listLettersOperation, params, options);
  }

  /**
   * Write a letter
   *
   * Creates a draft. It is not sent before `sendLetter`.
   *
   * Sizes are checked.
   */
  createLetter(params: CreateLetterParams, options?: RequestOptions): ApiPromise<models.Letter, { 422: models.Problem }> {
    return this.#core.call(createLetterOperation, params, options);
  }

  /** Read a letter */
  getLetter(params: GetLetterParams, options?: RequestOptions): ApiPromise<models.Letter, { "default": models.Problem }> {
    return this.#core.call(getLetterOperation, params, options);
  }

  /**
   * DELETE /letters/{id}
   * @deprecated
   */
  deleteLetter(params: DeleteLetterParams, options?: RequestOptions): ApiPromise<void> {
    return this.#core.call(deleteLetterOperation, params, options);
  }

  /** GET /letters/{id}/scan */
  downloadScan(params: DownloadScanParams, options?: RequestOptions): ApiPromise<Blob> {
    return this.#core.call(downloadScanOperation, params, options);
  }

  /** GET /tracking */
  track(options?: RequestOptions): ApiPromise<Stream<models.Letter>> {
    return this.#core.stream(trackOperation, {}, options);
  }
}
