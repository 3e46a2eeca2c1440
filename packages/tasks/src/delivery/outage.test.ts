import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { Task } from "../task/task.ts";
import { ReportError } from "./errors.ts";

/** A task that runs on a real server which can stop to answer; every call ends after four seconds. */
async function runningTask() {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { isAway: false, isRevoked: false, asked: 0, warnings: [] as string[] };
  const connection = await connect({
    ...server.credentials,
    fetch: async (request) => {
      state.asked += 1;
      if (state.isAway) {
        return await new Promise<Response>((_, reject) => {
          request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
        });
      }
      if (state.isRevoked && !request.url.includes("auth.login")) {
        return Response.json({ meta: { result_code: 401, result_msg: "Invalid token" }, data: {} }, { status: 401 });
      }
      return await server.fetch(request);
    },
    timeout: 4000,
    env: {},
    cacheDir: await temporaryFolder(),
    onWarning: (message) => void state.warnings.push(message),
  });
  onTestFinished(() => connection.close());
  const task = await Task.init({ project: "demo", name: "outage", resourceMonitor: false }, { connection });
  onTestFinished(async () => void (await task.close({ signal: AbortSignal.abort() })));
  return { task, state };
}

const COUNT = 20_000;

test.each([
  ["is away for longer than every timeout", "isAway"],
  ["has revoked all tokens", "isRevoked"],
] as const)(
  "while the server %s a program reports on, and all of it arrives by itself when that is over",
  async (_, fault) => {
    const { task, state } = await runningTask();
    state[fault] = true;
    for (let iteration = 0; iteration < COUNT; iteration += 1) {
      task.logger.reportScalar("loss", "train", iteration, { iteration });
    }
    task.logger.reportText("in the dark");
    const artifact = task.uploadArtifact("result", { score: 1 });
    const error = await task.flush({ timeout: 1500 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ReportError);
    // Memory holds what is not on the disk: nothing.
    expect(error).toMatchObject({ stored: (error as ReportError).pending });
    await artifact;
    expect(state.asked).toBeGreaterThan(1);

    state[fault] = false;
    const arrived = async () => {
      const curves = await task.getAllReportedScalars();
      await task.reload();
      return curves["loss"]?.["train"]?.x.length === COUNT && task.artifacts.has("result");
    };
    await vi.waitUntil(arrived, { timeout: 60_000, interval: 200 });
    expect(await task.artifacts.get("result")?.get()).toEqual({ score: 1 });
    await task.flush();
    expect(await task.getReportedConsoleOutput()).toEqual(["in the dark"]);
    expect(state.warnings).toEqual([]);
  },
);
