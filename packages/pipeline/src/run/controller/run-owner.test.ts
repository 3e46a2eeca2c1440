import { expect, test } from "vitest";
import { isPerhapsOwned } from "./run-owner.ts";

test.each([
  ["a run of this process", { process: "here", silentFor: 1e9 }, true],
  ["a run whose process is gone", { process: "gone", silentFor: 0 }, false],
  ["a run of another machine that was heard of", { process: "unknown", silentFor: 60_000 }, true],
  ["a run of another machine that is silent", { process: "unknown", silentFor: 100_000 }, false],
] as const)("%s is owned: %j", (_what, facts, owned) => {
  expect(isPerhapsOwned(facts)).toBe(owned);
});
