import { expect, test } from "vitest";
import { comparedFacts, designText } from "./model-facts.ts";

const parts = {
  ...{ framework: "Framework", published: "Published", tags: "Tags", task: "Task", weights: "Weights" },
  ...{ metadata: "Metadata", labels: "Labels", metrics: "Metrics", design: "Design" },
};

test("a model is compared by all that is recorded of it", () => {
  const facts = comparedFacts(
    {
      id: "m",
      name: "forest",
      framework: "ydf",
      ready: true,
      metadata: { rows: { key: "rows", type: "int", value: "30" } },
      labels: { cold: 0 },
      design: { design: "trees" },
      last_metrics: { a: { b: { metric: "R2", variant: "test", value: 0.5 } } },
    },
    parts,
  );
  expect(Object.fromEntries(facts)).toEqual({
    Framework: "ydf",
    Published: "true",
    "Metadata / rows": "30",
    "Labels / cold": "0",
    "Metrics / R2 test": "0.5",
    Design: "trees",
  });
});

test("a design that is not one text is shown as JSON, an empty one not at all", () => {
  expect(designText({ design: { layers: 2 } })).toBe('{\n  "layers": 2\n}');
  expect([designText({}), designText({ design: {} })]).toEqual(["", ""]);
});
