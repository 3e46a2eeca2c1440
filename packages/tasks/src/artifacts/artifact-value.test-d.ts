import { expectTypeOf, test } from "vitest";
import { logArtifact } from "../shortcuts.ts";
import type { Task } from "../task/task.ts";
import type { ArtifactValue } from "./artifact-value.ts";
import { NumpyArray } from "./formats/numpy-array.ts";

declare const task: Task;

interface Report {
  rows: number;
}
declare const report: Report;
/** The name of a promise's method is a name like any other where its value is not a function. */
declare const branch: { if: boolean; then: Report };
declare const loadReport: () => Promise<Report>;

test("values of every stored form are artifacts", () => {
  const values = [
    report,
    [report],
    new Map([["rows", 1]]),
    new Set([1]),
    Float32Array.of(1),
    new NumpyArray([true], [1]),
    { path: "model.bin" },
    { table: [{ rows: 1 }] },
    { json: report },
    branch,
    "text",
    1,
    1n,
    true,
    null,
  ] as const;
  expectTypeOf(values).items.toExtend<ArtifactValue>();
});

test("what was not awaited or not called is not an artifact", async () => {
  await task.uploadArtifact("report", await loadReport());
  // @ts-expect-error a promise has no stored form
  await task.uploadArtifact("report", loadReport());
  // @ts-expect-error a function has none either
  await task.uploadArtifact("report", loadReport);
  // @ts-expect-error nor has a class
  await logArtifact("report", NumpyArray);
  // @ts-expect-error nor has nothing
  await logArtifact("report", undefined);
});
