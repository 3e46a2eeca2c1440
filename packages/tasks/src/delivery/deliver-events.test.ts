import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Task } from "../task/task.ts";

/** The size of body that the proxy takes. */
const LIMIT = 20_000;

test("behind a proxy that takes small bodies only, a batch goes in parts, and only what fits in none is refused", async () => {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const warnings: string[] = [];
  let losesAnswer = true;
  const connection = await connect({
    ...server.credentials,
    env: {},
    cacheDir: await temporaryFolder(),
    retry: { retries: 0 },
    onWarning: (message) => void warnings.push(message),
    fetch: async (request) => {
      const body = await request.clone().text();
      if (body.length > LIMIT) {
        return new Response("<html>413 Request Entity Too Large</html>", { status: 413 });
      }
      const response = await server.fetch(request);
      if (losesAnswer && body.includes("line 300")) {
        losesAnswer = false;
        throw new TypeError("fetch failed");
      }
      return response;
    },
  });
  onTestFinished(() => connection.close());
  // A draft, which has no code section: the changes of this checkout may be larger than the bodies.
  await using task = await (await Task.create({ project: "demo", name: "small bodies" }, { connection })).start();
  for (let line = 0; line < 400; line += 1) {
    task.logger.reportText(`line ${line}`);
  }
  task.logger.reportText("x".repeat(2 * LIMIT));
  // The answer is lost in the round that began by itself; flush() tries again.
  await task.flush();

  const lines: string[] = [];
  for await (const { msg = "" } of task.getReportedConsole()) {
    lines.push(msg);
  }
  expect(lines).toEqual(Array.from({ length: 400 }, (_, line) => `line ${line}`));
  expect(warnings).toEqual([expect.stringMatching(/^The server refused 1 events of task .*413/)]);
});
