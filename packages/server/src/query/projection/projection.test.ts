import { expect, test } from "vitest";
import { taskFields } from "../../services/tasks/fields.ts";
import { parseProjection, project, projectionOf, sends } from "./projection.ts";

const task = {
  id: "t",
  name: "one",
  runtime: { progress: "5", version: "1" },
  script: { binary: "python", diff: "long" },
  models: {
    output: [
      { name: "m", model: "x" },
      { name: "n", model: "y" },
    ],
  },
  hyperparams: { Args: { "a.b": { value: "1", name: "a.b" } } },
  unique_metrics: ["a/b"],
};

function projected(...names: string[]) {
  return project(task, parseProjection(names, taskFields));
}

test("without names everything is sent but what is hidden", () => {
  const { unique_metrics, ...rest } = task;
  expect(projected()).toEqual(rest);
});

test("named paths are sent, and nothing else", () => {
  expect(projected("name", "runtime.progress", "script.diff")).toEqual({
    name: "one",
    runtime: { progress: "5" },
    script: { diff: "long" },
  });
});

test("a path that leads nowhere sends what there is on the way", () => {
  expect(projected("runtime.nothing", "comment")).toEqual({ runtime: {} });
});

test("a path of which another one is part wins", () => {
  expect(projected("script.diff", "script")).toEqual({ script: task.script });
});

test("lists are projected element by element", () => {
  expect(projected("models.output.name")).toEqual({ models: { output: [{ name: "m" }, { name: "n" }] } });
});

test("escaped keys are found", () => {
  expect(projected("hyperparams.Args.a%2Eb.value")).toEqual({
    hyperparams: { Args: { "a.b": { value: "1" } } },
  });
});

test("a minus leaves out, a star means everything below", () => {
  const { unique_metrics, models, ...rest } = task;
  expect(projected("-models", "-script.diff")).toEqual({ ...rest, script: { binary: "python" } });
  expect(projected("script.*", "-script.diff")).toEqual({ script: { binary: "python" } });
});

test("hidden fields are sent when they are named", () => {
  expect(projected("unique_metrics")).toEqual({ unique_metrics: ["a/b"] });
});

test.each([
  [[], true],
  [["-script"], true],
  [["-script", "-runtime"], false],
  [["-runtime.progress"], true],
  [["runtime"], true],
  [["runtime.progress", "name"], true],
  [["name"], false],
])("%j says of a field whether anything of it is sent", (names, isSent) => {
  expect(sends(parseProjection(names, taskFields), "runtime")).toBe(isSent);
});

test("a field that tasks do not have is refused", () => {
  expect(() => projected("nmae")).toThrow("nmae");
});

test("both spellings of the parameter are read", () => {
  expect(projectionOf({ only_fields: ["name"] })).toEqual(["name"]);
  expect(projectionOf({ projection: ["id"], only_fields: ["name"] })).toEqual(["id"]);
  expect(projectionOf({ only_fields: [] })).toEqual([]);
  expect(projectionOf({ only_fields: null })).toEqual([]);
});

test("a text where a list of names belongs is refused: the official server reads its letters as names", () => {
  for (const text of ["name", "id"]) {
    expect(() => parseProjection(projectionOf({ only_fields: text }), taskFields)).toThrow("Invalid fields");
  }
});

test("a path into a field that holds nothing else, or not that, is refused", () => {
  for (const path of ["name.x", "created.year", "script.nmae", "-name.x"]) {
    expect(() => projected(path)).toThrow(path.replace("-", ""));
  }
  expect(() => projected("script.binary", "script.*", "runtime.any.thing", "models.input.model")).not.toThrow();
});
