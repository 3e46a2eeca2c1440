import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { PipelineDefinitionError, PipelineError, type StepError } from "../errors.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";

/** Seconds; short, because it must pass. */
const timeLimit = 0.2;

/** Work that ends when it is told to. */
const heedful = component({
  name: "heedful",
  timeLimit,
  retries: 2,
  run: (_input: object, { signal }) =>
    new Promise<{ x: string }>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("told to end")), { once: true });
    }),
});

/** Work that does not look whether it is to end. */
const deaf = component({ name: "deaf", timeLimit, run: () => new Promise<{ x: string }>(() => {}) });

test.each([
  ["heeds its signal", heedful],
  ["does not heed its signal", deaf],
])("a step that exceeds its time and %s is stopped, and fails the run with the reason", async (_what, slow) => {
  const server = await openServer();
  const flow = pipeline({ name: "slow", project: "Comfort" }, () => slow({}));
  const error = await flow.run({}, server).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PipelineError);
  const { step, taskId, controllerId, cause } = error as PipelineError;
  expect(cause).toMatchObject({ name: "StepTimeLimitError", step, timeLimit });
  const message = `Step "${step}" took longer than its time limit of 0.2 seconds.`;
  expect((await server.task(taskId)).record).toMatchObject({ status: "stopped", status_message: message });
  const controller = await server.task(controllerId);
  expect(controller.record.status_message).toContain(message);
  const nodes = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "");
  expect(nodes[step ?? ""]).toMatchObject({ status: "aborted", executed: false, timeout: 0.2 });
});

test("a time limit can be caught, and does not touch steps that keep it", async () => {
  const server = await openServer();
  const quick = component({ name: "quick", timeLimit: 100, run: ({ x }: { x: string }) => ({ x }) });
  const flow = pipeline({ name: "slow", project: "Comfort" }, async () => {
    const reason = await heedful({}).then(
      () => "",
      (error: unknown) => (error as StepError).reason,
    );
    return quick({ x: reason }).outputs;
  });
  expect((await flow.run({}, server)).result.x).toContain("time limit");
});

test.each([0, -1, Number.NaN, 1e9])("%d seconds are not a time limit", (seconds) => {
  const make = () => component({ name: "odd", timeLimit: seconds, run: () => ({}) });
  expect(make).toThrow(PipelineDefinitionError);
});
