/** Request bodies: JSON, forms, multipart, text, raw bytes, lines. */

import { ConfigurationError } from "./errors.js";
import type { Content, PartEncoding } from "./operation.js";
import { compact, deep, isRecord, quoteForm, scalar } from "./serialize.js";

/** Content of a file: in Node.js `await openAsBlob(path)` of `node:fs` reads it piece by piece. */
export type FileContent = Blob | Uint8Array | ArrayBuffer | string;

/** A file with a name and a content type of its own. */
export interface NamedFile {
  readonly data: FileContent;
  readonly name?: string;
  readonly type?: string;
}

/** A file to send inside a form. */
export type FileInput = FileContent | NamedFile;

/** A body that is sent as it is. */
export type RawBody = FileContent | ReadableStream<Uint8Array>;

/** A body that is ready to be sent; `mediaType` belongs into the Content-Type header. */
export interface WrittenBody {
  readonly mediaType: string;
  readonly data: BodyInit;
  readonly repeatable: boolean;
}

const FALLBACKS: Readonly<Record<string, string>> = { json: "application/json", text: "text/plain" };

/** A body as one media type. */
export function writeBody(content: Content, body: unknown): WrittenBody {
  const wild = content.mediaType.includes("*");
  const mediaType = wild ? (FALLBACKS[content.kind] ?? "application/octet-stream") : content.mediaType;
  const written = (data: unknown, type = mediaType): WrittenBody => ({
    mediaType: type,
    data: data as BodyInit,
    repeatable: !(data instanceof ReadableStream),
  });
  if (content.kind === "json") return written(compact(body));
  if (content.kind === "form") return written(form(content, fields(body)).join("&"));
  if (content.kind === "multipart") return multipart(content, fields(body), mediaType);
  if ((content.kind === "lines" || content.kind === "events") && Array.isArray(body)) {
    return written(body.map((item) => `${compact(item)}\n`).join(""));
  }
  if (typeof body === "string" || isBytes(body) || body instanceof ReadableStream) return written(body);
  if (isNamedFile(body)) return written(body.data, body.type || mediaType);
  if (typeof body === "function" || typeof body === "symbol") {
    throw new ConfigurationError(`A body of type ${typeof body} can't be sent as ${mediaType}`);
  }
  return written(compact(body));
}

function isBytes(value: unknown): value is Blob | Uint8Array | ArrayBuffer {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function isNamedFile(value: unknown): value is NamedFile {
  if (!isRecord(value)) return false;
  const data = value["data"];
  return isBytes(data) || (typeof data === "string" && (typeof value["name"] === "string" || typeof value["type"] === "string"));
}

function fields(body: unknown): [string, unknown][] {
  if (!isRecord(body)) throw new ConfigurationError("A form takes an object with a property for each field");
  return Object.entries(body).filter(([, value]) => value !== undefined);
}

function encodingOf(content: Content, name: string): PartEncoding | undefined {
  return content.encodings?.find((one) => one.property === name);
}

function form(content: Content, given: [string, unknown][]): string[] {
  const pairs: [string, string][] = [];
  for (const [name, value] of given) pairs.push(...formField(name, value, encodingOf(content, name)));
  return pairs.map(([name, value]) => `${quoteForm(name)}=${quoteForm(value)}`);
}

function formField(name: string, value: unknown, encoding: PartEncoding | undefined): [string, string][] {
  const repeated = (items: readonly unknown[]): [string, string][] => items.map((item) => [name, scalar(item)]);
  if (encoding === undefined || encoding.contentType) {
    const plain = Array.isArray(value) && !value.some((item) => Array.isArray(item) || isRecord(item));
    return plain ? repeated(value as unknown[]) : [[name, scalar(value)]];
  }
  const explode = encoding.explode ?? true;
  if (encoding.style === "deepObject" && (Array.isArray(value) || isRecord(value))) return deep(name, value);
  if (Array.isArray(value)) {
    if (explode) return repeated(value);
    const delimiter = encoding.style === "spaceDelimited" ? " " : encoding.style === "pipeDelimited" ? "|" : ",";
    return [[name, value.map(scalar).join(delimiter)]];
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (explode) return entries.map(([key, item]) => [key, scalar(item)]);
    return [[name, entries.flatMap(([key, item]) => [key, scalar(item)]).join(",")]];
  }
  return [[name, scalar(value)]];
}

/** A multipart body as one Blob: parts that are Blobs are referred to, not copied, and the whole can be sent again. */
function multipart(content: Content, given: [string, unknown][], mediaType: string): WrittenBody {
  const boundary = `----${crypto.randomUUID().replaceAll("-", "")}`;
  const pieces: unknown[] = [];
  for (const [name, value] of given) {
    const stated = (encodingOf(content, name)?.contentType ?? "").split(",")[0]?.trim() ?? "";
    const media = stated.includes("*") ? "" : stated;
    const items = Array.isArray(value) && media !== "application/json" ? (value as unknown[]) : [value];
    for (const item of items) {
      if (item === null || item === undefined) continue;
      const part = partOf(name, item, media);
      const file = part.file === undefined ? "" : `; filename="${attribute(part.file)}"`;
      const type = part.type ? `Content-Type: ${part.type.replace(/[\r\n]+/g, " ")}\r\n` : "";
      pieces.push(`--${boundary}\r\nContent-Disposition: form-data; name="${attribute(name)}"${file}\r\n${type}\r\n`, part.data, "\r\n");
    }
  }
  pieces.push(`--${boundary}--\r\n`);
  const base = mediaType.split(";")[0]?.trim() || "multipart/form-data";
  return { mediaType: `${base}; boundary=${boundary}`, data: new Blob(pieces as BlobPart[]), repeatable: true };
}

function attribute(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function partOf(name: string, item: unknown, media: string): { file?: string; type: string; data: unknown } {
  const octets = "application/octet-stream";
  if (typeof File !== "undefined" && item instanceof File) return { file: item.name, type: item.type || media || octets, data: item };
  if (item instanceof Blob) return { file: name, type: item.type || media || octets, data: item };
  if (isBytes(item)) return { file: name, type: media || octets, data: item };
  if (isNamedFile(item)) {
    const type = item.type || (item.data instanceof Blob ? item.data.type : "") || media || octets;
    return { file: item.name ?? name, type, data: item.data };
  }
  if (isRecord(item) || Array.isArray(item)) return { type: media || "application/json", data: compact(item) };
  return { type: media, data: scalar(item) };
}
