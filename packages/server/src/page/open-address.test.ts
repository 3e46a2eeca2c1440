import { expect, test } from "vitest";
import { openAddress } from "./open-address.ts";

const node = (program: string) => [process.execPath, "-e", program] as const;

test("an address is opened by a program that gets it, and one that finds no browser is not taken for one", async () => {
  const gotIt = node('process.exit(process.argv[1] === "http://127.0.0.1:1" ? 0 : 1)');
  expect(await openAddress("http://127.0.0.1:1", { opener: gotIt, patience: 100_000 })).toBe(true);
  // As `xdg-open` ends on a machine without any browser.
  expect(await openAddress("http://127.0.0.1:1", { opener: node("process.exit(3)"), patience: 100_000 })).toBe(false);
  expect(await openAddress("http://127.0.0.1:1", { opener: ["no such program"] })).toBe(false);
});

test("a program that goes on is the browser itself", async () => {
  const browser = node("setTimeout(() => {}, 2_000)");
  expect(await openAddress("http://127.0.0.1:1", { opener: browser, patience: 1 })).toBe(true);
});
