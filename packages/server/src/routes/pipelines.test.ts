import { expect, test } from "vitest";
import { RecordsServer } from "./records.fixture.ts";

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
  return { project, run };
}

test("a run is started as a numbered copy with other arguments, in a queue", async () => {
  await using s = await RecordsServer.start();
  const { run } = await pipeline(s);
  const args = [
    { name: "day", value: 2 },
    { name: "full", value: true },
  ];
  const reply = await s.ok("pipelines.start_pipeline", { task: run, args, verify_watched_queue: true });
  expect(reply).toEqual({ pipeline: expect.any(String), enqueued: true, queue_watched: false });
  expect(await s.getTask(reply.pipeline)).toMatchObject({
    name: "nightly #2",
    status: "queued",
    status_message: "Starting pipeline",
    hyperparams: { Args: { day: { value: "2", type: "int" }, full: { value: "True" } } },
  });
});

test("runs are deleted with their steps, but never the last one", async () => {
  await using s = await RecordsServer.start();
  const { project, run } = await pipeline(s);
  const { pipeline: second } = await s.ok("pipelines.start_pipeline", { task: run });
  const step = await s.task({ parent: second });
  const plain = await s.task({ project });
  expect(await s.refused("pipelines.delete_runs", { ids: [run, second], project })).toBe("400/160");
  const { succeeded } = await s.ok("pipelines.delete_runs", { ids: [second, plain], project });
  expect(succeeded).toMatchObject([{ id: second, deleted: true }]);
  expect(await s.refused("tasks.get_by_id", { task: step })).toBe("400/101");
  expect(await s.status(plain)).toBe("created");
});
