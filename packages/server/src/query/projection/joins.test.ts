import { expect, test } from "vitest";
import { taskFields } from "../../services/tasks/fields.ts";
import type { Document } from "../document-path.ts";
import type { EntityName } from "../entity-fields.ts";
import { joinReferences, planJoins, withId } from "./joins.ts";

test("fields of referred records are told from a task's own", () => {
  expect(
    planJoins(["name", "project.name", "project.id", "execution.queue", "models.output.model.task.name"], taskFields),
  ).toEqual({
    own: ["id", "name", "execution.queue", "project", "models.output.model"],
    joins: [
      { path: "project", entity: "projects", only: ["name", "id"] },
      { path: "models.output.model", entity: "models", only: ["task.name"] },
    ],
  });
});

test("references become objects, with the fields that were asked for", () => {
  const tasks: Document[] = [
    { id: "t", project: "p", user: "u", company: "", models: { output: [{ name: "m", model: "x" }] } },
    { id: "s", project: "gone" },
  ];
  const asked: [EntityName, readonly string[]][] = [];
  joinReferences(tasks, taskFields, [{ path: "project", entity: "projects", only: ["name"] }], (entity, ids) => {
    asked.push([entity, ids]);
    return [{ id: "p", name: "demo" }];
  });
  expect(asked).toEqual([["projects", ["p", "gone"]]]);
  expect(tasks).toEqual([
    {
      id: "t",
      project: { id: "p", name: "demo" },
      user: { id: "u" },
      company: {},
      models: { output: [{ name: "m", model: { id: "x" } }] },
    },
    { id: "s", project: { id: "gone" } },
  ]);
});

test("the id of a joined record is always sent", () => {
  expect(withId(["name"])).toEqual(["id", "name"]);
  expect(withId(["-name"])).toEqual(["-name"]);
  expect(withId([])).toEqual([]);
});
