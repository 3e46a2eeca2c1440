import { readFileSync } from "node:fs";
import * as automation from "@clearml-ts/automation";
import * as client from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import * as models from "@clearml-ts/models";
import * as pipeline from "@clearml-ts/pipeline";
import { startServer } from "@clearml-ts/server";
import * as tasks from "@clearml-ts/tasks";
import * as umbrella from "clearml-ts";
import { expect, test } from "vitest";
import { dataCommand } from "../packages/clearml-ts/src/commands/data/data.ts";
import { parityRows } from "./parity-page.ts";

const rows = parityRows();

test("each row of docs/parity.md has a counterpart and its test, or a reason", () => {
  expect(rows.length).toBeGreaterThan(0);
  const unclear = rows.filter(
    ({ cell, names, shownBy }) => (shownBy !== undefined) !== names.length > 0 || !/^(`|none: |not yet$)/.test(cell),
  );
  expect(unclear).toEqual([]);
});

test("each test that docs/parity.md names is there", () => {
  const absent = rows.flatMap(({ method, shownBy }) =>
    shownBy && !readFileSync(shownBy.file, "utf8").includes(JSON.stringify(shownBy.title)) ? [method] : [],
  );
  expect(absent).toEqual([]);
});

test("each name on docs/parity.md is there", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  await using connection = await client.connect({ ...server.credentials, fetch: server.fetch, env: {} });
  const task = await tasks.Task.create({ project: "parity", name: "names" }, { connection });
  const dataset = await Dataset.create({ project: "parity", name: "names" }, { connection });
  await task.start();
  const outputModel = models.OutputModel.create({ task });
  const model = await outputModel.updateWeights({ url: "s3://bucket/names.bin" });
  const range = new automation.UniformParameterRange("rate", { minValue: 0, maxValue: 1 });
  const objective = new automation.Objective({ title: "loss", series: "train" });
  const known: Record<string, unknown> = {
    ...client,
    ...umbrella,
    ...tasks,
    ...models,
    ...pipeline,
    ...automation,
    controller: new pipeline.PipelineController({ name: "names", project: "parity" }),
    optimizer: new automation.HyperParameterOptimizer({
      baseTaskId: task.id,
      hyperParameters: [range],
      objectiveMetricTitle: "loss",
      objectiveMetricSeries: "train",
    }),
    strategy: new automation.GridSearch({ hyperParameters: [range], objective }),
    scheduler: new automation.TaskScheduler({ connection }),
    triggers: new automation.TriggerScheduler({ connection }),
    range,
    objective,
    task,
    dataset,
    model,
    inputModel: await models.InputModel.get({ id: model.id }, { connection }),
    outputModel,
    logger: task.logger,
    connection,
  };
  const absent = rows
    .flatMap(({ names }) => names)
    .filter((name) => !name.startsWith(COMMAND) && !isThere(known, name.split(".")));
  expect(absent).toEqual([]);
});

const COMMAND = "clearml-ts ";

test("each command and option on docs/parity.md is there", () => {
  const tools: Record<string, ReturnType<typeof dataCommand>> = { data: dataCommand() };
  const named = rows.flatMap(({ names }) => names.filter((name) => name.startsWith(COMMAND)));
  expect(named).not.toEqual([]);
  const absent = named.filter((name) => {
    const [tool = "", command, option] = name.slice(COMMAND.length).split(" ");
    const found = tools[tool]?.commands.find((each) => each.name() === command);
    return !found || (option !== undefined && !found.options.some(({ long }) => long === option));
  });
  expect(absent).toEqual([]);
});

/** Fields of records are there or not, as the server has a value for them. */
function isThere(root: Record<string, unknown>, [first = "", second, third]: string[]): boolean {
  const object = root[first];
  if (second === undefined) {
    return object !== undefined;
  }
  const member = Object(object) as Record<string, unknown>;
  if (!(second in member)) {
    return false;
  }
  return third === undefined || second === "record" || third in Object(member[second]);
}
