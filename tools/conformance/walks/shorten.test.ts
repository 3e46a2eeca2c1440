import { expect, test } from "vitest";
import type { Call } from "../sequences/sequence.ts";
import { shorten } from "./shorten.ts";

test("a walk is cut down to the calls that its finding needs", async () => {
  const calls = Array.from(
    { length: 21 },
    (_, index): Call => ({ endpoint: `${index}`, version: "1.0", data: {}, keep: {} }),
  );
  const needed = ["2", "3", "17"];
  const { calls: left } = await shorten({ name: "long", calls }, async (shorter) =>
    needed.every((endpoint) => shorter.calls.some((call) => call.endpoint === endpoint)),
  );
  expect(left.map(({ endpoint }) => endpoint)).toEqual(needed);
});
