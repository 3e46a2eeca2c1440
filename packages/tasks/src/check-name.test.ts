import { expect, test } from "vitest";
import { checkProjectName, checkTaskName } from "./check-name.ts";
import { InvalidNameError } from "./errors.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import { listProjects } from "./projects.ts";
import { Task } from "./task/task.ts";

test.each(["", "ab", " ab ", "🙂🙂"])("%j is too short to name a task", (name) => {
  expect(() => checkTaskName(name)).toThrow(InvalidNameError);
});

test("the first and the last part of a project count, as for the server", () => {
  expect(() => checkProjectName("comfort/ab")).toThrow('"comfort/ab" is too short to name a project');
  expect(() => checkProjectName("comfort/ab/")).toThrow(InvalidNameError);
  expect(() => checkProjectName("ab/comfort")).toThrow('"ab/comfort" is too short to name a project');
  expect(() => checkProjectName("comfort/ab/survey")).not.toThrow();
  expect(() => checkTaskName("🙂🙂🙂")).not.toThrow();
});

test("names that are too short are refused before anything is made", async () => {
  const { connection } = await liveConnection();
  await expect(Task.init({ project: "Short names", name: "ab" }, { connection })).rejects.toThrow(InvalidNameError);
  await expect(Task.create({ project: "ab", name: "train" }, { connection })).rejects.toThrow(InvalidNameError);
  const projects = [];
  for await (const { name } of listProjects(connection, { namePattern: "^(Short names|ab)$" })) {
    projects.push(name);
  }
  expect(projects).toEqual([]);

  const task = await Task.create({ project: "Long names", name: "train" }, { connection });
  await expect(task.setName("ab")).rejects.toThrow(InvalidNameError);
});
