import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { component } from "./component.ts";
import { pipeline } from "./pipeline.ts";

test("a run is a controller task with one task for each step, in the pipeline's hidden project", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  await using connection = await connect({ ...server.credentials, fetch: server.fetch });
  const load = component({
    name: "load",
    run: ({ path }: { path: string }) => ({ id: `id of ${path}`, rows: [1, 2] }),
  });
  const count = component({
    name: "count",
    type: "qc",
    run: ({ rows, id }: { rows: number[]; id: string }) => ({ size: rows.length, from: id }),
  });
  const demo = pipeline({ name: "demo", project: "Comfort" }, ({ path }: { path: string }) => {
    const raw = load({ path });
    const { size, from } = count({ rows: raw.outputs.rows, id: raw.outputs.id }).outputs;
    return { size, from };
  });

  const run = await demo.run({ path: "a.csv" }, { connection });

  expect(run.result).toEqual({ size: 2, from: "id of a.csv" });
  expect(run.name).toBe("demo");
  const controller = await Task.get({ id: run.controllerId }, { connection });
  expect(controller.record).toMatchObject({
    status: "completed",
    type: "controller",
    system_tags: ["pipeline", "development"],
  });
  expect(controller.project.name).toBe("Comfort/.pipelines/demo");
  const step = await Task.get({ id: run.steps["count"]?.taskId ?? "" }, { connection });
  expect(step.record).toMatchObject({ name: "count", status: "completed", type: "qc", parent: run.controllerId });
  expect(step.tags).toEqual([`pipe: ${run.controllerId}`]);
  expect(step.project.name).toBe("Comfort/.pipelines/demo");
});
