import { registerModel } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { World } from "./world.ts";

/** The calls of the panel of a task when it opens. */
const INFO_FIELDS = [
  ...["id", "name", "user.name", "company", "type", "status", "status_changed", "status_message", "status_reason"],
  ...["comment", "created", "last_update", "last_change", "completed", "started", "parent.name", "parent.project.name"],
  ...["project.name", "output", "hyperparams", "execution.queue.name", "execution.queue.display_name"],
  ...["script.binary", "script.repository", "script.tag", "script.branch", "script.version_num"],
  ...["script.entry_point", "script.working_dir", "script.requirements", "system_tags", "published"],
  ...["last_iteration", "last_worker", "tags", "active_duration", "container", "runtime"],
];

/** The calls of the artifacts tab. */
const ARTIFACT_FIELDS = [
  ...["name", "project.id", "execution.artifacts"],
  ...["name", "model.name", "model.design", "model.uri", "model.framework", "model.created"].flatMap((field) => [
    `models.output.${field}`,
    `models.input.${field}`,
  ]),
  ...["id", "name", "project.id"].map((field) => `models.input.model.task.${field}`),
];

let world: World;
let task: Task;
let draft: Task;

beforeAll(async () => {
  world = await World.start();
  const { connection } = world;
  const maker = await world.run({ project: "Comfort", name: "maker" }, async (made) => {
    await registerModel({
      task: made,
      name: "mean",
      weights: Buffer.from("42"),
      targetName: "mean.bin",
      framework: "ydf",
    });
  });
  const [model] = maker.models.output;
  task = await world.run(
    {
      project: "Comfort",
      name: "train",
      parent: maker.id,
      parameters: { Args: { rate: 0.5 }, General: { depth: 3 } },
      script: { repository: "https://git.example.org/c.git", branch: "main", entry_point: "train.ts", diff: "+ x" },
    },
    async (running) => {
      await running.setConfigurationObject("model", { value: "depth = 3" });
      await running.uploadArtifact("rows", { table: [{ a: 1 }] });
      await running.addModel({ name: "base", model: model?.model ?? "", type: "input" });
      await registerModel({ task: running, name: "forest", weights: Buffer.from("43"), targetName: "forest.bin" });
    },
  );
  draft = await Task.create({ project: "Comfort", name: "draft", parameters: { Args: { rate: 1 } } }, { connection });
});

afterAll(() => world[Symbol.asyncDispose]());

async function load(id: string, only_fields: readonly string[]) {
  const { tasks } = await world.page.call("tasks.get_by_id_ex", { id: [id], only_fields });
  return tasks[0];
}

describe("the panel of a task", () => {
  test("loads what its tabs show", async () => {
    expect(await load(task.id, INFO_FIELDS)).toMatchObject({
      id: task.id,
      name: "train",
      type: "training",
      status: "completed",
      user: { id: expect.any(String), name: expect.any(String) },
      company: { id: expect.any(String) },
      project: { id: task.project.id, name: "Comfort" },
      parent: { id: task.parent, name: "maker", project: { name: "Comfort" } },
      script: { repository: "https://git.example.org/c.git", branch: "main", entry_point: "train.ts" },
      hyperparams: { Args: { rate: { value: "0.5" } }, General: { depth: { value: "3" } } },
      runtime: {},
      tags: [],
      container: {},
    });
  });

  test("leaves the uncommitted changes to a call of their own", async () => {
    const { script } = (await load(task.id, INFO_FIELDS)) ?? {};
    expect(script).not.toHaveProperty("diff");
    expect(await load(task.id, ["script.diff"])).toEqual({ id: task.id, script: { diff: "+ x" } });
  });

  test("looks for changes by the date of the last one", async () => {
    expect(await load(task.id, ["last_change"])).toEqual({ id: task.id, last_change: expect.any(String) });
  });

  test("is left when the task is gone", async () => {
    expect(await world.page.call("tasks.get_by_id_ex", { id: ["gone"], only_fields: INFO_FIELDS })).toEqual({
      tasks: [],
    });
  });
});

