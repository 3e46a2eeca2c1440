import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { type Model, promoteChampion, registerModel } from "@clearml-ts/models";
import { type Server, startServer } from "@clearml-ts/server";
import { withTask } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environmentOf } from "../../command.fixture.ts";
import { refusal } from "../../usage/refusal.fixture.ts";
import { runInProcess } from "../in-process.fixture.ts";
import { modelCommand } from "./model.ts";

let server: Server;
let connection: Connection;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  connection = await connect({ ...server.credentials, env: {} });
});
afterAll(async () => {
  await connection.close();
  await server.close();
});

async function model(...args: string[]) {
  const variables = { HOME: await temporaryFolder(), ...environmentOf(server) };
  return runInProcess(modelCommand(), args, variables);
}

async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { status, stdout, stderr } = await model(...args, "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as T;
}

/** Promotes models of these values, one after the other, in a project of their own. */
async function champions(project: string, ...values: number[]): Promise<Model[]> {
  const promoted: Model[] = [];
  for (const value of values) {
    await withTask(
      { project, name: `train ${value}` },
      async (task) => {
        const candidate = { name: `model ${value}`, value, weights: Buffer.from(`${value}`), targetName: "m.bin" };
        const promotion = await promoteChampion({ task, mainMetric: "R2", candidate });
        promoted.push(promotion.model as Model);
      },
      { connection },
    );
  }
  return promoted;
}

test("models are listed by what they are, newest first", async () => {
  const where = { connection };
  for (const [name, tags] of [
    ["ridge", ["linear"]],
    ["forest", ["trees", "best"]],
  ] as const) {
    await registerModel(
      { project: "list", name, tags, weights: { url: `s3://b/${name}.pkl` }, metadata: { name } },
      where,
    );
  }
  const names = async (...args: string[]) =>
    (await json<{ name: string }[]>("list", "--project", "list", ...args)).map(({ name }) => name);
  expect(await names()).toEqual(["forest", "ridge"]);
  expect(await names("--tags", "trees", "best")).toEqual(["forest"]);
  expect(await names("--metadata", "name=ridge")).toEqual(["ridge"]);
  expect(await names("--name", "ridge", "--framework", "ScikitLearn")).toEqual(["ridge"]);
  expect(await names("--published")).toEqual([]);
  expect(await names("--limit", "1")).toEqual(["forest"]);
  const { stdout } = await model("list", "--project", "list", "--name", "forest");
  expect(stdout.split("\n")[0]?.split(/ *\| /)).toEqual(["name", "framework", "tags", "published", "created", "id"]);
  expect(stdout).toMatch(/^forest \| ScikitLearn \| best, trees \|/m);
});

test("a model is described, and its weights are brought here", async () => {
  const weights = await folderWith({ "graph.pb": "graph", "data/numbers": "1 2 3" });
  const made = await registerModel(
    { project: "get", name: "network", weights, labels: { cold: 0 }, metadata: { R2: 0.5 } },
    { connection },
  );
  const target = join(await temporaryFolder(), "copy");
  const found = await json<{ path: string }>("get", "--project", "get", "--copy", target);
  expect(found).toMatchObject({ id: made.id, labels: { cold: 0 }, metadata: { R2: 0.5 }, path: target });
  expect(await readFile(join(target, "data/numbers"), "utf8")).toBe("1 2 3");

  const again = await model("get", made.id, "--copy", target);
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining("Pass --overwrite") });
  await writeFile(join(target, "graph.pb"), "changed");
  await json("get", made.id, "--copy", target, "--overwrite");
  expect(await readFile(join(target, "graph.pb"), "utf8")).toBe("graph");

  const { stdout } = await model("get", made.id, "--no-weights");
  expect(stdout).toContain(`Model     network (${made.id}), draft`);
  expect(stdout).toContain("Metadata  R2 = 0.5");
  expect(stdout).not.toContain("Copy");
  expect(await model("get", "0".repeat(32))).toMatchObject({ status: 1, stderr: expect.stringContaining("No model") });
});

test("the champion is shown, and rolled back with a reason", async () => {
  const none = await model("champion", "--project", "nowhere", "--metric", "R2");
  expect(none).toMatchObject({ status: 1, stdout: 'Project "nowhere" has no champion by R2.' });

  const [first, second] = await champions("champion", 0.4, 0.6);
  const place = ["--project", "champion", "--metric", "R2"];
  expect(await json("champion", ...place)).toMatchObject({
    champion: { id: second?.id, value: 0.6, previous: first?.id, reason: expect.stringContaining("is above") },
  });
  const { stdout } = await model("champion", ...place);
  expect(stdout).toContain("R2        0.6");

  const rolledBack = await json("champion", ...place, "--rollback", "--reason", "it leaks the target");
  expect(rolledBack).toMatchObject({ champion: { id: first?.id }, replaced: { id: second?.id } });
  const again = await model("champion", ...place, "--rollback", "--reason", "once more");
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining("it is the first one") });
});

test("the lineage of a model names its datasets with their hashes, and tells what is gone", async () => {
  const files = await folderWith({ "votes.csv": "room,vote\nnorth,1\n" });
  const dataset = await Dataset.create({ project: "lineage", name: "survey" }, { connection });
  await dataset.addFiles(files);
  await dataset.upload();
  await dataset.finalize();
  const made = await withTask(
    { project: "lineage", name: "train" },
    async (task) => {
      await Dataset.get({ id: dataset.id, alias: "the survey" }, { connection });
      await task.setParameters({ "General/rate": 0.5 });
      return await registerModel({ task, name: "forest", weights: Buffer.from("f"), targetName: "f.bin" });
    },
    { connection },
  );
  const lineage = await json<{ datasets: { hash: string }[] }>("lineage", made.id);
  expect(lineage).toMatchObject({
    weights: "present",
    task: { name: "train", presence: "present" },
    parameters: { "General/rate": 0.5 },
    datasets: [{ id: dataset.id, alias: "the survey", name: "survey", version: "1.0.0", presence: "present" }],
    missing: [],
  });
  const [{ hash } = { hash: "" }] = lineage.datasets;
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const { stdout } = await model("lineage", made.id);
  expect(stdout).toContain(`lineage/survey | 1.0.0   | ${dataset.id} | ${hash} | present`);
  expect(stdout).toContain("General/rate = 0.5");
  expect(stdout).toContain("Nothing is missing.");

  await connection.storage.remove(made.url);
  const without = await model("lineage", made.id);
  expect(without).toMatchObject({ status: 1, stdout: expect.stringContaining("Missing: The weights are gone") });
});

test.each([
  [["get"], "name a model by its id"],
  [["champion", "--project", "x", "--metric", "R2", "--rollback"], "--rollback needs a --reason"],
])("wrong usage is said in one line: %j", async (args, message) => {
  expect(await refusal(["model", ...args])).toContain(message);
});
