/** Streams: Server-Sent Events and lines of JSON. */

/** One Server-Sent Event (WHATWG HTML §9.2): its type, its data, the last id. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string;
  readonly retry?: number;
}

/** Lines to events, by the rules of WHATWG HTML §9.2.6. */
export class EventParser {
  #data: string[] = [];
  #event = "";
  #id = "";
  #retry: number | undefined;

  /** Take one line without its end; an empty one completes an event. */
  feed(line: string): ServerEvent | undefined {
    if (line === "") {
      if (this.#data.length === 0) {
        this.#event = "";
        return undefined;
      }
      const event: ServerEvent = {
        event: this.#event || "message",
        data: this.#data.join("\n"),
        id: this.#id,
        ...(this.#retry === undefined ? {} : { retry: this.#retry }),
      };
      this.#data = [];
      this.#event = "";
      this.#retry = undefined;
      return event;
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const rest = colon < 0 ? "" : line.slice(colon + 1);
    const value = rest.startsWith(" ") ? rest.slice(1) : rest;
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.#retry = Number(value);
    return undefined;
  }
}

/** The items of a streamed response, as they arrive; `events()` gives Server-Sent Events with type and id. */
export class Stream<T> implements AsyncIterable<T> {
  readonly response: Response;
  readonly #kind: "events" | "lines";

  constructor(response: Response, kind: "events" | "lines") {
    this.response = response;
    this.#kind = kind;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    if (this.#kind === "lines") {
      for await (const line of this.#lines()) if (line.trim() !== "") yield JSON.parse(line) as T;
      return;
    }
    for await (const event of this.events()) if (event.data !== "[DONE]") yield read(event.data) as T;
  }

  /** The events of a stream of events. */
  async *events(): AsyncGenerator<ServerEvent, void, undefined> {
    const parser = new EventParser();
    for await (const line of this.#lines()) {
      const event = parser.feed(line);
      if (event !== undefined) yield event;
    }
  }

  /** Let go of the connection. */
  async close(): Promise<void> {
    if (this.response.body !== null && !this.response.body.locked) await this.response.body.cancel();
  }

  async *#lines(): AsyncGenerator<string, void, undefined> {
    if (this.response.body === null) return;
    const reader = this.response.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for (;;) {
        const { done, value } = await reader.read();
        rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
        const held = !done && rest.endsWith("\r") ? 1 : 0; // its line feed may be in the next piece
        const lines = rest.slice(0, rest.length - held).split(/\r\n|\r|\n/);
        rest = (lines.pop() ?? "") + rest.slice(rest.length - held);
        yield* lines;
        if (done) {
          if (rest !== "") yield rest;
          return;
        }
      }
    } finally {
      await reader.cancel().catch(() => undefined); // a connection that broke can't be cancelled any more
    }
  }
}

/** What an event holds: JSON, or the text itself. */
function read(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
