import { setTimeout as delay } from "node:timers/promises";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { component } from "../define/component.ts";
import { pipeline } from "../pipeline.ts";

test("a run at a server that answers each call just in time ends, however many calls it has", async () => {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const timeout = 3000;
  let isSlow = false;
  let answered = 0;
  const fetch = async (request: Request) => {
    if (isSlow) {
      await delay(timeout * 0.6, undefined, { signal: request.signal });
      answered += 1;
    }
    return await server.fetch(request);
  };
  const options = { fetch, timeout, env: {}, cacheDir: await temporaryFolder(), onWarning: () => {} };
  const connection = await connect({ ...server.credentials, ...options });
  onTestFinished(() => connection.close());
  const increment = component({ name: "increment", run: ({ n }: { n: number }) => ({ n: n + 1 }) });
  const once = pipeline({ name: "slow", project: "Comfort" }, async () => {
    const step = increment({ n: 1 });
    await step;
    isSlow = true;
    return step;
  });

  const error = await once.run({}, { connection, console: false }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "PipelineError" });
  // Whichever call the time ended in: one of the record, or that of the last reports.
  expect(causesOf(error)).toContainEqual(
    expect.objectContaining({ name: "OperationTimeoutError", operation: "pipeline.run()", timeout }),
  );
  expect(answered).toBeLessThanOrEqual(12);
});

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error.cause, ...causesOf(error.cause)] : [];
}
