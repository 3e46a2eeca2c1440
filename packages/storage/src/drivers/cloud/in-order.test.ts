import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

test("results come in the order of the items, and no more run at one time than may", async () => {
  let running = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  const work = async (item: number) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => {
      finish.push(resolve);
      // The second of each pair ends first.
      if (finish.length === 2) {
        finish
          .splice(0)
          .reverse()
          .forEach((end) => void end());
      }
    });
    running -= 1;
    return item * 10;
  };
  const results: number[] = [];
  for await (const result of inOrder([1, 2, 3, 4, 5, 6], work, { concurrency: 2 })) {
    results.push(result);
  }
  expect(results).toEqual([10, 20, 30, 40, 50, 60]);
  expect(most).toBeLessThanOrEqual(2);
});

test("a failure ends the others, and so does a caller who has enough", async () => {
  const ended: number[] = [];
  const work = (item: number, signal: AbortSignal) =>
    item === 1
      ? Promise.reject(new Error("broken"))
      : new Promise<number>((_, reject) => {
          signal.addEventListener("abort", () => {
            ended.push(item);
            reject(new Error("ended"));
          });
        });
  const all = async () => {
    for await (const _ of inOrder([1, 2, 3], work, { concurrency: 3 })) {
      // Nothing arrives.
    }
  };
  await expect(all()).rejects.toThrow("broken");
  expect(ended).toEqual([2, 3]);
});
