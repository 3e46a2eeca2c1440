import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

async function pipeline(s: RecordsServer) {
  const { id: project } = await s.ok("projects.create", {
    name: "top/.pipelines/nightly",
    system_tags: ["hidden", "pipeline"],
  });
  const run = await s.task({
    name: "nightly",
    type: "controller",
    project,
    system_tags: ["pipeline"],
    hyperparams: { Args: { day: { section: "Args", name: "day", value: "1", type: "int" } } },
  });
  const { id: queue } = await s.ok("queues.create", { name: "runs" });
  return { project, run, queue };
}

test("a run is started as a numbered copy with other arguments, in a queue", async () => {
  await using s = await RecordsServer.start();
  const { run, queue } = await pipeline(s);
  const args = [
    { name: "day", value: "2" },
    { name: "full", value: "True" },
  ];
  const reply = await s.ok("pipelines.start_pipeline", { task: run, queue, args, verify_watched_queue: true });
  expect(reply).toEqual({ pipeline: expect.any(String), enqueued: true, queue_watched: false });
  expect(await s.getTask(reply.pipeline)).toMatchObject({
    name: "nightly #2",
    status: "queued",
    status_message: "Starting pipeline",
    hyperparams: { Args: { day: { value: "2", type: "int" }, full: { value: "True" } } },
  });
});

test("a run is started in another pipeline, which is made when it is missing", async () => {
  await using s = await RecordsServer.start();
  const { run, queue } = await pipeline(s);
  const target = { task: run, new_project_name: "elsewhere", new_pipeline_name: "hourly" };
  expect(await s.ok("pipelines.check_new_run", target)).toEqual({});

  const { pipeline: id, new_project } = await s.ok("pipelines.start_pipeline", {
    ...target,
    queue,
    new_pipeline_version: "2.0",
  });
  expect(new_project).toEqual({ id: expect.any(String), name: "elsewhere/.pipelines/hourly" });
  expect(await s.getTask(id)).toMatchObject({
    name: "hourly",
    project: new_project?.id,
    hyperparams: { Args: { day: { value: "1" } }, properties: { version: { value: "2.0" } } },
  });
  const { projects } = await s.ok("projects.get_all_ex", { id: [new_project?.id ?? ""], search_hidden: true });
  expect(projects).toMatchObject([{ system_tags: ["hidden", "pipeline"] }]);
  expect(await s.ok("pipelines.check_new_run", target)).toEqual({ existing_project: new_project });
});

test("another pipeline is named after the run when it is given no name", async () => {
  await using s = await RecordsServer.start();
  const { run, queue } = await pipeline(s);
  const { new_project } = await s.ok("pipelines.start_pipeline", { task: run, queue, new_project_name: "elsewhere" });
  expect(new_project?.name).toBe("elsewhere/.pipelines/nightly");
  expect(
    await s.refused("pipelines.start_pipeline", { task: run, queue, new_project_name: "x", new_pipeline_name: "a/b" }),
  ).toBe("400/12");
});

test("runs are deleted with their steps, but never the last one", async () => {
  await using s = await RecordsServer.start();
  const { project, run, queue } = await pipeline(s);
  const { pipeline: second } = await s.ok("pipelines.start_pipeline", { task: run, queue });
  const step = await s.task({ parent: second });
  const plain = await s.task({ project });
  expect(await s.refused("pipelines.delete_runs", { ids: [run, second], project })).toBe("400/160");
  const { succeeded } = await s.ok("pipelines.delete_runs", { ids: [second, plain], project });
  expect(succeeded).toMatchObject([{ id: second, deleted: true }]);
  expect(await s.refused("tasks.get_by_id", { task: step })).toBe("400/101");
  expect(await s.status(plain)).toBe("created");
});
