import { expect, test } from "vitest";
import { isMachineTag } from "./machine-tags.ts";

test("tags of a word and an id are those of programs, all others are people's", () => {
  const id = "0123456789abcdef0123456789abcdef";
  expect([`pipe: ${id}`, `opt: ${id}`, `pipe:${id}`, `sha256:${id}${id}`].filter(isMachineTag)).toHaveLength(4);
  expect(["pipe", "baseline", `${id}`, "owner: ada", "opt: face", `see pipe: ${id}`].filter(isMachineTag)).toEqual([]);
});
