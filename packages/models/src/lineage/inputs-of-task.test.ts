import type { TaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { inputsOfTask } from "./inputs-of-task.ts";

const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
  string,
  string,
];

function record(content: Partial<TaskRecord>): TaskRecord {
  return { id: "t", name: "t", type: "training", status: "completed", ...content };
}

const item = (section: string, name: string, value: string, type?: string) => ({
  [name]: { section, name, value, ...(type && { type }) },
});

test("datasets are found by alias, in the runtime and as inputs of a step, each once", () => {
  const { datasets } = inputsOfTask(
    record({
      hyperparams: {
        Datasets: item("Datasets", "survey", a),
        kwargs: { ...item("kwargs", "data", c, "dataset"), ...item("kwargs", "text", d, "str") },
      },
      runtime: { datasets: [a, b, 7] },
    }),
  );
  expect(datasets).toEqual([
    { id: a, alias: "survey" },
    { id: b, alias: undefined },
    { id: c, alias: undefined },
  ]);
});

test("models and steps before are found, and what does not look like an id is not", () => {
  const { models, tasks } = inputsOfTask(
    record({
      models: { input: [{ name: "start", model: a }] },
      hyperparams: {
        kwargs: { ...item("kwargs", "model", b, "model"), ...item("kwargs", "odd", "nobody", "model") },
        kwargs_artifacts: {
          ...item("kwargs_artifacts", "rows", `${c}.rows`),
          ...item("kwargs_artifacts", "names", `${c}.names`),
          ...item("kwargs_artifacts", "later", "not yet known"),
          ...item("kwargs_artifacts", "more", `${e}.more`),
        },
      },
    }),
  );
  expect({ models, tasks }).toEqual({ models: [a, b], tasks: [c, e] });
});

test("a task that says nothing has no inputs", () => {
  expect(inputsOfTask(record({}))).toEqual({ datasets: [], models: [], tasks: [] });
});
