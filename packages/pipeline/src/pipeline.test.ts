import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { component } from "./define/component.ts";
import { OutsidePipelineError, PipelineDefinitionError } from "./errors.ts";
import { openServer } from "./fixtures/server.fixture.ts";
import type { NodeRecord } from "./page/node-record.ts";
import { pipeline } from "./pipeline.ts";
import type { PipelineProgress } from "./steps/step-report.ts";

const load = component({
  name: "load",
  run: ({ path }: { path: string }) => ({ id: `id of ${path}`, rows: [1, 2] }),
});
const count = component({
  name: "count",
  type: "qc",
  tags: ["counting"],
  run: ({ rows, id }: { rows: number[]; id: string }) => ({ size: rows.length, from: id }),
});
const demo = pipeline({ name: "demo", project: "Comfort", tags: ["nightly"] }, ({ path }: { path: string }) => {
  const raw = load({ path });
  const { size, from } = count({ rows: raw.outputs.rows, id: raw.outputs.id }).outputs;
  return { size, from };
});

test("a run is a controller task with one task for each step, in the pipeline's hidden project", async () => {
  const server = await openServer();
  const run = await demo.run({ path: "a.csv" }, server);

  expect(run.result).toEqual({ size: 2, from: "id of a.csv" });
  const controller = await server.task(run.controllerId);
  expect(controller.record).toMatchObject({
    name: "demo",
    status: "completed",
    type: "controller",
    tags: ["nightly"],
    system_tags: ["development", "pipeline"],
  });
  expect(controller.project.name).toBe("Comfort/.pipelines/demo");
  expect(run.webUrl).toMatch(new RegExp(`/pipelines/${controller.project.id}/experiments/${run.controllerId}$`));
  const { projects } = await server.connection.services.projects.getAll({ search_hidden: true });
  expect(Object.fromEntries(projects.map((project) => [project.name, project.system_tags]))).toMatchObject({
    "Comfort/.pipelines": ["hidden"],
    "Comfort/.pipelines/demo": ["hidden", "pipeline"],
  });

  const step = await server.task(run.steps["count"]?.taskId);
  expect(step.record).toMatchObject({ name: "count", status: "completed", type: "qc", parent: run.controllerId });
  expect(new Set(step.tags)).toEqual(new Set(["counting", `pipe: ${run.controllerId}`]));
  expect(step.project.name).toBe("Comfort/.pipelines/demo");
  expect(step.record.script?.diff).toContain("rows.length");
});

test("parameters, settings, version and result are on the controller", async () => {
  const server = await openServer();
  const run = await demo.run({ path: "a.csv" }, server);
  const controller = await server.task(run.controllerId);

  expect(run.version).toBe("1.0.0");
  expect(controller.getParameters()).toEqual({
    "Args/path": "a.csv",
    "pipeline/default_queue": null,
    "pipeline/add_pipeline_tags": true,
    "pipeline/target_project": true,
    "properties/version": "1.0.0",
    "return/from": "id of a.csv",
    "return/size": 2,
  });
  expect(controller.record.runtime).toMatchObject({ version: "1.0.0", progress: "100" });
  expect(controller.record.runtime?.["_pipeline_hash"]).toMatch(/^[0-9a-f]{32}:1\.0\.0$/);
  expect(await server.consoleOf(run.controllerId)).toContain(`ClearML pipeline page: ${run.webUrl}`);
});

test("runs are numbered, and their versions counted up unless one is given", async () => {
  const server = await openServer();
  const first = await demo.run({ path: "a.csv" }, server);
  const second = await demo.run({ path: "a.csv" }, server);
  const fixed = pipeline({ name: "demo", project: "Comfort", version: "3.0rc1" }, () => {});
  const third = await fixed.run({}, server);

  expect([first.name, second.name, third.name]).toEqual(["demo", "demo #2", "demo #3"]);
  expect([first.version, second.version, third.version]).toEqual(["1.0.0", "1.0.1", "3.0rc1"]);
});

