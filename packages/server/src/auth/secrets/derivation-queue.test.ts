import { expect, test } from "vitest";
import { DerivationQueue } from "./derivation-queue.ts";

test("one is done after the other, and who comes when as many wait as may is refused at once", async () => {
  const queue = new DerivationQueue(3);
  const done: number[] = [];
  let running = 0;
  const work = (number: number) => async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    done.push(number);
  };
  const all = [1, 2, 3, 4].map((number) => queue.run(work(number)));

  await expect(all[3]).rejects.toMatchObject({ result: { code: 429 } });
  expect(done).toEqual([]);
  await Promise.all(all.slice(0, 3));
  await queue.run(work(5));
  expect(done).toEqual([1, 2, 3, 5]);
});

test("work that fails does not hold up the next", async () => {
  const queue = new DerivationQueue();

  await expect(queue.run(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await queue.run(async () => "done")).toBe("done");
});
