import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { surface } from "./surface.ts";

const called = new Set(
  readdirSync(import.meta.dirname)
    .filter((name) => name !== "surface.ts")
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .flatMap((source) => [...source.matchAll(/(?:call|open|send|refused)\(\s*"([a-z]+\.[a-z_]+)"/g)])
    .map(([, endpoint]) => endpoint),
);

test("these tests call everything that the web UI calls", () => {
  expect(surface.filter((endpoint) => !called.has(endpoint))).toEqual([]);
  // 119 by count of the callers in its sources.
  expect(surface.length).toBe(119);
});
