// Courier Mail API. Generated from the description of the API; changes are lost.

import { clientCredentials, fromEnvironment } from "./runtime/auth.js";
import type { Token } from "./runtime/auth.js";
import { Core } from "./runtime/core.js";
import type { CoreOptions } from "./runtime/core.js";
import { Letters } from "./resources/letters.js";
import { List } from "./resources/list.js";

/** Options of the client, all optional. */
export interface CourierMailOptions extends CoreOptions {
  /** Bearer token. Environment variable: COURIER_MAIL_TOKEN. */
  token?: Token;
  /** OAuth 2 client id. Environment variable: COURIER_MAIL_CLIENT_ID. */
  clientId?: string;
  /** OAuth 2 client secret. Environment variable: COURIER_MAIL_CLIENT_SECRET. */
  clientSecret?: string;
  /** OAuth 2 scopes to ask for. */
  scopes?: readonly string[];
  /** Another OAuth 2 token endpoint than the described one. */
  tokenUrl?: string;
}

/** What resources share: for programs that bundle single resources, `new Resource(createCore(options))`. */
export function createCore(options: CourierMailOptions = {}): Core {
  const given = {
    token: options.token ?? fromEnvironment("COURIER_MAIL_TOKEN"),
    clientId: options.clientId ?? fromEnvironment("COURIER_MAIL_CLIENT_ID"),
    clientSecret: options.clientSecret ?? fromEnvironment("COURIER_MAIL_CLIENT_SECRET"),
  };
  const baseUrl = options.baseUrl ?? fromEnvironment("COURIER_MAIL_BASE_URL");
  return new Core(options, {
    baseUrl: baseUrl ?? "https://eu.courier.example/v2",
    baseUrlGiven: baseUrl !== undefined,
    userAgent: "courier-mail/2.1.0 typescript",
    schemes: [
      { id: "token", kind: "bearer", value: given.token },
      { id: "machine", kind: "bearer", value: given.token ?? clientCredentials(given.clientId, given.clientSecret, options.tokenUrl ?? "https://courier.example/token", options.scopes) },
    ],
  });
}

/** Courier Mail API */
export class CourierMail {
  readonly core: Core;
  readonly letters: Letters;
  readonly list: List;

  constructor(options: CourierMailOptions = {}) {
    this.core = createCore(options);
    this.letters = new Letters(this.core);
    this.list = new List(this.core);
  }
}
