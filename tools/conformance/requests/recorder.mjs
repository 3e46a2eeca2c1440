import { subscribe } from "node:diagnostics_channel";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { formOf } from "./request-form.mjs";

/**
 * Writes the requests that the embedded servers of this process answer into a folder: every form of request once.
 * Loaded ahead of a program with `node --import`.
 */
const folder = process.env["CLEARML_TS_RECORDED_REQUESTS"];

if (folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  const write = writerOf(join(folder, `${process.pid}.jsonl`));
  subscribe("clearml-ts:call", (message) => record(/** @type {ObservedCall} */ (message), write));
}

/**
 * @typedef {{ path: string, query: string, contentType: string, body: string, status: number }} ObservedCall
 * @typedef {{ endpoint: string, version: string, data: object, item: boolean }} RecordedRequest
 */

/**
 * @param {ObservedCall} call
 * @param {(request: RecordedRequest) => void} write
 */
function record({ path, query, contentType, body, status }, write) {
  const [, version = "", endpoint] = /^\/(?:v([\d.]+)\/)?([\w.]+)$/.exec(path) ?? [];
  if (endpoint === undefined || status >= 300) {
    return;
  }
  const item = contentType === "application/json-lines";
  for (const text of item ? body.split("\n") : [body || "{}"]) {
    if (text.trim() !== "") {
      const data = { ...JSON.parse(text), ...Object.fromEntries(new URLSearchParams(query)) };
      write({ endpoint, version, data, item });
    }
  }
}

/**
 * @param {string} path
 * @returns {(request: RecordedRequest) => void}
 */
function writerOf(path) {
  const seen = new Set();
  return (request) => {
    const form = formOf(request);
    if (!seen.has(form)) {
      seen.add(form);
      appendFileSync(path, `${JSON.stringify(request)}\n`);
    }
  };
}
