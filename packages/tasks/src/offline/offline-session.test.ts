import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { OfflineError } from "@clearml-ts/client";
import { temporaryFolder } from "@clearml-ts/testing";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { TaskNotFoundError } from "../record/errors.ts";
import { Task } from "../task/task.ts";
import { withTask } from "../with-task.ts";
import { runOffline } from "./offline-task.fixture.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Everything that a program may do with its task while there is no server. */
async function recordEverything(task: Task): Promise<void> {
  await task.connect({ rate: 0.5, layers: [4, 2] });
  await task.setParameters({ "Args/gone": 1 });
  await task.deleteParameter("Args/gone");
  await task.setUserProperties({ owner: "Ana" });
  await task.connectConfiguration({ depth: 3 }, { name: "plan" });
  await task.addTags("outdoors");
  await task.setComment("from the field");
  await task.setModelLabelEnumeration({ cold: 0, hot: 1 });
  await task.setBaseDocker("node:20");
  const { logger } = task;
  for (const iteration of [0, 1, 2]) {
    logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
  }
  logger.reportSingleValue("R2", 0.42);
  logger.reportTable("rooms", "warm", { table: [{ room: "kitchen", degrees: 21 }], iteration: 1 });
  await logger.reportMedia("notes", "first", { data: "no reception", extension: ".txt", iteration: 1 });
  await logger.reportImage("maps", "linked", { url: "http://maps.invalid/a.png" });
  await task.uploadArtifact("summary", { mean: 1.5 });
  await task.uploadArtifact("link", { url: "http://elsewhere.invalid/x.csv" });
  await task.uploadArtifact("gone", "text");
  await task.deleteArtifacts(["gone"]);
  logger.reportText("no reception here");
}

test.each(["zip", "folder"])("a task that ran offline is imported from its %s with everything in it", async (form) => {
  const { task: recorded, folder } = await runOffline(async (task) => {
    await recordEverything(task);
    expect(task.getParameters()).toEqual({ "General/rate": 0.5, "General/layers": [4, 2], "properties/owner": "Ana" });
    expect(await task.artifacts.get("summary")?.get()).toEqual({ mean: 1.5 });
    await task.complete();
  });
  expect(recorded).toMatchObject({ status: "completed", id: expect.stringMatching(/^offline-[0-9a-f]{32}$/) });

  const { connection } = await liveConnection();
  const task = await Task.importOfflineSession(form === "zip" ? `${folder}.zip` : folder, {}, { connection });
  expect(task).toMatchObject({ name: "recorded", status: "completed", tags: ["outdoors"], type: "training" });
  expect(task.project.name).toBe("field/work");
  expect(task.record).toMatchObject({
    comment: "from the field",
    container: { image: "node:20" },
    script: recorded.record.script,
    execution: { model_labels: { cold: 0, hot: 1 } },
    runtime: { node_version: process.versions.node, progress: "100" },
  });
  expect(task.getParameters()).toEqual({ "General/rate": 0.5, "General/layers": [4, 2], "properties/owner": "Ana" });
  expect(task.getConfigurationObjectAsDict("plan")).toEqual({ depth: 3 });

  expect(await task.getAllReportedScalars()).toMatchObject({ loss: { train: { x: [0, 1, 2], y: [1, 0.5, 1 / 3] } } });
  expect(await task.getReportedSingleValues()).toEqual({ R2: 0.42 });
  const [plot] = await task.getReportedPlots();
  expect(plot).toMatchObject({ metric: "rooms", variant: "warm", iter: 1 });
  const samples: string[] = [];
  for await (const { url, key } of task.getDebugSamples("notes", "first")) {
    expect(key).toContain(`recorded.${task.id}/`);
    samples.push(Buffer.from(await connection.storage.read(url)).toString());
  }
  expect(samples).toEqual(["no reception"]);
  for await (const { url } of task.getDebugSamples("maps", "linked")) {
    expect(url).toBe("http://maps.invalid/a.png");
  }
  const lines: string[] = [];
  for await (const { msg } of task.getReportedConsole()) {
    lines.push(msg);
  }
  expect(lines.join("\n")).toContain("no reception here");
  expect([...task.artifacts.keys()].sort()).toEqual(["link", "summary"]);
  expect(await task.artifacts.get("summary")?.get()).toEqual({ mean: 1.5 });
  expect(task.artifacts.get("summary")?.url).toContain(
    `${connection.config.filesServer}/field/work/recorded.${task.id}/`,
  );
  expect(task.artifacts.get("link")?.url).toBe("http://elsewhere.invalid/x.csv");
});

