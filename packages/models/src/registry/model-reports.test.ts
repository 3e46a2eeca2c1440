import { Task } from "@clearml-ts/tasks";
import { expect, onTestFinished, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { OutputModel } from "../output/output-model.ts";
import { Model } from "./model.ts";

async function setUp() {
  const { connection, warnings } = await liveConnection();
  const task = await Task.init({ project: "demo models", name: "training" }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { connection, warnings, task, output: OutputModel.create({ task, name: "forest" }) };
}

test("scalars, single values and plots of a model are read back, and are not those of its task", async () => {
  const { task, output } = await setUp();
  const model = await output.updateWeights(Buffer.from("f"), { targetName: "forest.bin" });
  const { logger } = model;
  for (const [iteration, loss] of [0.5, 0.25, 0.3].entries()) {
    logger.reportScalar("loss", "validation", loss, { iteration });
  }
  logger.reportSingleValue("R2", 0.5);
  logger.reportConfusionMatrix("confusion", "votes", [
    [5, 1],
    [2, 7],
  ]);
  await logger.flush();
  expect(await model.getReportedScalars()).toEqual({ loss: { validation: { x: [0, 1, 2], y: [0.5, 0.25, 0.3] } } });
  expect(await model.getReportedSingleValues()).toEqual({ R2: 0.5 });
  expect(await model.getReportedPlots()).toMatchObject([{ metric: "confusion", variant: "votes", model_event: true }]);
  expect((await model.getLastScalarMetrics())["loss"]).toEqual({ validation: { last: 0.3, min: 0.25, max: 0.5 } });
  expect(await task.getReportedScalars()).toEqual({});
});

test("a model enters the registry with its first reports, and gets its weights later", async () => {
  const { connection, task, output } = await setUp();
  output.logger.reportScalar("loss", "validation", 0.5, { iteration: 0 });
  await output.setMetadata({ fold: 1 });
  await output.logger.flush();
  const registered = output.model;
  expect(registered).toMatchObject({ name: "forest", metadata: { fold: 1 }, taskId: task.id });
  expect(registered?.url).toMatch(/\/uploading_file$/);
  await expect(output.publish()).rejects.toThrow("before it has weights");
  expect(task.models.output).toEqual([]);

  const model = await output.updateWeights(Buffer.from("f"), { targetName: "forest.bin" });
  expect(model).toMatchObject({ id: registered?.id, fileStem: "forest" });
  expect(await (await Model.get({ id: model.id }, { connection })).getReportedScalars()).toHaveProperty("loss");
  expect(task.models.output).toMatchObject([{ name: "forest", model: model.id }]);
});

test("reports and weights that come together register one model", async () => {
  const { connection, task, output } = await setUp();
  output.logger.reportSingleValue("R2", 0.5);
  await Promise.all([output.logger.flush(), output.updateWeights(Buffer.from("f"), { targetName: "forest.bin" })]);
  const { models } = await connection.services.models.getAll({ task: [task.id] });
  expect(models.map(({ id }) => id)).toEqual([output.model?.id]);
  expect(output.model?.fileStem).toBe("forest");
});

test("the reports of a published model are refused with a warning", async () => {
  const { warnings, output } = await setUp();
  const model = await output.updateWeights(Buffer.from("f"), { targetName: "forest.bin" });
  await model.publish();
  model.logger.reportSingleValue("R2", 0.5);
  await model.logger.flush();
  expect(warnings).toEqual([expect.stringContaining(`The server refused 1 events`)]);
  expect(await model.getReportedSingleValues()).toEqual({});
});
