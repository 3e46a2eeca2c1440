import { expect, test } from "vitest";
import { newKeyPair, Secrets } from "./secrets.ts";

test("key pairs have the official shape and are never the same", () => {
  const pairs = [newKeyPair(), newKeyPair()];

  for (const { accessKey, secretKey } of pairs) {
    expect(accessKey).toMatch(/^[A-Z0-9]{30}$/);
    expect(secretKey).toMatch(/^[\w-]{67}$/);
  }
  expect(pairs[0]).not.toEqual(pairs[1]);
});

test("only the right secret matches its hash, the second time too", async () => {
  const verifier = new Secrets();
  const hash = await verifier.hash("right");

  expect(hash).not.toContain("right");
  for (const _ of [1, 2]) {
    expect(await verifier.verify("right", hash)).toBe(true);
    expect(await verifier.verify("wrong", hash)).toBe(false);
  }
});

test("a damaged hash matches nothing", async () => {
  expect(await new Secrets().verify("", "")).toBe(false);
});