test("inputs are parameters of the step's task, or references to artifacts of others", async () => {
  const server = await openServer();
  const run = await demo.run({ path: "a.csv" }, server);
  const step = await server.task(run.steps["count"]?.taskId);
  expect(step.getParameters()).toEqual({
    "kwargs/id": "id of a.csv",
    "kwargs_artifacts/rows": `${run.steps["load"]?.taskId}.rows`,
    "return/from": "id of a.csv",
    "return/size": 2,
  });
  expect(await (await server.task(run.steps["load"]?.taskId)).artifacts.get("rows")?.get()).toEqual([1, 2]);
});

test("the configuration object Pipeline holds each step as the Python SDK's node, and each step has its code", async () => {
  const server = await openServer();
  const run = await demo.run({ path: "a.csv" }, server);
  const controller = await server.task(run.controllerId);

  const { type, description, value = "" } = controller.getConfigurationObject("Pipeline") ?? {};
  expect(type).toBe("dictionary");
  expect(description).toMatch(/^pipeline state: [0-9a-f]{32}$/);
  const nodes = JSON.parse(value) as Record<string, NodeRecord>;
  const taskId = run.steps["count"]?.taskId;
  expect(nodes["load"]).toMatchObject({ parents: [], status: "completed", parameters: { "kwargs/path": "a.csv" } });
  expect(nodes["count"]).toMatchObject({
    parents: ["load"],
    parameters: { "kwargs_artifacts/rows": `\${load.id}.rows`, "kwargs_artifacts/id": `\${load.id}.id` },
    executed: taskId,
    job_id: taskId,
    job_type: "qc",
    job_code_section: "count",
    return_artifacts: ["size", "from"],
  });
  expect(nodes["count"]?.job_ended).toBeGreaterThanOrEqual(nodes["count"]?.job_started ?? Number.NaN);

  const code = JSON.parse(controller.getConfigurationObject("count")?.value ?? "{}");
  expect(code).toMatchObject({ name: "count", type: "qc", script: { diff: expect.stringContaining("rows.length") } });
});

test("the flow and the details of the steps are plots of the controller", async () => {
  const server = await openServer();
  const run = await demo.run({ path: "a.csv" }, server);
  const plots = await (await server.task(run.controllerId)).getReportedPlots();
  const figures = Object.fromEntries(
    plots.map(({ metric, variant, plot_str }) => [`${metric}/${variant}`, JSON.parse(plot_str)]),
  );

  const flow = figures["Pipeline/Execution Flow"].data[0];
  expect(flow).toMatchObject({ type: "sankey", link: { source: [0], target: [1], value: [1] } });
  expect(flow.node).toMatchObject({ color: ["blue", "blue"] });
  expect(flow.node.label[0]).toBe("load<br />kwargs/path: a.csv");
  const table = figures["Pipeline Details/Execution Details"].data[0];
  expect(table.header.values).toEqual(["Pipeline Step", "Task ID", "Task Name", "Status", "Parameters"]);
  expect(table.cells.values[0]).toEqual(["load", "count"]);
  expect(table.cells.values[1][0]).toContain(run.steps["load"]?.taskId);
  expect(table.cells.values[3]).toEqual(["completed", "completed"]);
});

test("values can be awaited, so the function can decide by them", async () => {
  const server = await openServer();
  const branching = pipeline({ name: "branching", project: "Comfort" }, async ({ paths }: { paths: string[] }) => {
    const ids: string[] = [];
    for (const path of paths) {
      const raw = load({ path });
      const { size } = await count(raw);
      if (size > 1) {
        ids.push(await raw.outputs.id);
      }
    }
    return { ids };
  });
  const run = await branching.run({ paths: ["a", "b"] }, server);
  expect(run.result).toEqual({ ids: ["id of a", "id of b"] });
  expect(Object.keys(run.steps)).toEqual(["load", "count", "load_1", "count_1"]);
});

