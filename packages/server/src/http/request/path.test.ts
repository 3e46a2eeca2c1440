import { expect, test } from "vitest";
import { parseEndpointPath } from "./path.ts";

test.each([
  ["/tasks.get_all", { name: "tasks.get_all", version: undefined }],
  ["/v2.30/tasks.get_all", { name: "tasks.get_all", version: "2.30" }],
  ["/v999.0/tasks.get_all/", { name: "tasks.get_all", version: "999.0" }],
  ["//v29/tasks.get_all", { name: "tasks.get_all", version: "29" }],
])("%s names an endpoint", (path, expected) => {
  expect(parseEndpointPath(path)).toEqual(expected);
});

test.each(["/", "/v2/tasks.get_all", "/tasks", "/api/tasks.get_all", "/tasks.get.all", "/v2.9/", "/tasks.get_all/x"])(
  "%s is malformed",
  (path) => {
    expect(parseEndpointPath(path)).toBeUndefined();
  },
);
