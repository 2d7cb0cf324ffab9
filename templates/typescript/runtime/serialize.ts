/** Parameters on the wire: every style and explode of OpenAPI 3.1 §4.8.12. */

import { ConfigurationError } from "./errors.js";
import type { Param } from "./operation.js";

const RESERVED = ":/?#[]@!$&'()*+,;=";
const DELIMITERS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["spaceDelimited", "%20"],
  ["pipeDelimited", "%7C"],
]);

type Plain = Readonly<Record<string, unknown>>;

/** JSON without white space. */
export function compact(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

/** A plain value as text. */
export function scalar(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return compact(value);
  return String(value);
}

/** Percent-encoding of everything but unreserved characters (RFC 3986 §2.3), and reserved ones where they may stay. */
export function quote(text: string, reserved = false): string {
  let made = "";
  for (const char of text.replace(/\p{Surrogate}/gu, "\ufffd")) {
    made += reserved && RESERVED.includes(char) ? char : /[!'()*]/.test(char) ? percent(char) : encodeURIComponent(char);
  }
  return made;
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Percent-encoding of HTML forms: like {@link quote}, spaces become plus signs. */
export function quoteForm(text: string): string {
  return quote(text).replaceAll("%20", "+");
}

/** Whether a value is written property by property. */
export function isRecord(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function entries(value: Plain): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function flat(value: Plain, reserved: boolean): string[] {
  return entries(value).flatMap(([key, item]) => [quote(key, reserved), quote(scalar(item), reserved)]);
}

function exploded(param: Param): boolean {
  const style = param.style ?? (param.in === "query" || param.in === "cookie" ? "form" : "simple");
  return param.explode ?? (style === "form" || style === "cookie");
}

/** A value in the path: simple, label or matrix. */
export function inPath(param: Param, given: unknown): string {
  const value = param.contentType ? compact(given) : given;
  const style = param.style ?? "simple";
  const explode = exploded(param);
  const name = quote(param.name);
  const prefix = style === "label" ? "." : style === "matrix" ? ";" : "";
  const separator = style !== "simple" && explode ? prefix || "," : ",";
  const reserved = param.allowReserved ?? false;
  if (Array.isArray(value)) {
    const items = value.map((item) => quote(scalar(item), reserved));
    if (style === "matrix") {
      return `;${explode ? items.map((item) => `${name}=${item}`).join(";") : `${name}=${items.join(",")}`}`;
    }
    return prefix + items.join(separator);
  }
  if (isRecord(value)) {
    if (explode) {
      const pairs = entries(value).map(([key, item]) => `${quote(key)}=${quote(scalar(item), reserved)}`);
      return prefix + pairs.join(separator);
    }
    const joined = flat(value, reserved).join(",");
    return style === "matrix" ? `;${name}=${joined}` : prefix + joined;
  }
  const text = quote(scalar(value), reserved);
  return style === "matrix" ? `;${name}=${text}` : prefix + text;
}

/** A path with its parameters written; a value that would change which path it is (empty, "." or "..") is refused. */
export function fillPath(path: string, written: ReadonlyMap<string, string>, operation: string): string {
  return path.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = written.get(name);
    if (value === undefined) return whole;
    if (value === "" || value === "." || value === "..") {
      throw new ConfigurationError(`The path parameter "${name}" of ${operation} can't be "${value}"`);
    }
    return value;
  });
}

/** A value in the query string: `name=value` pairs, already encoded. */
export function inQuery(param: Param, value: unknown): string[] {
  const name = quote(param.name);
  const reserved = param.allowReserved ?? false;
  if (param.contentType) return [`${name}=${quote(compact(value), reserved)}`];
  const style = param.style ?? "form";
  const explode = exploded(param);
  if (style === "deepObject" && (Array.isArray(value) || isRecord(value))) {
    return deep(param.name, value).map(([key, text]) => `${quote(key)}=${quote(text, reserved)}`);
  }
  const delimiter = DELIMITERS.get(style) ?? ",";
  if (Array.isArray(value)) {
    const items = value.map((item) => quote(scalar(item), reserved));
    return explode ? items.map((item) => `${name}=${item}`) : [`${name}=${items.join(delimiter)}`];
  }
  if (isRecord(value)) {
    if (explode) {
      const set = entries(value).filter(([, item]) => item !== null);
      return set.map(([key, item]) => `${quote(key)}=${quote(scalar(item), reserved)}`);
    }
    return [`${name}=${flat(value, reserved).join(delimiter)}`];
  }
  return [`${name}=${quote(scalar(value), reserved)}`];
}

/** The whole query string of a `querystring` parameter (OpenAPI 3.2). */
export function inQueryString(param: Param, value: unknown): string {
  if (typeof value === "string") return value;
  if (param.contentType === "application/x-www-form-urlencoded" && isRecord(value)) {
    return entries(value).map(([key, item]) => `${quoteForm(key)}=${quoteForm(scalar(item))}`).join("&");
  }
  return quote(compact(value));
}

/** Nested values as bracketed names: `a[b]=1`, `a[]=1` for plain items, `a[0][b]=1` for objects in a list. */
export function deep(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    const nested = value.some((item) => Array.isArray(item) || isRecord(item));
    return value.flatMap((item, index) => deep(`${name}[${nested ? index : ""}]`, item));
  }
  if (isRecord(value)) return entries(value).flatMap(([key, item]) => deep(`${name}[${key}]`, item));
  return [[name, scalar(value)]];
}

/** A value in a header: style simple, nothing percent-encoded. */
export function inHeader(param: Param, given: unknown): string {
  const value = param.contentType ? compact(given) : given;
  if (Array.isArray(value)) return value.map(scalar).join(",");
  if (isRecord(value)) {
    if (exploded(param)) return entries(value).map(([key, item]) => `${key}=${scalar(item)}`).join(",");
    return entries(value).flatMap(([key, item]) => [key, scalar(item)]).join(",");
  }
  return scalar(value);
}

/** A value in the Cookie header: `name=value` pairs. */
export function inCookie(param: Param, given: unknown): string[] {
  const value = param.contentType ? compact(given) : given;
  const explode = exploded(param);
  if (Array.isArray(value)) {
    const items = value.map((item) => quote(scalar(item)));
    return explode ? items.map((item) => `${param.name}=${item}`) : [`${param.name}=${items.join(",")}`];
  }
  if (isRecord(value)) {
    if (explode) return entries(value).map(([key, item]) => `${key}=${quote(scalar(item))}`);
    return [`${param.name}=${flat(value, false).join(",")}`];
  }
  return [`${param.name}=${quote(scalar(value))}`];
}