test("steps that do not need each other run side by side, and what they say goes to their own tasks", async () => {
  const server = await openServer();
  let arrived = 0;
  let release = () => {};
  const bothThere = new Promise<void>((resolve) => {
    release = resolve;
  });
  const meet = component({
    name: "meet",
    run: async ({ who }: { who: string }, { task }) => {
      process.stdout.write(`${who} arrives\n`);
      arrived += 1;
      if (arrived === 2) {
        release();
      }
      await bothThere;
      process.stdout.write(`${who} leaves\n`);
      return { isCurrent: Task.current() === task };
    },
  });
  const party = pipeline({ name: "party", project: "Comfort", concurrency: 2 }, () => {
    return [meet({ who: "Ana" }).outputs, meet({ who: "Rui" }).outputs];
  });
  const run = await party.run({}, server);

  expect(run.result).toEqual([{ isCurrent: true }, { isCurrent: true }]);
  const said = await server.consoleOf(run.steps["meet"]?.taskId);
  expect(said).toContain("Ana arrives\nAna leaves");
  expect(said).not.toContain("Rui");
  expect(await server.consoleOf(run.steps["meet_1"]?.taskId)).toContain("Rui leaves");
  expect(await server.consoleOf(run.controllerId)).not.toContain("Ana");
});

test("progress is told step by step", async () => {
  const server = await openServer();
  const seen: string[] = [];
  const onProgress = ({ step, done, total }: PipelineProgress) => {
    seen.push(`${step.name} ${step.status}${step.taskId ? "*" : ""} ${done}/${total}`);
  };
  await demo.run({ path: "a.csv" }, { ...server, onProgress });
  expect(seen).toEqual([
    "load pending 0/1",
    "count pending 0/2",
    "load running 0/2",
    "load running* 0/2",
    "load completed* 1/2",
    "count running 1/2",
    "count running* 1/2",
    "count completed* 2/2",
  ]);
});

test("an output that comes and goes in a list or an object is put in its place", async () => {
  const server = await openServer();
  const merge = component({
    name: "merge",
    run: ({ parts, of }: { parts: { id: string }[]; of: { task: string } }) => ({
      text: `${parts.map(({ id }) => id).join("+")} of ${of.task}`,
    }),
  });
  const fan = pipeline({ name: "fan in", project: "Comfort" }, () => {
    const [left, right] = [load({ path: "a" }), load({ path: "b" })];
    return merge({ parts: [{ id: left.outputs.id }, { id: right.outputs.id }], of: { task: left.taskId } });
  });
  const run = await fan.run({}, server);
  expect(run.result).toEqual({ text: `id of a+id of b of ${run.steps["load"]?.taskId}` });
  expect(run.steps["merge"]?.parents).toEqual(["load", "load_1"]);
});

test("components are called in pipelines only", async () => {
  const server = await openServer();
  expect(() => load({ path: "x" })).toThrow(OutsidePipelineError);
  const nested = component({
    name: "nested",
    run: () => {
      load({ path: "x" });
      return {};
    },
  });
  const wrong = pipeline({ name: "wrong", project: "Comfort" }, () => void nested({}));
  await expect(wrong.run({}, server)).rejects.toMatchObject({
    step: "nested",
    cause: expect.any(OutsidePipelineError),
  });
});

test("the code of a component can be called alone", async () => {
  expect(await count.run({ rows: [1], id: "x" }, {} as never)).toEqual({ size: 1, from: "x" });
});

test("names and versions that ClearML could not use are refused at once", () => {
  expect(() => pipeline({ name: "a/b", project: "Comfort" }, () => {})).toThrow(PipelineDefinitionError);
  expect(() => pipeline({ name: "demo", project: "Comfort", version: "new" }, () => {})).toThrow("not a version");
  expect(() => component({ name: "x", run: () => ({}) })).toThrow("too short");
});
