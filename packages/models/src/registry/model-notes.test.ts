import { InvalidValueError, Task } from "@clearml-ts/tasks";
import { expect, onTestFinished, test } from "vitest";
import { ModelPublishedError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { registerModel } from "../output/register-model.ts";
import { Model } from "./model.ts";

async function draft() {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo models", name: "training" }, { connection });
  onTestFinished(async () => void (await task.close()));
  const model = await registerModel({
    task,
    name: "forest",
    weights: { url: "s3://b/forest.bin" },
    tags: ["a", "b"],
    metadata: { R2: 0.5, rows: 10 },
  });
  return { connection, model, fresh: () => Model.get({ id: model.id }, { connection }) };
}

test("name, comment, tags, framework and project are changed later", async () => {
  const { model, fresh } = await draft();
  await model.setName("woods");
  await model.setComment("of many trees");
  await model.setTags(["c", "d", "c"]);
  await model.changeTags({ add: ["e"], remove: ["c"] });
  await model.setFramework("ydf");
  await model.moveToProject("demo models/best");
  expect(await fresh()).toMatchObject({
    name: "woods",
    comment: "of many trees",
    tags: ["d", "e"],
    framework: "ydf",
    projectId: model.projectId,
  });
  expect(await Model.get({ project: "demo models/best", name: "woods" }, model)).toMatchObject({ id: model.id });
});

test("tags that are changed at the same moment are all changed", async () => {
  const { connection, model } = await draft();
  const others = await Promise.all([0, 1, 2].map(() => Model.get({ id: model.id }, { connection })));
  await Promise.all(others.map((other, index) => other.changeTags({ add: [`new ${index}`] })));
  await model.changeTags({ remove: ["a"] });
  expect(model.tags).toEqual(["b", "new 0", "new 1", "new 2"]);
  await model.changeTags({});
  expect(model.tags).toEqual(["b", "new 0", "new 1", "new 2"]);
});

test("metadata is added to, replaced and deleted", async () => {
  const { model, fresh } = await draft();
  await model.setMetadata({ rows: 12, site: "Porto" });
  expect((await fresh()).metadata).toEqual({ R2: 0.5, rows: 12, site: "Porto" });
  await model.deleteMetadata("rows", "absent");
  expect((await fresh()).metadata).toEqual({ R2: 0.5, site: "Porto" });
  await model.setMetadata({ site: "Lisboa" }, { replace: true });
  expect((await fresh()).metadata).toEqual({ site: "Lisboa" });
});

test("labels and design are changed until the model is published", async () => {
  const { model, fresh } = await draft();
  expect(model.getDesignAsDict()).toBeUndefined();
  await model.setLabels({ cold: 0, hot: 1 });
  await model.setDesign({ trees: 300, features: ["tu", "ur"] });
  expect(await fresh()).toMatchObject({
    labels: { cold: 0, hot: 1 },
    design: 'trees = 300\nfeatures = ["tu", "ur"]',
  });
  expect((await fresh()).getDesignAsDict()).toEqual({ trees: 300, features: ["tu", "ur"] });
  await model.setDesign("layer { type: dense }");
  expect((await fresh()).design).toBe("layer { type: dense }");
  await expect(model.setLabels({ cold: 0.5 })).rejects.toThrow(InvalidValueError);

  await (await fresh()).publish();
  await expect(model.setLabels({ cold: 1 })).rejects.toThrow(ModelPublishedError);
  await expect(model.setDesign("other")).rejects.toThrow("it is published");
  await model.setMetadata({ note: "still possible" });
  expect(await fresh()).toMatchObject({ labels: { cold: 0, hot: 1 }, design: "layer { type: dense }" });
});
