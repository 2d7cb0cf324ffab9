// Courier Mail API. Generated from the description of the API; changes are lost.

import type { FileInput } from "./runtime/bodies.js";

/** A letter, sent or not. */
export interface Letter {
  id: string;
  /** What it is about. */
  subject: string;
  class: Class;
  /** When it left; null for drafts. */
  sent_at?: string | null;
  list?: string[];
  "reply-to"?: Letter;
  attachment?: Attachment;
  stamps?: [string, number];
  settings?: LetterSettings;
}

/**
 * A letter, sent or not.
 *
 * As it is sent.
 */
export interface LetterInput {
  /** What it is about. */
  subject: string;
  class: Class;
  /** When it left; null for drafts. */
  sent_at?: string | null;
  list?: string[];
  "reply-to"?: LetterInput;
  attachment?: Attachment;
  stamps?: [string, number];
  settings?: LetterSettings;
}

/** How fast it travels. */
export type Class = "first" | "second" | (string & {});

export type Attachment = Photo | Note;

export interface Base {
  kind: string;
  added?: string;
}

export interface Photo {
  kind: "Photo";
  added?: string;
  data?: string;
}

export interface Note {
  kind: "Note";
  added?: string;
  text?: string;
}

export type Tree = { [key: string]: Tree };

export interface Problem {
  message?: string;
}

export interface ListLettersFilter {
  before?: string;
}

export interface CreateLetterBodyFormData {
  letter?: LetterInput;
  scan?: FileInput;
}

export interface LetterSettings {
  /** Default: "blue" */
  color?: string;
}
