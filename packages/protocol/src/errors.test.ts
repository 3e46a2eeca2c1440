import { expect, test } from "vitest";
import { ApiError, ClearMLError } from "./errors.ts";
import { results } from "./results.ts";

const details = { endpoint: "tasks.get_by_id", resultCode: 400, resultSubcode: 101, serverMessage: "Invalid task id" };

test("an answer that is not success becomes an error with the fields of the answer", () => {
  const error = ApiError.fromMeta("tasks.get_by_id", {
    id: "0",
    trx: "0",
    endpoint: { name: "tasks.get_by_id", requested_version: "2.34", actual_version: "1.0" },
    result_code: 400,
    result_subcode: 101,
    result_msg: "Invalid task id",
    error_stack: null,
    error_data: {},
  });
  expect(error).toBeInstanceOf(ClearMLError);
  expect(error).toMatchObject({ name: "ApiError", ...details });
  expect(error.message).toBe("tasks.get_by_id was answered 400/101: Invalid task id");
});

test("an error tells which row of the table of results it is", () => {
  const error = new ApiError(details);
  expect(error.is(results.invalidTaskId)).toBe(true);
  expect(error.is(results.invalidModelId)).toBe(false);
});

test("an error keeps its cause and ends with the advice", () => {
  const cause = new Error("socket closed");
  const error = new ApiError({ ...details, cause, advice: "Check the id." });
  expect(error.cause).toBe(cause);
  expect(error.message).toMatch(/ Check the id\.$/);
});
