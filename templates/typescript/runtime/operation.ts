/** What an operation is on the wire: constants that the generated resources hand to the core. */

export type ParamLocation = "path" | "query" | "header" | "cookie" | "querystring";

/** One parameter: its name on the wire, the property that carries it (`key`, where it differs), how it is written. `fixed` is sent always. */
export interface Param {
  readonly name: string;
  readonly key?: string;
  readonly in: ParamLocation;
  readonly style?: string;
  readonly explode?: boolean;
  readonly contentType?: string;
  readonly allowReserved?: boolean;
  readonly fixed?: unknown;
}

export type BodyKind = "json" | "form" | "multipart" | "text" | "binary" | "xml" | "events" | "lines";

/** How one property of a form travels. Without `contentType`, `style` and `explode` decide. */
export interface PartEncoding {
  readonly property: string;
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

/** One media type of a request body. */
export interface Content {
  readonly mediaType: string;
  readonly kind: BodyKind;
  readonly encodings?: readonly PartEncoding[];
}

/** One media type of a response: status ("200", "2XX", "default") and how to read it. */
export interface Answer {
  readonly status: string;
  readonly mediaType: string;
  readonly kind: BodyKind;
}

/** How the pages of a list follow each other; `position` and `size` are properties of the parameters. */
export interface Paging {
  readonly kind: "page" | "offset" | "cursor" | "link";
  readonly position?: string;
  readonly size?: string;
  readonly items: readonly string[];
  readonly next: readonly string[];
  readonly first: number;
}

/** Everything about an operation but the values of one call. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly params?: readonly Param[];
  readonly contents?: readonly Content[];
  readonly answers?: readonly Answer[];
  readonly security?: readonly (readonly string[])[];
  readonly server?: string;
  readonly paging?: Paging;
  readonly idempotencyHeader?: string;
  readonly deprecated?: boolean;
}

/** Options of a single call, all optional. */
export interface RequestOptions {
  /** Milliseconds until an attempt is given up; 0: never. */
  timeout?: number;
  /** Attempts after the first. */
  maxRetries?: number;
  /** Headers on top of all others; null removes one. */
  headers?: Readonly<Record<string, string | null>>;
  /** Query parameters that the description does not know. */
  query?: Readonly<Record<string, string>>;
  /** Makes a write safe to repeat. */
  idempotencyKey?: string;
  /** One of the media types of the body; the first one otherwise. */
  contentType?: string;
  baseUrl?: string;
  signal?: AbortSignal;
}
