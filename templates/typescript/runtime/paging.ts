/** Following the pages of a list. */

import type { Paging } from "./operation.js";
import type { Answered } from "./promise.js";

type Values = Readonly<Record<string, unknown>>;

/** A call that can be repeated with other parameters: `(params) => client.users.listUsers(params)`. */
export type PageCall<Params, Page> = (params: Params) => { withResponse(): Promise<Answered<Page>> };

/**
 * The items of all pages of a call whose paging the description does not tell. `position` is the parameter that moves,
 * `items` the path of property names to the list (empty: the body is the list), `next` the one to the next cursor.
 */
export async function* paginate<Item, Params extends object, Page>(
  call: PageCall<Params, Page>,
  params: Params,
  how: Pick<Paging, "kind"> & Partial<Paging>,
): AsyncGenerator<Item, void, undefined> {
  const paging: Paging = { items: [], next: [], first: 1, ...how };
  let values = params as Values;
  for (;;) {
    const { data, response } = await call(values as Params).withResponse();
    yield* itemsOf(paging, data) as readonly Item[];
    const following = nextPage(paging, values, data, response);
    if (following === undefined) return;
    values = "url" in following ? { ...values, ...Object.fromEntries(new URL(following.url).searchParams) } : following.values;
  }
}

/** Where the next page is: other values for the call, or a URL that the server named. */
export type NextPage = { readonly values: Values } | { readonly url: string } | undefined;

/** The value at a path of property names; undefined where there is none. */
export function dig(payload: unknown, path: readonly string[]): unknown {
  let found = payload;
  for (const name of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.hasOwn(found, name) ? (found as Record<string, unknown>)[name] : undefined;
  }
  return found;
}

/** The items of a page. */
export function itemsOf(paging: Paging, payload: unknown): readonly unknown[] {
  const found = dig(payload, paging.items);
  return Array.isArray(found) ? (found as unknown[]) : [];
}

/** The page after the one that `values` asked for, or undefined at the end. */
export function nextPage(paging: Paging, values: Values, payload: unknown, response: Response): NextPage {
  const items = itemsOf(paging, payload);
  if (paging.kind === "link") {
    const link = response.headers.get("link");
    const url = link === null ? undefined : nextLink(link);
    if (url !== undefined) return { url: new URL(url, response.url).href };
    if (link !== null) return undefined;
  }
  if (items.length === 0 || paging.position === undefined) return undefined;
  const current = values[paging.position];
  if (paging.kind === "cursor") {
    const cursor = paging.next.length > 0 ? dig(payload, paging.next) : dig(items.at(-1), ["id"]);
    const more = paging.next.length > 0 || dig(payload, ["has_more"]) !== false;
    return cursor && more && cursor !== current ? { values: { ...values, [paging.position]: cursor } } : undefined;
  }
  const size = paging.size === undefined ? undefined : values[paging.size];
  if (typeof size === "number" && items.length < size) return undefined;
  const start = Number(current ?? (paging.kind === "offset" ? 0 : paging.first));
  const following = start + (paging.kind === "offset" ? items.length : 1);
  return { values: { ...values, [paging.position]: following } };
}

/** The target of `rel="next"` in a Link header (RFC 8288 §3). */
export function nextLink(header: string): string | undefined {
  for (const [, url, rest] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^;,="]+(?:=(?:"[^"]*"|[^;,"]*))?)*)/g)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^;,"\s]+))/i.exec(rest ?? "");
    if ((relation?.[1] ?? relation?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) return url;
  }
  return undefined;
}
