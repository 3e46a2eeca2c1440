import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { RunningCommand } from "../command.fixture.ts";

/** Leaves three reports on disk as a process that was killed does, and returns the id of their task. */
async function leaveReports(credentials: object, cacheDir: string): Promise<string> {
  await using connection = await connect({
    ...credentials,
    env: {},
    cacheDir,
    retry: { retries: 0 },
    fetch: async (request) => {
      if (request.url.includes("events.add_batch")) {
        throw new TypeError("fetch failed");
      }
      return await fetch(request);
    },
  });
  const task = await Task.create({ project: "demo", name: "left" }, { connection });
  for (const iteration of [0, 1, 2]) {
    task.logger.reportScalar("loss", "train", iteration, { iteration });
  }
  await task.close();
  const [account = ""] = await readdir(join(cacheDir, "journal"));
  const folder = join(cacheDir, "journal", account);
  const [own = ""] = (await readdir(folder)).filter((name) => name !== "account.json");
  await cp(join(folder, own), join(folder, own.replace(/~\d+~[^~]*~/, "~4194305~1~")), { recursive: true });
  return task.id;
}

test("sync delivers what a killed program has left, and tells of it in words and as JSON", async () => {
  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const cacheDir = await temporaryFolder();
  const task = await leaveReports(server.credentials, cacheDir);
  const { apiServer, webServer, filesServer, accessKey, secretKey } = server.credentials;
  const sync = (...args: string[]) =>
    new RunningCommand(["sync", ...args], {
      CLEARML_API_HOST: apiServer,
      CLEARML_WEB_HOST: webServer,
      CLEARML_FILES_HOST: filesServer,
      CLEARML_API_ACCESS_KEY: accessKey,
      CLEARML_API_SECRET_KEY: secretKey,
      CLEARML_CACHE_DIR: cacheDir,
    }).end();

  const { stdout, ...ended } = await sync("--json");
  expect(ended).toEqual({ status: 0, signal: null, stderr: "" });
  const delivered = { task, delivered: 3, left: 0, rejected: 0, damaged: 0 };
  expect(JSON.parse(stdout)).toEqual({ journals: [delivered], running: [process.pid] });
  expect((await sync()).stdout).toBe(`Process ${process.pid} still runs, and delivers its reports itself.\n`);
});
