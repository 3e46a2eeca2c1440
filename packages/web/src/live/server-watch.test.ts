import { expect, test } from "vitest";
import { ServerWatch } from "./server-watch.ts";

test("a lost server is asked until it answers, however many calls tell that it is lost", async () => {
  let [asked, found] = [0, 0];
  const states: boolean[] = [];
  const watch = new ServerWatch({
    ask: async () => {
      asked += 1;
      if (asked < 3) {
        throw new Error("refused");
      }
    },
    onFound: () => {
      found += 1;
    },
    pause: async () => {},
  });
  watch.subscribe(() => states.push(watch.isLost));
  await Promise.all([watch.lost(), watch.lost()]);
  expect({ asked, found, states }).toEqual({ asked: 3, found: 1, states: [true, false] });
});
