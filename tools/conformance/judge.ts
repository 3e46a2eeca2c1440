import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { API_VERSION } from "@clearml-ts/protocol";
import { pythonEnvironment } from "../python/environment.ts";
import type { RecordedRequest } from "./requests.ts";

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

/** Asks the server of a checkout about requests, in a virtual environment that is made once. */
export function judge(checkout: string, requests: readonly RecordedRequest[]): Verdict[] {
  const required = readFileSync(join(checkout, "apiserver/requirements.txt"), "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
  const python = pythonEnvironment(import.meta.dirname, [...required, "fakeredis", "mongomock"]);
  const lines = requests.map(({ version, ...request }) =>
    JSON.stringify({ ...request, version: version || API_VERSION }),
  );
  const { status, stdout } = spawnSync(python, [join(import.meta.dirname, "validate.py"), checkout], {
    input: lines.join("\n"),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) {
    throw new Error(`The server of ${checkout} could not be asked: Python ended with ${status}.`);
  }
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Verdict);
}
