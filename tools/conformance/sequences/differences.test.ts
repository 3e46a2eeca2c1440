import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";
import type { Answer, Sequence } from "./sequence.ts";

const sequence: Sequence = {
  name: "one call",
  calls: [{ endpoint: "tasks.get_all", version: "2.31", data: {}, keep: {} }],
};

const answer = (code: string, data: unknown = {}): Answer => ({ code, message: "", data });

test.each([
  ["400/12", "200/0", "laxer"],
  ["200/0", "400/12", "stricter"],
  ["400/12", "400/16", "otherwise"],
  ["200/0", "500/0", "failing"],
  ["500/0", "400/12", undefined],
  ["400/12", "400/12", undefined],
])("%s there and %s here is told as %s", (official, own, kind) => {
  expect(differencesOf(sequence, [answer(official)], [answer(own)])[0]?.kind).toBe(kind);
});

test("fields and values that differ are named; what is empty, and ids and moments, are not compared", () => {
  const official = answer("200/0", {
    tasks: [{ id: "a".repeat(32), name: "one", comment: null, created: "2026-01-01T00:00:00+00:00", tags: ["x"] }],
  });
  const own = answer("200/0", {
    tasks: [{ id: "b".repeat(32), name: "two", created: "2026-02-02T00:00:00+00:00", parent: "p" }],
  });
  expect(differencesOf(sequence, [official], [own])).toMatchObject([
    { kind: "shape", fields: ["-tasks[].tags", "+tasks[].parent"] },
    { kind: "values", fields: ["tasks[0].name: one ≠ two"] },
  ]);
});
