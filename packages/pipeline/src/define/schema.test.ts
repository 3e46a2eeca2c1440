import { expect, test } from "vitest";
import { z } from "zod";
import { PipelineValueError } from "../errors.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";
import { component } from "./component.ts";

test("parameters are checked before anything is recorded, and defaults filled in", async () => {
  const server = await openServer({ own: true });
  const params = z.object({ seed: z.number().default(7) });
  const flow = pipeline({ name: "flow", project: "Comfort", params }, ({ seed }) => ({ seed }));
  expect((await flow.run({}, server)).result).toEqual({ seed: 7 });

  const wrong = flow.run({ seed: "x" as never }, server);
  await expect(wrong).rejects.toThrow(PipelineValueError);
  await expect(wrong).rejects.toThrow('Parameters of pipeline "flow" must fit the schema: seed: ');
  const { tasks } = await server.connection.services.tasks.getAll({ search_hidden: true });
  expect(tasks).toHaveLength(1);
});

test("inputs are checked when they are there, outputs when they are returned", async () => {
  const server = await openServer();
  const make = component({ name: "make", run: ({ n }: { n: number }) => ({ n }) });
  const half = component({
    name: "half",
    input: z.object({ n: z.number().max(10) }),
    output: z.object({ n: z.number().int() }),
    run: ({ n }) => ({ n: n / 2 }),
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, ({ n }: { n: number }) => half(make({ n })));

  expect((await flow.run({ n: 8 }, server)).result).toEqual({ n: 4 });
  await expect(flow.run({ n: 80 }, server)).rejects.toMatchObject({
    step: "half",
    taskId: undefined,
    cause: { name: "PipelineValueError", where: 'Input of step "half"' },
  });
  await expect(flow.run({ n: 3 }, server)).rejects.toMatchObject({
    step: "half",
    taskId: expect.any(String),
    cause: { where: 'Output of step "half"' },
  });
});

test("a cached output that no longer fits the schema is made again", async () => {
  const server = await openServer();
  const flowWith = (minimum: number) => {
    const make = component({
      name: "make",
      cache: true,
      output: z.object({ n: z.number().min(minimum) }),
      run: () => ({ n: 5 }),
    });
    return pipeline({ name: "flow", project: "Comfort" }, () => make({}));
  };
  await flowWith(0).run({}, server);
  expect((await flowWith(5).run({}, server)).steps["make"]?.status).toBe("cached");
  await expect(flowWith(6).run({}, server)).rejects.toMatchObject({
    steps: { make: { status: "failed", cache: { hit: false, reason: expect.stringContaining("cannot be used") } } },
  });
});
