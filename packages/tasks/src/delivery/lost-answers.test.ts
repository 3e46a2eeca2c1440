import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Task } from "../task/task.ts";

test("console lines, scalars and plots are stored once, although every third answer is lost", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  let batches = 0;
  const lossy = async (request: Request) => {
    const response = await server.fetch(request);
    if (request.url.includes("events.add_batch")) {
      batches += 1;
      if (batches % 3 === 0) {
        throw new TypeError("fetch failed");
      }
    }
    return response;
  };
  const retry = { retries: 1, minDelay: 1, maxDelay: 1 };
  const cacheDir = await temporaryFolder();
  await using connection = await connect({ ...server.credentials, fetch: lossy, retry, cacheDir, env: {} });
  await using task = await Task.init({ project: "demo", name: "lossy" }, { connection });
  const lines = Array.from({ length: 1003 }, (_, number) => `line ${number}`);
  for (const [iteration, line] of lines.entries()) {
    task.logger.reportText(line);
    task.logger.reportScalar("loss", "train", iteration, { iteration });
    if (iteration % 50 === 0) {
      // Two outages in a row: the retries of one call are used up, and the batch is sent by the next.
      await task.logger.flush().catch(() => {});
    }
  }
  task.logger.reportPlotly("plot", "series", { data: [] }, { iteration: 1 });
  while (
    !(await task.logger.flush().then(
      () => true,
      () => false,
    ))
  ) {}

  const stored: string[] = [];
  for await (const { msg } of task.getReportedConsole()) {
    stored.push(msg ?? "");
  }
  expect(batches).toBeGreaterThan(20);
  expect(stored).toEqual(lines);
});
