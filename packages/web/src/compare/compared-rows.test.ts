import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { comparedMetrics, comparedParameters } from "./compared-rows.ts";

const task = (id: string, parameters: Record<string, string>, value?: number): JoinedTaskRecord => ({
  ...{ id, name: id, type: "training", status: "completed" },
  hyperparams: {
    Args: Object.fromEntries(
      Object.entries(parameters).map(([name, text]) => [name, { section: "Args", name, value: text }]),
    ),
  },
  ...(value !== undefined && { last_metrics: { m: { v: { metric: "loss", variant: "test", value } } } }),
});

test("parameters stand side by side, and one that a task lacks differs", () => {
  const rows = comparedParameters([
    task("a", { lr: "1", depth: "2" }),
    task("b", { lr: "1", depth10: "3", depth9: "3" }),
  ]);
  expect(rows).toEqual([
    { section: "Args", name: "depth", values: ["2", undefined], differs: true },
    { section: "Args", name: "depth9", values: [undefined, "3"], differs: true },
    { section: "Args", name: "depth10", values: [undefined, "3"], differs: true },
    { section: "Args", name: "lr", values: ["1", "1"], differs: false },
  ]);
});

test("metrics stand side by side with their summaries", () => {
  const [row] = comparedMetrics([task("a", {}, 1), task("b", {})]);
  expect(row).toMatchObject({ section: "loss", name: "test", values: [{ value: 1 }, undefined] });
});

test("the metrics of a task come before those of the machine that it ran on", () => {
  const event = (metric: string) => ({ v: { metric, variant: "v", value: 1 } });
  const last_metrics = { a: event(":monitor:gpu"), b: event("loss"), c: event(":monitor:machine") };
  expect(comparedMetrics([{ ...task("a", {}), last_metrics }]).map(({ section }) => section)).toEqual([
    "loss",
    ":monitor:gpu",
    ":monitor:machine",
  ]);
});
