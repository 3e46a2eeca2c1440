import { expect, test } from "vitest";
import { pathInSession } from "./session-paths.ts";

test("a session of Python on Windows has its folder with slashes, and addresses with backslashes", () => {
  const folder = "C:/Users/ada/.clearml/cache/offline/offline-1";
  const address = "C:\\Users\\ada\\.clearml\\cache\\offline\\offline-1\\data\\train.1\\artifacts\\table\\table.csv";

  expect(pathInSession(folder, address)).toBe("data/train.1/artifacts/table/table.csv");
  expect(pathInSession(folder.replaceAll("/", "\\"), address)).toBe("data/train.1/artifacts/table/table.csv");
  expect(pathInSession(folder, "D:\\data\\table.csv")).toBeUndefined();
  expect(() => pathInSession(folder, `${folder}/data/..\\..\\x`)).toThrow(RangeError);
});

test("elsewhere a backslash is a letter of a name", () => {
  expect(pathInSession("/home/ada/offline-1", "/home/ada/offline-1/data/a\\b")).toBe("data/a\\b");
});
