import { API_VERSION } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { readSequences } from "./read-sequences.ts";

test("a sequence is read from its lines: what a call keeps, its version, its request", () => {
  const text = `
## a task is edited
# The name is kept.
@task = tasks.create {"name": "a task"}
tasks.edit@2.8 {"task": "@task"}
@page.scroll_id = events.get_task_events
`;
  expect(readSequences(text)).toEqual([
    {
      name: "a task is edited",
      calls: [
        { endpoint: "tasks.create", version: API_VERSION, data: { name: "a task" }, keep: { id: "@task" } },
        { endpoint: "tasks.edit", version: "2.8", data: { task: "@task" }, keep: {} },
        {
          endpoint: "events.get_task_events",
          version: API_VERSION,
          data: {},
          keep: { scroll_id: "@page.scroll_id" },
        },
      ],
    },
  ]);
});

test("calls that are made before each other call are made again and again", () => {
  const [sequence] = readSequences(`
## edits
each: @task = tasks.create
tasks.edit {"name": "a"}
tasks.edit {"name": "b"}`);
  expect(sequence?.calls.map(({ endpoint }) => endpoint)).toEqual([
    "tasks.create",
    "tasks.edit",
    "tasks.create",
    "tasks.edit",
  ]);
});

test("a line that is not a call is refused", () => {
  expect(() => readSequences("## edits\ntasks edit")).toThrow("This is not a call: tasks edit");
  expect(() => readSequences("tasks.edit")).toThrow("before the name of its sequence");
});
