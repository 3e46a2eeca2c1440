import { expect, test } from "vitest";
import { type RunResult, resultLine } from "./result.ts";

test("the line leaves the secret key out unless it is asked for", () => {
  const server = { api: "a", web: "w", files: "f", accessKey: "key", secretKey: "hidden" };
  const result = { project: "p", server } as unknown as RunResult;

  expect(JSON.parse(resultLine(result, { showSecret: false })).server).toEqual({
    api: "a",
    web: "w",
    files: "f",
    accessKey: "key",
  });
  expect(JSON.parse(resultLine(result, { showSecret: true })).server).toEqual(server);
});
