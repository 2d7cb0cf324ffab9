// Courier Mail API. Generated from the description of the API; changes are lost.

import type * as models from "./models.js";

/** A letter arrived. */
export type LetterArrivedPayload = models.Letter;

/** Read the body of such a request. Check its signature first. */
export function parseLetterArrived(body: string): LetterArrivedPayload {
  return JSON.parse(body) as LetterArrivedPayload;
}
