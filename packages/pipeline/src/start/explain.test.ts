import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";
import { explain } from "./explain.ts";

/** A pipeline with one cached component and one that always runs, the first with code and an image that may change. */
function explainable({ version = "1", docker = "node:20" } = {}) {
  const load = component({
    name: "load",
    cache: true,
    version,
    docker,
    run: ({ path, rows }: { path: string; rows: number[] }) => ({ size: path.length + rows.length }),
  });
  const use = component({ name: "use", run: ({ size }: { size: number }) => ({ twice: 2 * size }) });
  return pipeline({ name: "explained", project: "Comfort" }, (params: { path: string; rows: number[] }) =>
    use({ size: load(params).outputs.size }),
  );
}

test("says for each step of a run whether it was taken from the cache, and what had changed where it was not", async () => {
  const server = await openServer();
  const params = { path: "a", rows: [1] };
  const first = await explainable().run(params, server);
  const same = await explainable().run(params, server);
  const other = await explainable({ version: "2", docker: "node:22" }).run({ ...params, rows: [1, 2] }, server);

  const taskId = first.steps["load"]?.taskId;
  expect(await explain(same.controllerId, server)).toEqual([
    { step: "load", status: "cached", taskId, cache: expect.objectContaining({ hit: true, taskId }) },
    {
      step: "use",
      status: "completed",
      taskId: same.steps["use"]?.taskId,
      cache: { hit: false, reason: "The component is not cached.", changed: [] },
    },
  ]);
  const [load] = await explain(other.controllerId, server);
  expect(load?.cache).toMatchObject({ hit: false, changed: ["version", "image", "input rows"] });
  expect(load?.cache?.reason).toContain(`Changed since task ${taskId}: version, image, input rows.`);
});

test("a step that is forced to run says so", async () => {
  const server = await openServer();
  const params = { path: "b", rows: [] };
  await explainable().run(params, server);
  const forced = await explainable().run(params, { ...server, force: ["load"] });
  expect(forced.steps["load"]).toMatchObject({ status: "completed", cache: { hit: false } });
  expect((await explain(forced.controllerId, server))[0]?.cache?.reason).toBe("The step is forced to run.");
});
