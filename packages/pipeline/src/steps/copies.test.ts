import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";

const make = component({ name: "make", run: (_input: object) => ({ rows: [1, 2, 3] }) });
const sum = component({
  name: "sum",
  run: ({ rows }: { rows: number[] }) => ({ total: rows.reduce((left, right) => left + right, 0) }),
});

test("a step gets its input as it was when its component was called", async () => {
  const server = await openServer();
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => {
    const rows = [1];
    const first = sum({ rows });
    rows.push(10);
    return { first: first.outputs.total, second: sum({ rows }).outputs.total };
  });
  expect((await flow.run({}, server)).result).toEqual({ first: 1, second: 11 });
});

test("a component that changes its input changes it for nobody else", async () => {
  const server = await openServer();
  const empty = component({
    name: "empty",
    run: ({ rows }: { rows: number[] }) => ({ was: rows.splice(0).length }),
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => {
    const { rows } = make({}).outputs;
    const emptied = empty({ rows });
    return { total: sum({ rows }, { after: [emptied] }).outputs.total, was: emptied.outputs.was };
  });
  expect((await flow.run({}, server)).result).toEqual({ total: 6, was: 3 });
});

test("an awaited output and the result of a run belong to who awaited them", async () => {
  const server = await openServer();
  const flow = pipeline({ name: "flow", project: "Comfort" }, async () => {
    const made = make({});
    const rows = await made.outputs.rows;
    rows.length = 0;
    (await made).rows.push(100);
    return { total: sum({ rows: made.outputs.rows }).outputs.total, rows: made.outputs.rows };
  });
  const { result } = await flow.run({}, server);
  expect(result).toEqual({ total: 6, rows: [1, 2, 3] });
  result.rows.push(4);
  expect(result.rows).toEqual([1, 2, 3, 4]);
});

test("a long input is cut where the graph shows it, and whole on the step's task", async () => {
  const server = await openServer();
  const rows = Array.from({ length: 5_000 }, (_, row) => row);
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => sum({ rows }));
  const run = await flow.run({}, server);
  const controller = await server.task(run.controllerId);
  const nodes = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "");
  expect(nodes.sum.parameters["kwargs/rows"]).toMatch(/^\[0,1,2,.* …$/);
  expect(nodes.sum.parameters["kwargs/rows"]).toHaveLength(4_098);
  expect((await server.task(run.steps["sum"]?.taskId)).getParameter("kwargs/rows")).toEqual(rows);
});
