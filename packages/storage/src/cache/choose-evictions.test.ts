import { expect, test } from "vitest";
import { type CacheLimits, chooseEvictions } from "./choose-evictions.ts";

const hour = 3_600_000;
/** Five entries of 10 bytes; `a` was used an hour ago, `e` five hours ago. */
const entries = ["a", "b", "c", "d", "e"].map((name, index) => ({ name, used: -hour * (index + 1), bytes: 10 }));
const chosen = (limits: Partial<CacheLimits>, freeBytes = 1_000, locked: string[] = []) =>
  chooseEvictions(
    entries,
    { entries: Number.POSITIVE_INFINITY, ...limits },
    { freeBytes, now: 0, isLocked: (name) => locked.includes(name) },
  )
    .map(({ name }) => name)
    .sort()
    .join("");

test.each<[string, Partial<CacheLimits>, number | undefined, string[], string]>([
  ["nothing is deleted within the bounds", { entries: 5, maxBytes: 50, minFreeBytes: 1_000 }, 1_000, [], ""],
  ["entries beyond the number go, the oldest first", { entries: 3 }, undefined, [], "de"],
  ["an entry that is used stays", { entries: 3 }, undefined, ["e"], "d"],
  ["more bytes than may be used go, and the margin with them", { maxBytes: 40, margin: 0.25 }, undefined, [], "de"],
  ["too few free bytes: enough go", { minFreeBytes: 25, margin: 0 }, 5, [], "de"],
  ["the next one goes where the oldest is used", { maxBytes: 45, margin: 0 }, undefined, ["e"], "d"],
])("%s", (_, limits, freeBytes, locked, expected) => {
  expect(chosen(limits, freeBytes, locked)).toBe(expected);
});

test("to make room, nothing goes that was used a moment ago", () => {
  const fresh = entries.map((entry) => ({ ...entry, used: -1_000 }));
  const place = { freeBytes: 0, now: 0, isLocked: () => false };
  expect(chooseEvictions(fresh, { entries: 9, minFreeBytes: 100 }, place)).toEqual([]);
});
