import { expect, test } from "vitest";
import { PipelineError } from "./errors.ts";

const failure = { pipeline: "comfort", controllerId: "c1", step: "train", taskId: "t1", steps: {} };

test("a failure that was recorded says where to look", () => {
  const error = new PipelineError({ ...failure, cause: new Error("no rows"), recordingError: undefined });
  expect(error.message).toBe('Pipeline "comfort" failed at step "train": no rows. See the console of task t1.');
});

test("one reason that also kept the failure from being recorded is told once", () => {
  const gone = () => new Error("The server cannot be reached.");
  expect(new PipelineError({ ...failure, cause: gone(), recordingError: gone() }).message).toBe(
    'Pipeline "comfort" failed at step "train": The server cannot be reached. ' +
      "This could not be recorded, so task t1 may look as if it were still running.",
  );
  expect(new PipelineError({ ...failure, cause: new Error("no rows"), recordingError: gone() }).message).toContain(
    "This could not be recorded (The server cannot be reached.), so task t1",
  );
});
