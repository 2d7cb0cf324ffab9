/** What a call returns: a promise of the parsed body, with ways to the response itself. */

import { ApiError } from "./errors.js";

/** A parsed body beside the response that it came in. */
export interface Answered<T> {
  readonly data: T;
  readonly response: Response;
}

/** The outcome of a call as a value: `error.bodyFor(404)` has the type that the description states. */
export type Outcome<T, Bodies> =
  | { readonly ok: true; readonly data: T; readonly response: Response }
  | { readonly ok: false; readonly error: ApiError<Bodies>; readonly response: Response };

/** A call under way. It starts at once; await it for the parsed body. */
export class ApiPromise<T, Bodies = unknown> implements Promise<T> {
  readonly [Symbol.toStringTag] = "ApiPromise";
  readonly #run: (raw: boolean) => Promise<Answered<T>>;
  #raw = false;
  #started: Promise<Answered<T>> | undefined;

  constructor(run: (raw: boolean) => Promise<Answered<T>>) {
    this.#run = run;
    queueMicrotask(() => void this.#start()); // asResponse() in the same breath decides whether the body is read
  }

  /** The parsed body and the response. */
  withResponse(): Promise<Answered<T>> {
    return this.#start();
  }

  /** The response, its body unread: for large downloads. An error status still throws. */
  asResponse(): Promise<Response> {
    if (this.#started === undefined) this.#raw = true;
    return this.#start().then((answered) => answered.response);
  }

  /** The outcome as a value: errors of the server are returned, everything else is thrown. */
  async result(): Promise<Outcome<T, Bodies>> {
    try {
      const { data, response } = await this.#start();
      return { ok: true, data, response };
    } catch (error) {
      if (error instanceof ApiError) return { ok: false, error: error as ApiError<Bodies>, response: error.response };
      throw error;
    }
  }

  then<Done = T, Failed = never>(
    done?: ((value: T) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.#start().then((answered) => answered.data).then(done, failed);
  }

  catch<Failed = never>(failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null): Promise<T | Failed> {
    return this.then(undefined, failed);
  }

  finally(after?: (() => void) | null): Promise<T> {
    return this.then().finally(after);
  }

  #start(): Promise<Answered<T>> {
    this.#started ??= this.#run(this.#raw);
    return this.#started;
  }
}
