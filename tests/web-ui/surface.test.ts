import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { surface, unknownToServers } from "./surface.ts";
import { World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world[Symbol.asyncDispose]());

const called = new Set(
  readdirSync(import.meta.dirname)
    .filter((name) => name !== "surface.ts")
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .flatMap((source) => [...source.matchAll(/(?:call|open|send|refused)\(\s*"([a-z]+\.[a-z_]+)"/g)])
    .map(([, endpoint]) => endpoint),
);

test("these tests call everything that the web UI calls", () => {
  const all = [...surface, ...unknownToServers];
  expect(all.filter((endpoint) => !called.has(endpoint))).toEqual([]);
  // 119 by count of the callers in its sources.
  expect(all.length).toBe(119);
});

test.each(unknownToServers)("%s is unknown, as to the official server", async (endpoint) => {
  expect(await world.page.refused(endpoint)).toMatchObject({ result_code: 404, result_subcode: 0 });
});
