import { setTimeout as delay } from "node:timers/promises";
import { collectGarbage } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { anySignal } from "./any-signal.ts";

/** A signal that ends after 20 ms, and to which nobody else refers. */
const briefly = () => AbortSignal.timeout(20);
const never = () => new AbortController().signal;

test.each([
  ["one", () => anySignal([briefly(), never()])],
  ["one of others", () => anySignal([anySignal([never(), briefly()]), never()])],
])(
  "a signal ends with the first of those that it is made of, though nothing else refers to that: %s",
  async (_, make) => {
    const signal = make();
    let heard: unknown;
    signal.addEventListener("abort", () => {
      heard = signal.reason;
    });
    // Not in this turn of the event loop: it keeps all that weak references were made to.
    await delay(1);
    collectGarbage();
    await delay(100);
    expect(heard).toMatchObject({ name: "TimeoutError" });
  },
);

test("a signal of one that has ended has ended, for the same reason", () => {
  const reason = new Error("enough");
  expect(anySignal([never(), AbortSignal.abort(reason)]).reason).toBe(reason);
});

test("signals that are not there are left out", () => {
  expect(anySignal([undefined, never()]).aborted).toBe(false);
});
