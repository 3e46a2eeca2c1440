import { expect, test } from "vitest";
import { type Clock, PacedSave } from "./paced-save.ts";

/** A clock that is set by hand, a save that takes as long as it is told, and the number of saves. */
function scene(cost: number) {
  const state = { now: 0, saves: 0, fails: false, later: undefined as { work: () => void; at: number } | undefined };
  const clock: Clock = {
    now: () => state.now,
    later: (work, ms) => {
      state.later = { work, at: state.now + ms };
      return () => {
        state.later = undefined;
      };
    },
  };
  const save = async () => {
    state.saves += 1;
    state.now += cost;
    if (state.fails) {
      throw new Error("no server");
    }
  };
  const inTurn = (work: () => Promise<void>) => work();
  return { state, paced: new PacedSave(save, inTurn, clock) };
}

test("a few changes that are quick to save are saved at once", async () => {
  const { state, paced } = scene(10);
  for (let index = 0; index < 20; index++) {
    await paced.soon();
  }
  expect(state.saves).toBe(20);
});

test("a thousand changes take a tenth of the time to save, and the last one is saved", async () => {
  const { state, paced } = scene(200);
  for (let index = 0; index < 1000; index++) {
    state.now += 10;
    await paced.soon();
  }
  expect(state.saves * 200).toBeLessThan(state.now * 0.12 + 1200);
  const before = state.saves;
  await paced.settle();
  await paced.settle();
  expect(state.saves).toBe(before + 1);
});

test("what was put off is saved when its time has come, in ten seconds at most", async () => {
  const { state, paced } = scene(60_000);
  await paced.soon();
  await paced.soon();
  expect(state.saves).toBe(1);
  expect(state.later?.at).toBe(state.now + 10_000);
  state.later?.work();
  expect(state.saves).toBe(2);
});

test("a save that failed in the background is made up for by the next one", async () => {
  const { state, paced } = scene(2000);
  await paced.soon();
  await paced.soon();
  state.fails = true;
  state.later?.work();
  await new Promise((resolve) => setImmediate(resolve));
  await expect(paced.settle()).rejects.toThrow("no server");
  state.fails = false;
  await paced.settle();
  expect(state.saves).toBe(4);
});
