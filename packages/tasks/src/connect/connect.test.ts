import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { InvalidValueError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { toHocon } from "../parameters/hocon.ts";
import { Task } from "../task/task.ts";
import { ServerValueError } from "./errors.ts";

/** A draft that an agent will run: what the test makes of it, and the same task as the program sees it. */
async function remoteTask(prepare: (draft: Task) => Promise<unknown>) {
  const { connection, connectAgain } = await liveConnection();
  const draft = await Task.create({ project: "demo", name: "queued" }, { connection });
  await prepare(draft);
  const remote = await connectAgain({ CLEARML_TASK_ID: draft.id });
  const task = await Task.init({ project: "x", name: "program", outputUri: "s3://program" }, { connection: remote });
  return { draft, task };
}

test("under an agent the values of the task win, and new parameters are added", async () => {
  const { draft, task } = await remoteTask((made) =>
    made.setParameters({ "General/rate": 0.9, "General/deep/size": 4 }),
  );
  const declared = { rate: 0.1, deep: { size: 1 }, epochs: 3 };
  expect(await task.connect(declared)).toEqual({ rate: 0.9, deep: { size: 4 }, epochs: 3 });
  expect(declared.rate).toBe(0.1);
  await draft.reload();
  expect(draft.getParameters()).toEqual({ "General/rate": 0.9, "General/deep/size": 4, "General/epochs": 3 });
});

test("an instance of a class is returned itself, with the values of the task", async () => {
  class Settings {
    rate = 0.1;
    get double() {
      return 2 * this.rate;
    }
  }
  const { task } = await remoteTask((draft) => draft.setParameters({ "Training/rate": 0.5 }));
  const settings = new Settings();
  expect(await task.connect(settings, { name: "Training" })).toBe(settings);
  expect(settings.double).toBe(1);
});

test("a value that does not fit is an error that the task fails with", async () => {
  const { draft, task } = await remoteTask((made) => made.setParameters({ "General/rate": "fast" }));
  await expect(task.connect({ rate: 0.1 })).rejects.toMatchObject({
    name: "ServerValueError",
    valueName: "General/rate",
    text: "fast",
    expected: "a number",
  });
  await draft.reload();
  expect(draft.status).toBe("failed");
  expect(draft.record.status_message).toContain(
    'The parameter "General/rate" of the task is "fast"; the program needs a number.',
  );
});

test("a schema gives defaults, which the task's values replace if they pass it", async () => {
  const schema = z.object({ rate: z.number().max(1).default(0.1), name: z.string(), deep: z.object({ n: z.int() }) });
  const stored = { "General/rate": "0.9", "General/name": "5", "General/deep/n": 5 };
  const passing = await remoteTask((draft) => draft.setParameters(stored));
  expect(await passing.task.connect(schema)).toEqual({ rate: 0.9, name: "5", deep: { n: 5 } });

  const { draft, task } = await remoteTask((made) => made.setParameters({ ...stored, "General/rate": 2 }));
  await expect(task.connect(schema)).rejects.toMatchObject({ valueName: "General/rate", text: "2" });
  expect((await draft.reload()).status).toBe("failed");

  const defaults = await remoteTask((made) => made.setParameters({ "General/rate": 0.5 }));
  const values = await defaults.task.connect(z.object({ rate: z.number().default(0.1), epochs: z.int().default(3) }));
  expect(values).toEqual({ rate: 0.5, epochs: 3 });
  expect((await defaults.draft.reload()).getParameters()).toEqual({ "General/rate": 0.5, "General/epochs": 3 });
});

test("an object configuration is the task's, with what it lacks from the program", async () => {
  const { draft, task } = await remoteTask((made) =>
    made.setConfigurationObject("General", { value: toHocon({ model: { rate: "0.9", extra: 1 } }) }),
  );
  expect(await task.connectConfiguration({ model: { rate: 0.1, depth: 3 } })).toEqual({
    model: { rate: 0.9, depth: 3, extra: 1 },
  });
  expect(await task.connectConfiguration([1, 2], { name: "List" })).toEqual([1, 2]);
  await draft.reload();
  expect(draft.getConfigurationObject("List")?.value).toBe("[1, 2]");
});

test("a configuration that does not fit, or that is not HOCON, fails the task", async () => {
  for (const [value, expected] of [
    ["rate = fast", { path: ".rate", text: "fast", expected: "a number" }],
    ["rate = {", { text: "rate = {", expected: "HOCON that can be read" }],
  ] as const) {
    const { draft, task } = await remoteTask((made) => made.setConfigurationObject("General", { value }));
    const attempt = task.connectConfiguration({ rate: 0.1 });
    await expect(attempt).rejects.toThrow(ServerValueError);
    await expect(attempt).rejects.toMatchObject({ kind: "configuration", valueName: "General", ...expected });
    expect((await draft.reload()).status).toBe("failed");
  }
});

test("of a configuration file the path of the task's version comes back", async () => {
  const { task } = await remoteTask((draft) =>
    draft.setConfigurationObject("General", { value: "rate: 9", type: "yaml" }),
  );
  const { path } = await task.connectConfiguration({ path: "not/here/settings.yaml" });
  expect(path).toMatch(/settings\.yaml$/);
  expect(await readFile(path, "utf8")).toBe("rate: 9");
  const asText: string = await task.connectConfiguration("not/here/settings.yaml");
  expect(await readFile(asText, "utf8")).toBe("rate: 9");

  const own = join(await temporaryFolder(), "own.json");
  await writeFile(own, "{}");
  expect(await task.connectConfiguration(own, { name: "Own" })).toBe(own);
});

test("labels and the destination of files are the task's where it has them", async () => {
  const { task } = await remoteTask((draft) => draft.connectLabelEnumeration({ background: 0, person: 1 }));
  expect(await task.connectLabelEnumeration({ background: 0 })).toEqual({ background: 0, person: 1 });
  expect(task.record.output?.destination).toBe("s3://program");

  const { connection, connectAgain } = await liveConnection();
  const draft = await Task.create({ project: "demo", name: "queued", outputUri: "s3://task" }, { connection });
  await using taken = await Task.init(
    { project: "x", name: "program", outputUri: "s3://program", parameters: { "General/rate": 1 } },
    { connection: await connectAgain({ CLEARML_TASK_ID: draft.id }) },
  );
  expect(taken.record.output?.destination).toBe("s3://task");
  expect(taken.getParameters()).toEqual({ "General/rate": 1 });
  expect(taken.record.script?.entry_point ?? "").toBe("");
  expect(await taken.connectLabelEnumeration({ person: 1 })).toEqual({ person: 1 });
});

test("overrides that the program ignores, or that people allowed again on the page", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "made here" }, { connection });
  await task.connect({ rate: 0.1 }, { ignoreRemoteOverrides: true });
  expect(task.getParameters()).toEqual({ "General/_ignore_remote_overrides_": true, "General/rate": 0.1 });

  const ignoring = await remoteTask((draft) => draft.setParameters({ "General/rate": 0.9 }));
  expect(await ignoring.task.connect({ rate: 0.1 }, { ignoreRemoteOverrides: true })).toEqual({ rate: 0.1 });

  const allowing = await remoteTask((draft) =>
    draft.setParameters({ "General/rate": 0.9, "General/_ignore_remote_overrides_": false }),
  );
  expect(await allowing.task.connect({ rate: 0.1 }, { ignoreRemoteOverrides: true })).toEqual({ rate: 0.9 });
});

test("a schema without a value for one of its parameters is an error of the program", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "made here" }, { connection });
  expect(await task.connect(z.object({ rate: z.number().default(0.1) }))).toEqual({ rate: 0.1 });
  await expect(task.connect(z.object({ rate: z.number() }), { name: "Other" })).rejects.toThrow(InvalidValueError);
  expect((await task.reload()).getParameters()).toEqual({ "General/rate": 0.1 });
});
