import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../task.ts";

test("what is exported is imported as a draft with the same content and none of the results", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "exports", name: "original", tags: ["kept"] }, { connection });
  await task.setParameters({ "Args/rate": 0.5 });
  await task.setConfigurationObject("notes", { value: "free text" });
  await task.setModelLabelEnumeration({ cat: 1 });
  await task.uploadArtifact("result", "text");
  await task.complete();
  const exported = await task.exportTask();
  expect(exported).toMatchObject({ project_name: "exports", name: "original", hyperparams: expect.anything() });
  expect(exported.execution).not.toHaveProperty("artifacts");
  expect(exported).not.toHaveProperty("status_reason");

  const copy = await Task.importTask(JSON.parse(JSON.stringify(exported)), { connection });
  expect(copy.id).not.toBe(task.id);
  await copy.reload();
  expect(copy).toMatchObject({ name: "original", status: "created", tags: ["kept"], project: { name: "exports" } });
  expect(copy.getParameters()).toEqual({ "Args/rate": 0.5 });
  expect(copy.getConfigurationObjects()).toEqual({ notes: "free text" });
  expect([copy.getLabelsEnumeration(), copy.artifacts.size]).toEqual([{ cat: 1 }, 0]);
});

test("an update lays content over a task, and the rest stays", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "exports", name: "updated", tags: ["kept"] }, { connection });
  await task.setParameters({ "Args/rate": 0.5, "Args/depth": 3 });
  await task.uploadArtifact("result", "text");
  const { hyperparams = {} } = await task.exportTask();
  const rate = { ...hyperparams["Args"]?.["rate"], section: "Args", name: "rate", value: "0.25" };
  await task.updateTask({ comment: "changed", hyperparams: { Args: { rate } }, execution: { framework: "custom" } });
  await task.reload();
  expect(task.getParameters()).toEqual({ "Args/rate": 0.25, "Args/depth": 3 });
  expect(task.record).toMatchObject({ comment: "changed", execution: { framework: "custom" } });
  expect([task.tags, [...task.artifacts.keys()]]).toEqual([["kept"], ["result"]]);
});
