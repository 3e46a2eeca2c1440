import type { Envelope } from "@clearml-ts/protocol";

/** Reads the envelope of an answer; undefined when the answer is not one of an API server. */
export function readEnvelope(text: string): Envelope<unknown> | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isEnvelope(answer) ? answer : undefined;
}

function isEnvelope(answer: unknown): answer is Envelope<unknown> {
  const meta = (answer as Partial<Envelope<unknown>> | null)?.meta;
  return typeof meta?.result_code === "number" && typeof meta.result_msg === "string";
}
