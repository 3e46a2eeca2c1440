import { expect, test } from "vitest";
import type { Difference } from "../differences.ts";
import { explain } from "./explain.ts";

const answer = { code: "200/0", message: "", data: {} };

function difference(endpoint: string, rest: Partial<Difference>): Difference {
  const call = { endpoint, version: "2.31", data: {}, keep: {} };
  return { kind: "shape", sequence: "one call", place: 1, call, official: answer, own: answer, fields: [], ...rest };
}

test("fields that are known to differ are taken out, and the others are left", () => {
  const { reasons, left } = explain(difference("tasks.delete", { fields: ["+freed.rows", "-deleted"] }));
  expect(reasons).toEqual(["deletions also say here what they freed"]);
  expect(left?.fields).toEqual(["-deleted"]);
});

test("a refusal is explained by its endpoint and its code, or not at all", () => {
  const refused = { code: "400/101", message: "", data: {} };
  expect(explain(difference("queues.add_task", { kind: "stricter", own: refused })).left).toBeUndefined();
  expect(
    explain(difference("queues.add_task", { kind: "stricter", own: { ...refused, code: "400/12" } })).left,
  ).toBeDefined();
  expect(explain(difference("queues.add_task", { kind: "laxer" }))).toMatchObject({ reasons: [], left: {} });
});
