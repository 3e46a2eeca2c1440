import { expect, test } from "vitest";
import { lastMove } from "./program-end.ts";

const here = { isAgents: false, isStopped: false };
const error = new Error("boom");

test.each([
  [{ kind: "finished", exitCode: 0 }, { status: "completed" }],
  [
    { kind: "finished", exitCode: 3 },
    { status: "failed", reason: "Exit code 3" },
  ],
  [{ kind: "exited", exitCode: 0 }, { status: "completed" }],
  [
    { kind: "exited", exitCode: 1 },
    { status: "failed", reason: "Exit code 1" },
  ],
  [
    { kind: "exited", exitCode: 1, error },
    { status: "failed", reason: error },
  ],
  [{ kind: "exited", exitCode: 130 }, { status: "stopped" }],
  [{ kind: "exited", exitCode: 143 }, { status: "stopped" }],
  [
    { kind: "threw", error },
    { status: "failed", reason: error },
  ],
  [{ kind: "signalled", signal: "SIGINT" }, { status: "stopped" }],
  [{ kind: "signalled", signal: "SIGTERM" }, { status: "stopped" }],
] as const)("%j gives the task %j", (end, move) => {
  expect(lastMove(end, here)).toEqual(move);
  expect(lastMove(end, { ...here, isStopped: true })).toEqual({ status: "stopped", message: "USER ABORTED" });
  expect(lastMove(end, { ...here, isAgents: true })).toBeUndefined();
});
