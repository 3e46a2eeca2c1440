import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../task.ts";
import type { QueryTasksOptions } from "./task-lookup.ts";

test("tasks are found by pattern, tags, types, projects and any filter that the server knows", async () => {
  const { connection } = await liveConnection();
  const make = (name: string, tags: string[], project = "queries") =>
    Task.create({ project, name, tags, type: name.startsWith("t") ? "testing" : "training" }, { connection });
  await make("train 1", ["red", "round"]);
  await make("train 2", ["green", "round"]);
  await make("evaluate", ["red", "square"]);
  await make("elsewhere", ["blue"], "more queries");
  const names = async (options: QueryTasksOptions) => {
    const found: unknown[] = [];
    const query = { project: "queries", pageSize: 2, fields: ["name"], ...options };
    for await (const { name } of Task.queryTasks(query, { connection })) {
      found.push(name);
    }
    return found.sort();
  };
  expect(await names({ namePattern: "^train \\d" })).toEqual(["train 1", "train 2"]);
  expect(await names({ tags: ["red", "round"] })).toEqual(["train 1"]);
  expect(await names({ anyTags: ["green", "square"] })).toEqual(["evaluate", "train 2"]);
  expect(await names({ tags: ["round"], anyTags: ["green", "square"] })).toEqual(["train 2"]);
  expect(await names({ tags: ["-round"] })).toEqual(["evaluate"]);
  expect(await names({ type: ["testing"] })).toEqual(["train 1", "train 2"]);
  expect(await names({ project: ["queries", "more queries", "no queries"], type: "training" })).toEqual([
    "elsewhere",
    "evaluate",
  ]);
  expect(await names({ project: "no queries" })).toEqual([]);
  expect(await names({ filter: { _any_: { fields: ["name", "comment"], pattern: "evalu" } } })).toEqual(["evaluate"]);
});

test("a query reads the fields that it is asked for, in the order that the filter names, over all pages", async () => {
  const { connection } = await liveConnection();
  for (const name of ["first", "second", "third"]) {
    const script = { repository: `https://example.com/${name}.git` };
    await Task.create({ project: "queries", name, script }, { connection });
  }
  const found: unknown[] = [];
  const options = { project: "queries", pageSize: 1, fields: ["script.repository", "parent"] };
  for await (const task of Task.queryTasks({ ...options, filter: { order_by: ["name"] } }, { connection })) {
    found.push(task);
  }
  expect(found).toEqual(
    ["first", "second", "third"].map((name) => ({
      id: expect.any(String),
      "script.repository": `https://example.com/${name}.git`,
      parent: undefined,
    })),
  );
});
