import { ConfigError } from "@clearml-ts/client";
import { expect, test, vi } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { TaskStateError } from "../record/errors.ts";
import { Task } from "./task.ts";

test("a parameter is deleted from its section, and another one stays", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "parameters" }, { connection });
  await task.setParameters({ "Args/rate": 0.5, "Args/depth": 3 });
  expect(await task.deleteParameter("Args/rate")).toBe(true);
  expect(await task.deleteParameter("Args/rate")).toBe(false);
  expect(task.getParameters()).toEqual({ "Args/depth": 3 });
  await task.complete();
  await expect(task.deleteParameter("Args/depth")).rejects.toThrow(TaskStateError);
});

test("a change by another object stays, however new the task is", async () => {
  const { connection } = await liveConnection();
  const task = await Task.create({ project: "new", name: "shared" }, { connection });
  await connection.services.tasks.edit({ task: task.id, runtime: { others: "1" }, force: true });
  await task.setRuntimeProperties({ own: "2" });
  await task.reload();
  expect(task.record.runtime).toMatchObject({ others: "1", own: "2" });
});

test("parameters and runtime properties are set in one call, and others of both stay", async () => {
  const { connection, requests } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "at once" }, { connection });
  await task.setParameters({ "Args/rate": 0.5 });
  const before = requests.length;
  await task.setParameters({ "return/size": 3 }, { types: { "return/size": "float" }, runtime: { step: "count" } });
  // The heartbeat may look at the task meanwhile.
  const calls = requests.slice(before).filter((endpoint) => endpoint !== "tasks.get_all");
  expect(calls).toEqual(["tasks.get_by_id", "tasks.edit"]);
  await task.reload();
  expect(task.getParameters()).toEqual({ "Args/rate": 0.5, "return/size": 3 });
  expect(task.record.hyperparams?.["return"]?.["size"]).toMatchObject({ value: "3.0", type: "float" });
  expect(task.record.runtime).toMatchObject({ step: "count", progress: "0" });
});

test("parameters are nested by the parts of their names", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "nested" }, { connection });
  await task.setParameters({ "General/net": "deep", "General/net/depth": 3, "General/net/on": true, "Args/a": null });
  expect(task.getParametersAsDict()).toEqual({ General: { net: { depth: 3, on: true } }, Args: { a: null } });
});

test("user properties are read by name, and deleted although the task is over", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "properties" }, { connection });
  await task.setUserProperties({ owner: "Ana", score: 0.5 });
  await task.complete();
  expect(task.getUserProperties()).toEqual({ owner: "Ana", score: 0.5 });
  expect(await task.deleteUserProperties("owner", "nobody")).toBe(1);
  expect(task.getUserProperties()).toEqual({ score: 0.5 });
});

test("configuration objects are read together, as texts", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "configuration" }, { connection });
  await task.setConfigurationObject("notes", { value: "free text" });
  await task.connectConfiguration({ depth: 3 });
  expect(task.getConfigurationObjects()).toEqual({ notes: "free text", General: "depth = 3" });
});

test("a configuration object is read as an object or a list, from HOCON and from JSON", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "read configuration" }, { connection });
  await task.connectConfiguration({ model: { depth: 3 }, names: ["a"] });
  await task.setConfigurationObject("list", { value: '[{"a": 1}]' });
  await task.setConfigurationObject("broken", { value: "{ a: " });
  expect(task.getConfigurationObjectAsDict("General")).toEqual({ model: { depth: 3 }, names: ["a"] });
  expect(task.getConfigurationObjectAsDict("list")).toEqual([{ a: 1 }]);
  expect(task.getConfigurationObjectAsDict("none")).toBeUndefined();
  expect(() => task.getConfigurationObjectAsDict("broken")).toThrow(ConfigError);
});

test("labels replace those before, artifacts stay, and a fraction is refused", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "settings", name: "labels" }, { connection });
  await task.uploadArtifact("kept", "text");
  await task.setModelLabelEnumeration({ background: 0, cat: 1 });
  await task.setModelLabelEnumeration({ dog: 2 });
  expect((await task.reload()).getLabelsEnumeration()).toEqual({ dog: 2 });
  expect([...task.artifacts.keys()]).toEqual(["kept"]);
  await expect(task.setModelLabelEnumeration({ half: 0.5 })).rejects.toThrow(InvalidValueError);
});

test("an artifact that arrives while labels are set stays", async () => {
  const live = await liveConnection();
  const task = await Task.create({ project: "settings", name: "labels" }, live);
  const other = await Task.get({ id: task.id }, { connection: await live.connectAgain() });
  const { tasks } = live.connection.services;
  const edit = tasks.edit;
  // Between the record that was read and the change that is made of it.
  vi.spyOn(tasks, "edit").mockImplementationOnce(async (...call) => {
    await other.uploadArtifact("meanwhile", { of: "somebody else" });
    return await edit(...call);
  });
  await task.setModelLabelEnumeration({ cold: 0, hot: 1 });
  await task.reload();
  expect([...task.artifacts.keys()]).toEqual(["meanwhile"]);
  expect(task.getLabelsEnumeration()).toEqual({ cold: 0, hot: 1 });
});
