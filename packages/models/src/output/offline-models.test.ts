import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test, vi } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { Model } from "../registry/model.ts";
import { OutputModel } from "./output-model.ts";
import { registerModel } from "./register-model.ts";

test("models that a task made offline are imported with it", async () => {
  vi.stubEnv("CLEARML_CACHE_DIR", await temporaryFolder());
  vi.stubEnv("CLEARML_OFFLINE_MODE", "1");
  const offline = await Task.init({ project: "demo models", name: "training", resourceMonitor: false });
  const forest = OutputModel.create({
    task: offline,
    name: "forest",
    framework: "ydf",
    labels: { cold: 0, hot: 1 },
    design: { trees: 300 },
    tags: ["candidate"],
    metadata: { R2: 0.5 },
  });
  await forest.updateWeights(Buffer.from("first"), { targetName: "forest.bin" });
  await forest.updateWeights(Buffer.from("last"), { targetName: "forest.bin" });
  const folder = await folderWith({ "saved/graph.pb": "graph" });
  await registerModel({ task: offline, name: "saved", weights: join(folder, "saved") });
  await registerModel({ task: offline, name: "linked", weights: { url: "http://elsewhere.invalid/ridge.onnx" } });
  expect(offline.models.output.map(({ name }) => name)).toEqual(["forest", "model_package", "ridge"]);
  await expect(forest.publish()).rejects.toThrow("needs a server");
  await offline.complete();
  await offline.close();
  vi.unstubAllEnvs();

  const { connection } = await liveConnection();
  const session = `${offline.getOfflineModeFolder()}.zip`;
  const task = await Task.importOfflineSession(session, {}, { connection });
  expect(task.models.output.map(({ name }) => name)).toEqual(["forest", "model_package", "ridge"]);
  const { output } = await Model.forTask(task);
  expect(output[0]).toMatchObject({
    name: "forest",
    framework: "ydf",
    labels: { cold: 0, hot: 1 },
    design: "trees = 300",
    tags: ["candidate"],
    metadata: { R2: 0.5 },
    taskId: task.id,
    published: false,
  });
  expect(await readFile((await output[0]?.getLocalCopy()) ?? "", "utf8")).toBe("last");
  expect(await readFile(join((await output[1]?.getLocalCopy()) ?? "", "graph.pb"), "utf8")).toBe("graph");
  expect(output[2]?.url).toBe("http://elsewhere.invalid/ridge.onnx");
});
