import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { component } from "../define/component.ts";
import { pipeline } from "../pipeline.ts";

/** A server with ports and a folder of its own, which can be stopped, and started again where it was. */
async function openRestartable() {
  const dataDir = await temporaryFolder();
  let server = await startServer({ dataDir, apiPort: 0, webPort: 0, filesPort: 0 });
  const portOf = (url: string) => Number(new URL(url).port);
  const { api, web, files } = server.urls;
  const ports = { apiPort: portOf(api), webPort: portOf(web), filesPort: portOf(files) };
  // A client that has been refused looks again soon.
  const retry = { retries: 500, minDelay: 20, maxDelay: 100 };
  const cacheDir = await temporaryFolder();
  const connection = await connect({ ...server.credentials, env: {}, cacheDir, retry });
  onTestFinished(async () => {
    await connection.close();
    await server.close();
  });
  return {
    connection,
    /** Stops the server, and starts it again when a client has noticed. */
    async restart() {
      await server.close();
      await expect(connection.services.debug.ping({}, { retries: 0 })).rejects.toThrow("cannot be reached");
      server = await startServer({ dataDir, ...ports });
    },
  };
}

test("a server that is stopped in mid-run and started again delays the run, and every step runs once", async () => {
  const { connection, restart } = await openRestartable();
  const ran: number[] = [];
  const restarts: Promise<void>[] = [];
  const work = component({
    name: "work",
    run: ({ n }: { n: number }, { logger }) => {
      ran.push(n);
      logger.reportText(`work ${n}`);
      if (n === 2 || n === 6) {
        // Whoever runs beside this step, its own end, and what comes after it find no server.
        restarts.push(restart());
      }
      return { next: n + 1, list: [n] };
    },
  });
  const flow = pipeline({ name: "restarted", project: "Comfort", concurrency: 2 }, () => {
    let last = work({ n: 0 });
    const beside = Array.from({ length: 4 }, (_, index) => work({ n: 10 + index }).outputs.list);
    for (let step = 1; step < 8; step += 1) {
      last = work({ n: last.outputs.next });
    }
    return { next: last.outputs.next, beside };
  });

  const run = await flow.run({}, { connection, console: false });
  await Promise.all(restarts);

  expect(restarts).toHaveLength(2);
  expect(run.result).toEqual({ next: 8, beside: [[10], [11], [12], [13]] });
  expect(ran.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13]);
  const { tasks } = await connection.services.tasks.getAll({ parent: run.controllerId, search_hidden: true });
  expect(tasks.map(({ name, status }) => `${name}: ${status}`).sort()).toEqual(
    Object.keys(run.steps)
      .map((name) => `${name}: completed`)
      .sort(),
  );
  const controller = await Task.get({ id: run.controllerId }, { connection });
  expect(controller.status).toBe("completed");
  const said: string[] = [];
  for await (const { msg } of controller.getReportedConsole()) {
    said.push(...msg.split("\n").filter((line) => line.startsWith("Launching")));
  }
  expect(said.sort()).toEqual(
    Object.keys(run.steps)
      .map((name) => `Launching step [${name}]`)
      .sort(),
  );
});
