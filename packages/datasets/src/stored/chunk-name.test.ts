import { expect, test } from "vitest";
import { chunkIndex, nextChunkName } from "./chunk-name.ts";

test("zips are numbered from the second one on", () => {
  expect(nextChunkName([])).toBe("data");
  expect(nextChunkName(["state", "metadata"])).toBe("data");
  expect(nextChunkName(["data"])).toBe("data_001");
  expect(nextChunkName(["data_009", "data"])).toBe("data_010");
  expect(nextChunkName(["data_1234"])).toBe("data_1235");
});

test("the name of a zip gives its number back", () => {
  expect(["data", "data_001", "data_1234"].map(chunkIndex)).toEqual([0, 1, 1234]);
  expect(["state", "database", "data_x", "metadata"].map(chunkIndex)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