describe("the artifacts tab", () => {
  test("lists artifacts and models, and where these come from", async () => {
    const loaded = await load(task.id, ARTIFACT_FIELDS);
    expect(loaded).toMatchObject({
      project: { id: task.project.id },
      execution: {
        artifacts: [{ key: "rows", type: "pandas", uri: expect.stringContaining("/rows/"), mode: "output" }],
      },
      models: {
        input: [
          {
            name: "base",
            model: {
              id: expect.any(String),
              name: "mean",
              uri: expect.stringContaining("mean.bin"),
              framework: "ydf",
              created: expect.any(String),
              task: { id: task.parent, name: "maker", project: { id: task.project.id } },
            },
          },
        ],
        output: [{ name: "forest", model: { id: expect.any(String), name: "forest" } }],
      },
    });
  });

  test("opens files where their addresses say they are", async () => {
    const { execution } = (await load(task.id, ARTIFACT_FIELDS)) ?? {};
    const response = await world.page.load(`${execution?.artifacts?.[0]?.uri}?download=`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
  });

  test("exchanges the input model of a draft", async () => {
    const { models } = (await load(task.id, ARTIFACT_FIELDS)) ?? {};
    const input = [{ name: "start", model: models?.input?.[0]?.model?.id }];
    await world.page.call("tasks.edit", { task: draft.id, models: { input } });
    expect(await load(draft.id, ARTIFACT_FIELDS)).toMatchObject({
      models: { input: [{ name: "start", model: { name: "mean" } }] },
    });
  });
});

describe("the configuration tab", () => {
  test("lists configuration objects by name, and loads the one that is shown", async () => {
    const { page } = world;
    const names = await page.call("tasks.get_configuration_names", { tasks: [task.id], skip_empty: false });
    expect(names.configurations).toEqual([{ task: task.id, names: ["model"] }]);
    const loaded = await page.call("tasks.get_configurations", { tasks: [task.id], names: ["model"] });
    expect(loaded.configurations).toMatchObject([
      { task: task.id, configuration: [{ name: "model", value: "depth = 3" }] },
    ]);
  });

  test("edits configuration objects of a draft", async () => {
    const { page } = world;
    const configuration = [{ name: "model", value: "depth = 4", type: "", description: "" }];
    expect(await page.call("tasks.edit_configuration", { task: draft.id, configuration })).toEqual({ updated: 1 });
    const { configurations } = await page.call("tasks.get_configurations", { tasks: [draft.id], names: ["model"] });
    expect(configurations[0]?.configuration[0]?.value).toBe("depth = 4");
  });

  test("edits the parameters of a draft section by section", async () => {
    const { page } = world;
    const hyperparams = [{ section: "Args", name: "rate", value: "2", type: "float", description: "" }];
    await page.call("tasks.edit_hyper_params", { task: draft.id, hyperparams, replace_hyperparams: "section" });
    expect(await load(draft.id, ["hyperparams"])).toMatchObject({ hyperparams: { Args: { rate: { value: "2" } } } });
    await page.call("tasks.delete_hyper_params", { task: draft.id, hyperparams: [{ section: "Args" }] });
    expect(await load(draft.id, ["hyperparams"])).toEqual({ id: draft.id, hyperparams: {} });
  });

  test("edits user properties of a task that is done", async () => {
    const hyperparams = [{ section: "properties", name: "reviewed", value: "yes" }];
    await world.page.call("tasks.edit_hyper_params", { task: task.id, hyperparams, replace_hyperparams: "section" });
    expect(await load(task.id, ["hyperparams.properties.reviewed.value"])).toMatchObject({
      hyperparams: { properties: { reviewed: { value: "yes" } } },
    });
  });
});

describe("the other tabs", () => {
  test("edit name, comment and tags of any task", async () => {
    const changes = { name: "trained", comment: "good", tags: ["kept"] };
    const { fields } = await world.page.call("tasks.update", { task: task.id, ...changes });
    expect(fields).toMatchObject(changes);
    expect(await world.page.refused("tasks.update", { task: task.id, name: "x" })).toMatchObject({
      result_subcode: 800,
    });
  });

  test("edit code, container and destination of a draft", async () => {
    const { page } = world;
    await page.call("tasks.edit", { task: draft.id, script: { branch: "next", version_num: "", tag: "" } });
    await page.call("tasks.edit", { task: draft.id, script: { requirements: { pip: "numpy" }, diff: "" } });
    await page.call("tasks.edit", {
      task: draft.id,
      container: { image: "node:22", arguments: "-e A=1", setup_shell_script: "" },
    });
    await page.call("tasks.edit", { task: draft.id, output_dest: "s3://bucket" });
    expect(await load(draft.id, INFO_FIELDS)).toMatchObject({
      script: { branch: "next", requirements: { pip: "numpy" } },
      container: { image: "node:22", arguments: "-e A=1" },
      output: { destination: "s3://bucket" },
    });
  });

  test("refuse to edit what is done", async () => {
    const script = { branch: "other" };
    expect(await world.page.refused("tasks.edit", { task: task.id, script })).toMatchObject({ result_subcode: 110 });
  });
});
