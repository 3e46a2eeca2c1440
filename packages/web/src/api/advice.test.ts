import { results } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { adviceOn } from "./advice.ts";

const resultOf = ({ code, subcode }: { code: number; subcode: number }) => `${code}/${subcode}`;

test("refusals of which people can do something come with advice", () => {
  expect(adviceOn(resultOf(results.invalidTaskStatus))).toBe("otherStatus");
  expect(adviceOn(resultOf(results.taskPublished))).toBe("published");
  expect(adviceOn(resultOf(results.invalidTaskId))).toBe("gone");
  expect(adviceOn(resultOf(results.invalidCredentials))).toBe("signIn");
});

test("others are told by the server's text alone", () => {
  expect(adviceOn(resultOf(results.validationError))).toBeUndefined();
});
