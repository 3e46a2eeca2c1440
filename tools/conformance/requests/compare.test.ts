import { expect, test } from "vitest";
import { compare } from "./compare.ts";
import type { Answer } from "./judge.ts";
import { OwnServer } from "./own-server.ts";

/** A request that our server refuses with 400/12. */
const refusedHere = {
  request: { endpoint: "tasks.create", version: "2.31", data: { name: 7 }, item: false },
  path: "name",
  change: "7",
};

test.each<[string, Partial<Answer>, string]>([
  ["taken", { code: "200/0" }, "stricter"],
  ["taken, as far as its checks go", { code: "500/0", passed: true }, "stricter"],
  ["refused for its form with another code", { code: "400/16", refused: true }, "otherwise"],
  ["refused for what the server holds", { code: "400/101" }, "otherwise"],
  ["refused with the same code", { code: "400/12", refused: true }, ""],
  ["a failure there", { code: "500/0" }, ""],
  ["not looked at there", { code: "403/20" }, ""],
])("a change that is refused here and %s is told apart", async (_what, answer, expected) => {
  await using own = await OwnServer.start();
  const verdict = { model: null, schema: null, answer: { message: "", refused: false, passed: false, ...answer } };
  const found = await compare(own, [[refusedHere, verdict as never]]);
  const lists = (["laxer", "stricter", "otherwise"] as const).filter((name) => found[name].length > 0);
  expect(lists.join()).toBe(expected);
});
