import { isUtf8 } from "node:buffer";
import { setImmediate as nextTurn } from "node:timers/promises";
import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { isObject } from "../../values/is-object.ts";
import { TimeSlices } from "../../values/time-slices.ts";
import { hasMoreMarks, MAX_JSON_MARKS } from "./json-size.ts";
import { isNestedDeeper } from "./nesting.ts";
import { type PythonJsonReading, parsePythonJson } from "./python-json.ts";
import { mergeQuery } from "./query.ts";
import { readBytes } from "./read-bytes.ts";
import { wholeCharacters } from "./whole-characters.ts";

/** The body of a call, read. */
export interface CallBody {
  readonly data: Record<string, unknown>;
  /** The objects of a JSON-lines body, empty lines left out; empty for any other. */
  readonly lines: readonly Record<string, unknown>[];
}

/** How a body is read. */
export interface ReadBodyOptions {
  /** Turns texts into those that are kept. */
  readonly keep: (text: string) => string;
}

/** The official clients cut their batches at 15 MiB; what is much larger than that is a mistake. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A body up to this size is read in one go: that takes a few milliseconds. */
const QUICK_BYTES = 1024 * 1024;

/** Forms are what a person types in, or a few numbers; reading one costs much more than reading JSON. */
const MAX_FORM_BYTES = 512 * 1024;

/** More than the official clients' largest batch could hold. */
const MAX_ITEMS = 300_000;

/** Deeper values cannot be written back without risking the stack. */
const MAX_DEPTH = 200;

/**
 * Reads the body of a call: JSON whatever the content type says, lines of JSON for exactly `application/json-lines`,
 * with the query string merged in. A large body is read in steps, between which others are answered.
 *
 * @throws {@link ApiFailure} 400/0 when it cannot be read, 413/0 when it is too large.
 */
export async function readBody(request: Request, query: URLSearchParams, { keep }: ReadBodyOptions): Promise<CallBody> {
  const bytes = await readBodyBytes(request);
  const pause = async () => {
    if (bytes.length > QUICK_BYTES) {
      await nextTurn();
    }
  };
  const decoded = decode(bytes);
  await pause();
  const text = keep(wholeCharacters(decoded));
  await pause();
  const merge = (params: URLSearchParams, data: Record<string, unknown>) =>
    mergeQuery(new URLSearchParams([...params].map(([name, value]): [string, string] => [name, keep(value)])), data);
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType === "application/json-lines") {
    return { data: {}, lines: await parseLines(text) };
  }
  if (contentType.startsWith("application/x-www-form-urlencoded") && !/^\s*[{[n]/.test(text)) {
    if (text.length > MAX_FORM_BYTES) {
      throw tooLarge(`at most ${MAX_FORM_BYTES} bytes are taken as a form: send JSON`);
    }
    return { data: merge(new URLSearchParams(text), merge(query, {})), lines: [] };
  }
  limitMarks(text, "the body");
  await pause();
  return { data: merge(query, parseObject(text)), lines: [] };
}

function decode(bytes: Buffer): string {
  // A decoder that checks would make a text of two bytes a character, which everything after it pays for.
  if (!isUtf8(bytes)) {
    throw new ApiFailure(results.badRequest, { detail: "the body is not UTF-8 text" });
  }
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

async function readBodyBytes(request: Request): Promise<Buffer> {
  const bytes = await readBytes(request, MAX_BODY_BYTES).catch((cause: unknown) => {
    throw new ApiFailure(results.badRequest, { detail: "the body broke off", cause });
  });
  if (!bytes) {
    throw tooLarge(`at most ${MAX_BODY_BYTES} bytes are taken in one call`);
  }
  return bytes;
}

function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === "") {
    return {};
  }
  const value = parseJson(text, "the body");
  if (value === null) {
    return {};
  }
  if (!isObject(value)) {
    throw new ApiFailure(results.badRequest, { detail: "the body is not a JSON object" });
  }
  return value;
}

async function parseLines(text: string): Promise<Record<string, unknown>[]> {
  const slices = new TimeSlices();
  const items: Record<string, unknown>[] = [];
  let number = 0;
  // Not by split(): of a batch of empty lines it makes an array many times as large.
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    number += 1;
    end = text.indexOf("\n", start);
    if (end === -1) {
      end = text.length;
    }
    const line = text.slice(start, end);
    if (line.trim() === "") {
      continue;
    }
    limitMarks(line, `line ${number}`);
    if (slices.isOver) {
      await slices.next();
    }
    const item = parseJson(line, `line ${number}`, { nonFiniteAsText: true });
    if (!isObject(item)) {
      throw new ApiFailure(results.badRequest, { detail: `line ${number} is not a JSON object` });
    }
    if (items.length === MAX_ITEMS) {
      throw tooLarge(`at most ${MAX_ITEMS} items are taken in one batch`);
    }
    items.push(item);
  }
  return items;
}

function limitMarks(text: string, what: string): void {
  if (hasMoreMarks(text, MAX_JSON_MARKS)) {
    throw tooLarge(`${what} has more than ${MAX_JSON_MARKS} values, keys and brackets`);
  }
}

function parseJson(text: string, what: string, reading?: PythonJsonReading): unknown {
  if (isNestedDeeper(text, MAX_DEPTH)) {
    throw new ApiFailure(results.badRequest, { detail: `${what} is nested more than ${MAX_DEPTH} levels deep` });
  }
  try {
    return parsePythonJson(text, reading);
  } catch (cause) {
    throw new ApiFailure(results.badRequest, { detail: `${what} is not valid JSON`, cause });
  }
}

function tooLarge(detail: string): ApiFailure {
  return new ApiFailure({ code: 413, subcode: 0, text: "Request is too large" }, { detail });
}
