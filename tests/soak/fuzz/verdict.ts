import { SECRET } from "../sandbox.ts";
import type { Reply } from "./exchange.ts";
import type { WireRequest } from "./wire-request.ts";

/** Says what is wrong with an answer, or `undefined` when nothing is. */
export function faultOf(request: WireRequest, { status, headers, body }: Reply): string | undefined {
  if (status >= 500 && status !== 507) {
    return `status ${status}: ${body.subarray(0, 500).toString("utf8")}`;
  }
  if (status === 0 && !request.raw) {
    return "no answer";
  }
  if (body.includes(SECRET)) {
    return "the answer holds what stands in a file outside of the data folder";
  }
  const { expected } = request;
  // Whoever guesses on is refused before the secret is looked at.
  const isHeldUp = expected?.subcode === 22 && status === 429;
  if (expected && status !== expected.status && !isHeldUp) {
    return `status ${status} where it must be ${expected.status}`;
  }
  if (request.raw || request.part !== "api" || request.method === "HEAD" || request.method === "OPTIONS") {
    return undefined;
  }
  // A refusal before the API is asked is plain text: a foreign host or page, a compressed body, headers that are too large.
  if ([403, 415, 431].includes(status) && !isJson(headers)) {
    return undefined;
  }
  // A download has no envelope.
  if (status === 200 && headers["content-disposition"] !== undefined) {
    return undefined;
  }
  return envelopeFault(status, body, isHeldUp ? undefined : expected?.subcode);
}

function isJson(headers: Reply["headers"]): boolean {
  return String(headers["content-type"]).startsWith("application/json");
}

function envelopeFault(status: number, body: Buffer, subcode: number | undefined): string | undefined {
  let envelope: { meta?: Record<string, unknown>; data?: unknown };
  try {
    envelope = JSON.parse(body.toString("utf8"));
  } catch {
    return `status ${status} without an envelope: ${body.subarray(0, 200).toString("utf8")}`;
  }
  const { meta, data } = envelope;
  if (typeof meta !== "object" || meta === null || !/^[0-9a-f]{32}$/.test(String(meta["id"]))) {
    return "the envelope has no id";
  }
  if (meta["result_code"] !== status) {
    return `the envelope says ${meta["result_code"]}, the status is ${status}`;
  }
  if (typeof meta["result_subcode"] !== "number" || typeof meta["result_msg"] !== "string") {
    return "the envelope has no subcode or no message";
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return "the envelope has no data";
  }
  if (subcode !== undefined && meta["result_subcode"] !== subcode) {
    return `subcode ${meta["result_subcode"]} where it must be ${subcode}`;
  }
  return undefined;
}