test("a call that only a server can answer is refused with its name", async () => {
  await runOffline(async (task) => {
    await expect(task.getReportedScalars()).rejects.toMatchObject({
      name: "OfflineError",
      asked: "events.scalar_metrics_iter_histogram",
    });
    await expect(task.enqueue("default")).rejects.toThrow(OfflineError);
    await expect(task.clone()).rejects.toThrow(OfflineError);
    await expect(Task.create({ project: "demo", name: "second" }, task)).rejects.toThrow(OfflineError);
    await expect(task.connection.storage.read("http://somewhere.invalid/a")).rejects.toThrow(OfflineError);
  });
});

test("a task that failed offline has failed, and for the same reason", async () => {
  const { folder } = await runOffline(async (task) => {
    await task.fail("out of memory");
  });
  const { connection } = await liveConnection();
  const task = await Task.importOfflineSession(folder, {}, { connection });
  expect(task).toMatchObject({ status: "failed", record: { status_reason: "out of memory" } });
});

test("a session goes on with an earlier task, behind its last iteration", async () => {
  const { folder } = await runOffline(async (task) => {
    task.logger.reportScalar("loss", "train", 0.25, { iteration: 0 });
    task.logger.reportSingleValue("R2", 0.5);
    await task.uploadArtifact("later", "text");
  });
  const { connection } = await liveConnection();
  const earlier = await Task.init({ project: "field", name: "earlier", resourceMonitor: false }, { connection });
  earlier.logger.reportScalar("loss", "train", 1, { iteration: 9 });
  await earlier.uploadArtifact("before", "text");
  await earlier.setParameters({ "Args/kept": 1 });
  await earlier.complete();
  await earlier.close();

  const options = { previousTaskId: earlier.id, iterationOffset: 10 };
  const task = await Task.importOfflineSession(`${folder}.zip`, options, { connection });
  expect(task).toMatchObject({ id: earlier.id, status: "completed" });
  expect(await task.getAllReportedScalars()).toMatchObject({ loss: { train: { x: [9, 10], y: [1, 0.25] } } });
  expect(await task.getReportedSingleValues()).toEqual({ R2: 0.5 });
  expect([...task.artifacts.keys()]).toEqual(["before", "later"]);
  expect(task.getParameter("Args/kept")).toBe(1);
});

test("a session becomes a zip when its task is closed", async () => {
  const { task, folder } = await runOffline(() => {});
  expect(existsSync(`${folder}.zip`)).toBe(true);
  expect(task.getOfflineModeFolder()).toBe(folder);
  const { connection } = await liveConnection();
  const online = await Task.create({ project: "demo", name: "online" }, { connection });
  expect(online.getOfflineModeFolder()).toBeUndefined();
});

// Last: the word of the program counts from then on, whatever the environment says.
test("offline nothing is sent, whatever the environment says of servers", async () => {
  let connections = 0;
  const listener = createServer().on("connection", (socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    listener.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void listener.close());
  const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const { connection } = await liveConnection();
  vi.stubEnv("CLEARML_API_HOST", address);
  vi.stubEnv("CLEARML_WEB_HOST", address);
  vi.stubEnv("CLEARML_FILES_HOST", address);
  vi.stubEnv("CLEARML_API_ACCESS_KEY", "key");
  vi.stubEnv("CLEARML_API_SECRET_KEY", "secret");
  vi.stubEnv("CLEARML_DEFAULT_OUTPUT_URI", `${address}/out`);
  vi.stubEnv("CLEARML_CACHE_DIR", await temporaryFolder());
  Task.setOffline(true);
  onTestFinished(() => Task.setOffline(false));
  expect(Task.isOffline()).toBe(true);

  // The project of another server is one by its name only.
  const project = { id: "0123456789abcdef0123456789abcdef", name: "field/work" };
  const id = await withTask(
    { project, name: "alone", resourceMonitor: false, continueLastTask: true },
    async (task) => {
      await recordEverything(task);
      return task.id;
    },
    { connection },
  );
  await expect(Task.create({ project: "field", name: "draft" })).rejects.toThrow(OfflineError);
  await expect(Task.get({ id })).rejects.toThrow(OfflineError);
  expect(connections).toBe(0);
  await expect(Task.get({ id }, { connection })).rejects.toThrow(TaskNotFoundError);
});
