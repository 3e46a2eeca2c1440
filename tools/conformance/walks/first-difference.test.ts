import { expect, test } from "vitest";
import type { Answer, Call } from "../sequences/sequence.ts";
import { firstDifference } from "./first-difference.ts";

const call = (endpoint: string): Call => ({ endpoint, version: "2.34", data: {}, keep: {} });
const answers = (...codes: string[]): Answer[] => codes.map((code) => ({ code, message: "", data: {} }));

test("what is known ends a walk where the records part, and what is new is told", () => {
  const walk = { name: "walk", calls: [call("tasks.ping"), call("queues.add_task"), call("tasks.publish")] };
  const options = { codes: false };
  expect(
    firstDifference(walk, answers("200/0", "200/0", "200/0"), answers("200/0", "400/101", "400/110"), options),
  ).toEqual({ parting: 1 });
  expect(
    firstDifference(walk, answers("200/0", "400/101", "400/110"), answers("200/0", "400/101", "200/0"), options)
      .difference,
  ).toMatchObject({ kind: "laxer", place: 3 });
});

test("two refusals of one call are alike, unless their codes are asked for", () => {
  const walk = { name: "walk", calls: [call("tasks.ping")] };
  const given = [answers("400/12"), answers("400/101")] as const;
  expect(firstDifference(walk, ...given, { codes: false })).toEqual({});
  expect(firstDifference(walk, ...given, { codes: true }).difference).toMatchObject({ kind: "otherwise" });
});
