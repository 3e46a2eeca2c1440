import { expect, test } from "vitest";
import type { EndpointSchema } from "./request-schema.ts";
import { walksOf } from "./walk.ts";

const schemas: readonly EndpointSchema[] = [
  {
    endpoint: "tasks.create",
    version: "1.0",
    isBatch: false,
    schema: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, parent: { type: "string" }, type: { $ref: "#/definitions/type" } },
      definitions: { type: { type: "string", enum: ["training", "testing"] } },
    },
  },
  { endpoint: "events.add_batch", version: "2.1", isBatch: true, schema: { type: "object", properties: {} } },
];

test("a seed makes its walks again, and another seed makes others", () => {
  const options = { seed: 1, walks: 3, steps: 10 };
  const walks = walksOf(schemas, options);
  expect(walks).toHaveLength(3);
  expect(walksOf(schemas, options)).toEqual(walks);
  expect(walksOf(schemas, { ...options, seed: 2 })).not.toEqual(walks);
});

test("walks hold requests as the schema asks for, and others", () => {
  const calls = walksOf(schemas, { seed: 1, walks: 20, steps: 20 }).flatMap(({ calls }) => calls);
  const created = calls.filter(({ endpoint }) => endpoint === "tasks.create").map(({ data }) => data as object);
  for (const request of [
    { name: expect.any(String), type: "training" },
    { name: expect.any(String), parent: "@task1" },
    { name: expect.any(Number) },
    { name: expect.any(String), additional: expect.anything() },
  ]) {
    expect(created).toContainEqual(expect.objectContaining(request));
  }
  expect(created).toContainEqual(expect.not.objectContaining({ name: expect.anything() }));
  expect(calls.filter(({ endpoint }) => endpoint === "events.add_batch").every(({ data }) => Array.isArray(data))).toBe(
    true,
  );
});
