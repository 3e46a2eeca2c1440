import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { openWorkplace } from "../fixtures/workplace.fixture.ts";
import type { PipelineRun } from "../run/pipeline-run.ts";
import { stepsOf } from "./component-decorator.ts";
import { pipelineOf } from "./pipeline-decorator.ts";

const program = fileURLToPath(new URL("../fixtures/decorated-program.fixture.ts", import.meta.url));

test("decorated methods run as the steps of a decorated pipeline, with their object", async () => {
  const place = await openWorkplace();
  const command = ["--import", "tsx", "--conditions", "@clearml-ts/source", program];
  const env = { PATH: process.env["PATH"], HOME: await temporaryFolder(), ...place.env };
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  const { wired, awaited, called, alone } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<
    "wired" | "awaited",
    PipelineRun<unknown>
  > &
    Record<"called" | "alone", unknown>;

  expect(wired.result).toEqual({ mean: 20 });
  expect(wired.steps).toMatchObject({
    "load rows": { status: "completed", parents: [] },
    average: { status: "completed", parents: ["load rows"] },
  });
  expect((await place.task(wired.steps["average"]?.taskId)).record.script?.diff).toMatch(/average\(\{ ?rows ?\}/);
  expect(awaited).toMatchObject({ name: "awaited", result: { rows: 3, source: "survey" } });
  expect(Object.keys(awaited.steps)).toEqual(["load rows"]);
  expect(called).toEqual({ rows: [0, 1], source: "survey" });
  expect(alone).toEqual({ rows: 4, source: "survey" });
});

test("a method that is not decorated is refused", () => {
  const plain = { load: async () => ({ x: 1 }) };
  expect(() => stepsOf(plain).load).toThrow('"load" is not a method of this object that is decorated as a component');
  expect(() => pipelineOf(plain, "load")).toThrow("decorated as a pipeline");
});
