// Courier Mail API. Generated from the description of the API; changes are lost.

import type { Core } from "../runtime/core.js";
import type { Operation, RequestOptions } from "../runtime/operation.js";
import type { ApiPromise } from "../runtime/promise.js";

const listOperation: Operation = {
  id: "list",
  method: "POST",
  path: "/list/",
  params: [{ name: "Action", in: "query", fixed: "Drop" }, { name: "self", in: "query" }, { name: "body", key: "body_", in: "query" }, { name: "timeout", in: "query" }, { name: "2fa", key: "x2Fa", in: "header" }],
  answers: [{ status: "200", mediaType: "application/json", kind: "json" }],
  security: [["token"]],
};

/** What `list` takes. */
export interface ListParams {
  self: string;
  body_?: number;
  timeout?: number;
  x2Fa?: boolean;
}

/** list: Words that Python has a use for. */
export class List {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** POST /list/ */
  list(params: ListParams, options?: RequestOptions): ApiPromise<string[]> {
    return this.#core.call(listOperation, params, options);
  }
}
