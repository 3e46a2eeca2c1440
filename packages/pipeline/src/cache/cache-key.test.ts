import { InputModel, type Model, registerModel } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { definitionOf } from "../fixtures/definition.fixture.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import type { StepInput } from "../steps/step-input.ts";
import { pythonHash } from "../values/python-hash.ts";
import { storeValues } from "../values/store-value.ts";
import type { ValueObject } from "../values/value.ts";
import { cacheKey, changedParts } from "./cache-key.ts";

/** The inputs of a step as {@link StepInput} holds them. */
function inputOf(values: ValueObject, artifacts: StepInput["artifacts"] = new Map()): StepInput {
  const stored = storeValues(values, "Input");
  return { values: stored.value as ValueObject, stored, artifacts };
}

const keyParts = (values: ValueObject) => storeValues(values, "Cache key");
const input = inputOf({ path: "a.csv", seed: 1 });

test("values are hashed as the Python SDK hashes them", () => {
  expect(pythonHash({})).toBe("05325f0660d7c500269dbb068b1a03bc");
  expect(pythonHash({ b: 1, a: ["é", null, true] })).toBe(pythonHash({ a: ["é", null, true], b: 1 }));
});

const code = { code: "abc" };

test("the key depends on code, inputs and what the author adds, and on nothing else", () => {
  const keyOf = (differences: Parameters<typeof definitionOf>[1], parts = code, values = input, extra = {}) =>
    cacheKey(definitionOf("load", differences), parts, values, keyParts(extra)).hash;
  const key = keyOf({});

  expect(keyOf({ retries: 3, tags: ["x"] })).toBe(key);
  expect(keyOf({ name: "read" })).not.toBe(key);
  expect(keyOf({}, { code: "abd" })).not.toBe(key);
  expect(keyOf({}, code, inputOf({ path: "a.csv", seed: "1" }))).not.toBe(key);
  expect(keyOf({}, code, input, { content: "abc" })).not.toBe(key);
});

test("an artifact counts by its content, whatever task it is of", () => {
  const of = (taskId: string, hash: string) =>
    inputOf({ rows: [1, 2] }, new Map([["rows", { taskId, name: "rows", hash }]]));
  const key = cacheKey(definitionOf("load"), code, of("task1", "abc"), keyParts({}));
  expect(cacheKey(definitionOf("load"), code, of("task2", "abc"), keyParts({}))).toEqual(key);
  expect(cacheKey(definitionOf("load"), code, of("task1", "abd"), keyParts({})).hash).not.toBe(key.hash);
});

test("what changed between two keys is named", () => {
  const before = cacheKey(definitionOf("load"), code, input, keyParts({ content: "abc" }));
  const now = cacheKey(
    definitionOf("load"),
    { code: "abd" },
    inputOf({ path: "b.csv", seed: 1, extra: true }),
    keyParts({ content: "abd" }),
  );
  expect(changedParts(before.parts, now.parts)).toEqual(["code", "input path", "input extra", "cacheKey content"]);
  expect(changedParts(now.parts, before.parts)).toContain("input extra");
  expect(changedParts(now.parts, now.parts)).toEqual([]);
});

test("a model counts by its id and its weights, also inside an artifact", async () => {
  const server = await openServer();
  const { connection } = server;
  await using task = await Task.init({ project: "Comfort", name: "train" }, { connection });
  const forest = await registerModel({ task, name: "forest", weights: Buffer.from("1"), targetName: "forest.bin" });
  const of = (model: Model, isArtifact: boolean) =>
    inputOf(
      { models: [model] },
      new Map(isArtifact ? [["models", { taskId: "task1", name: "models", hash: "abc" }]] : []),
    );
  const keysOf = (model: Model) =>
    [false, true].map((inside) => cacheKey(definitionOf("load"), code, of(model, inside), keyParts({})));
  const before = keysOf(forest);
  expect(keysOf(await InputModel.get({ id: forest.id }, { connection }))).toEqual(before);

  await connection.services.models.edit({ model: forest.id, uri: "https://example.com/other.bin" });
  const now = keysOf(await forest.reload());
  expect(now[0]?.hash).not.toBe(before[0]?.hash);
  expect(now[1]?.hash).not.toBe(before[1]?.hash);
});
