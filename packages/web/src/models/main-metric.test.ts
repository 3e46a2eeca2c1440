import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { mainMetric, reigns } from "./main-metric.ts";

const model = (name: string, created: string, metadata: Record<string, string>): JoinedModelRecord => ({
  id: name,
  name,
  created,
  metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, { key, value, type: "str" }])),
});

test("a main metric is a name and a number", () => {
  expect(mainMetric(model("a", "", { main_metric: "R2", main_metric_value: "0.5" }))).toEqual({
    metric: "R2",
    value: 0.5,
  });
  expect(mainMetric(model("a", "", { main_metric: "R2", main_metric_value: "" }))).toBe(undefined);
  expect(mainMetric({})).toBe(undefined);
});

test("champions of a metric come in the order in which they were made, with their reasons", () => {
  const of = (metric: string, value: string) => ({
    main_metric: metric,
    main_metric_value: value,
    champion_reason: "why",
  });
  const found = reigns(
    [
      model("later", "2026-02-01T00:00:00Z", of("R2", "0.6")),
      model("other", "2026-01-15T00:00:00Z", of("MAE", "1")),
      model("first", "2026-01-01T00:00:00Z", of("R2", "0.5")),
    ],
    "R2",
  );
  expect(found.map(({ model: { name }, value, reason }) => [name, value, reason])).toEqual([
    ["first", 0.5, "why"],
    ["later", 0.6, "why"],
  ]);
});
