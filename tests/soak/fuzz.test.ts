import { expect, test } from "vitest";
import { fuzzServer } from "./fuzz/fuzz-run.ts";
import { clearmlCommand } from "./soaked-server.ts";

// The long form is `pnpm soak`, which can also send a single request again: `pnpm soak fuzz --seed 1 --only 1234`.
test("requests that no client should send end in an answer and in nothing else", { timeout: 1_800_000 }, async () => {
  const seed = 1;
  const { faults, aftermath, kinds } = await fuzzServer({ command: clearmlCommand, seed, requests: 2000 });

  expect(faults, `seed ${seed}`).toEqual([]);
  expect(aftermath, `seed ${seed}`).toEqual([]);
  expect([...kinds.values()].reduce((sum, { count }) => sum + count, 0)).toBe(2000);
});
