import { expect, test } from "vitest";
import { highestVersion } from "./highest-version.ts";

test.each([
  [["1.2.0", "1.10.0", "1.9"], "1.10.0"],
  [["2.0rc1", "1.9"], "2.0rc1"],
  [["2.0rc1", "2.0", "2.0.dev3"], "2.0"],
  [["2.0", "2.0.post1"], "2.0.post1"],
  [["1!1.0", "9.0"], "1!1.0"],
  [[undefined, "latest", "0.1"], "0.1"],
  [[undefined, "latest"], undefined],
])("of %j the highest is %j", (versions, highest) => {
  expect(highestVersion(versions, (version) => version)).toBe(highest);
});

test("of equal versions the first is taken, which was updated last", () => {
  const items = [
    { id: 1, version: "1.0" },
    { id: 2, version: "1.0.0" },
  ];
  expect(highestVersion(items, ({ version }) => version)?.id).toBe(1);
});
