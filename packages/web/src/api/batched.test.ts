import { expect, test } from "vitest";
import { batched } from "./batched.ts";

test("questions of one moment are asked together, until they fill a call", async () => {
  const calls: number[][] = [];
  const ask = batched(
    async (keys: readonly number[]) => {
      calls.push([...keys]);
      return keys.map((key) => key * 10);
    },
    () => 0.5,
  );
  expect(await Promise.all([1, 2, 3].map(ask))).toEqual([10, 20, 30]);
  expect(calls).toEqual([[1, 2], [3]]);
  expect(await ask(4)).toBe(40);
});

test("a question that is larger than a call has one of its own", async () => {
  const calls: number[][] = [];
  const ask = batched(
    async (keys: readonly number[]) => {
      calls.push([...keys]);
      return keys;
    },
    (key) => key,
  );
  await Promise.all([0.2, 5, 0.3].map(ask));
  expect(calls).toEqual([[0.2], [5], [0.3]]);
});

test("a call that fails is told to everybody who asked", async () => {
  const ask = batched(
    async () => {
      throw new Error("gone");
    },
    () => 0.1,
  );
  const answers = await Promise.allSettled([ask(1), ask(2)]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
