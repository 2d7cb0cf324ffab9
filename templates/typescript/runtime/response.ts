/** From a response to what it holds. */

import { ApiError } from "./errors.js";
import type { Answer, Operation } from "./operation.js";

const STREAMED: readonly string[] = ["events", "lines"];

/** Whether a media type is read item by item. */
export function isStreamed(answer: Answer): boolean {
  return STREAMED.includes(answer.kind);
}

/** The Accept header: what the description says the answers are, streams left out. */
export function acceptOf(operation: Operation): string {
  const media = (operation.answers ?? []).filter((one) => one.mediaType !== "" && !isStreamed(one));
  return [...new Set(media.map((one) => one.mediaType))].join(", ") || "*/*";
}

function mediaTypeOf(text: string): string {
  return (text.split(";")[0] ?? "").trim().toLowerCase();
}

/** The stated answer that fits a response best: its status, its range, the default; then its media type. */
export function findAnswer(answers: readonly Answer[], response: Response): Answer | undefined {
  const status = String(response.status);
  const media = mediaTypeOf(response.headers.get("content-type") ?? "");
  for (const wanted of [status, `${status[0]}XX`, "default"]) {
    const same = answers.filter((one) => one.status.toUpperCase() === wanted.toUpperCase());
    if (same.length > 0) return same.find((one) => mediaTypeOf(one.mediaType) === media) ?? same[0];
  }
  return undefined;
}

/** The body of a response in the form that the description states; JSON that nobody described is JSON too. */
export async function readBody(operation: Operation, response: Response): Promise<unknown> {
  const answer = findAnswer(operation.answers ?? [], response);
  const media = mediaTypeOf(response.headers.get("content-type") ?? "");
  if (answer?.kind === "binary") return response.blob();
  const text = await response.text();
  if (text === "") return undefined;
  const isJson = /[/+]json$/.test(media);
  if (!isJson && (answer === undefined ? media !== "" : answer.kind !== "json")) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (isJson && response.ok) throw new ApiError("The response is not the JSON it claims to be", response, text);
    return text;
  }
}
