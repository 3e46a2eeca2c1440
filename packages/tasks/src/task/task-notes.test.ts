import { expect, test } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { TaskStateError } from "../record/errors.ts";
import { Task } from "./task.ts";

test("a task is renamed, sorted, and given another parent and type", async () => {
  const { connection } = await liveConnection();
  const parent = await Task.create({ project: "notes", name: "parent" }, { connection });
  await using task = await Task.init({ project: "notes", name: "first name", tags: ["old"] }, { connection });
  await task.setName("second name");
  await task.setTaskType("testing");
  await task.setTags(["b", "a", "b"]);
  await task.setParent(parent.id);
  await task.reload();
  expect(task).toMatchObject({ name: "second name", type: "testing", tags: ["a", "b"], parent: parent.id });
  await task.complete();
  await task.setName("third name");
  await expect(task.setParent(parent.id)).rejects.toThrow(TaskStateError);
});

test("what is archived is out of lists until it is taken back", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "notes", name: "put away" }, { connection });
  await task.complete();
  const listed = async () => {
    const names: string[] = [];
    for await (const { name } of Task.list({ project: "notes" }, { connection })) {
      names.push(name);
    }
    return names;
  };
  await task.setArchived(true);
  expect([task.archived, task.systemTags, await listed()]).toEqual([true, ["development", "archived"], []]);
  await task.setArchived(false);
  expect([task.archived, task.systemTags, await listed()]).toEqual([false, ["development"], ["put away"]]);
});

test("a task moves to a project, which is made if need be, and says so", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "from", name: "moved" }, { connection });
  await task.complete();
  await task.moveToProject("elsewhere/deep");
  expect(task.project.name).toBe("elsewhere/deep");
  expect(task.webUrl).toContain(task.project.id);
  expect((await Task.get({ id: task.id }, { connection })).project).toEqual(task.project);
});

test("progress is a whole percentage, or unknown", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "notes", name: "on its way" }, { connection });
  await task.setProgress(41.6);
  await expect(task.setProgress(Number.NaN)).rejects.toThrow(InvalidValueError);
  expect(task.progress).toBe(42);
  const draft = await Task.create({ project: "notes", name: "not begun" }, { connection });
  expect(draft.progress).toBeUndefined();
});

test("tags that several programs change at the same time are all there", async () => {
  const { connection, connectAgain } = await liveConnection();
  const { id } = await Task.create({ project: "notes", name: "tagged", tags: ["old"] }, { connection });
  const programs = await Promise.all([connectAgain(), connectAgain(), connectAgain(), connectAgain()]);
  const tasks = await Promise.all(programs.map((program) => Task.get({ id }, { connection: program })));
  await Promise.all(tasks.map((task, index) => task.addTags(`from ${index}`)));
  await Promise.all([tasks[0]?.removeTags("old"), tasks[1]?.addTags("new"), tasks[2]?.removeTags("from 3")]);
  const [task] = tasks;
  expect((await task?.reload())?.tags).toEqual(["from 0", "from 1", "from 2", "new"]);
  await task?.addTags();
});
