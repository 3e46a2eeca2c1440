import { API_VERSION } from "@clearml-ts/protocol";
import { runOfficial } from "../official/run-official.ts";
import type { RecordedRequest } from "./read-requests.ts";

/** The official server's opinion of one request. */
export interface Verdict {
  /** The refusal by the request model; `null` when it fits. */
  readonly model: string | null;
  /** The first deviation from the written schema, which the official server checks for three endpoints only. */
  readonly schema: string | null;
  /** The answer when everything that the request names exists; absent for an endpoint that is not official. */
  readonly answer: Answer | null;
}

export interface Answer {
  /** Code and subcode, such as `400/12`. */
  readonly code: string;
  readonly message: string;
  /** Whether the form of the request is the reason of a refusal, and not the state of the server. */
  readonly refused: boolean;
  /** Whether the call failed only because a part of the official server is missing here, after all checks. */
  readonly passed: boolean;
}

/** Asks the server of a checkout about requests. */
export function judge(checkout: string, requests: readonly RecordedRequest[]): Verdict[] {
  const asked = requests.map(({ version, ...request }) => ({ ...request, version: version || API_VERSION }));
  return runOfficial<Verdict>(checkout, "validate.py", asked);
}
