import { expect, test } from "vitest";
import { UnsupportedSchemeError } from "../../errors.ts";
import { findGooglePlace } from "./google-place.ts";

const settings = {
  project: "default",
  credentials: [
    { bucket: "data", project: "data" },
    { bucket: "data", subdir: "/raw/", project: "raw" },
  ],
};

test.each([
  ["gs://data/a.csv", "data", "a.csv", "data"],
  ["gs://data/raw/a.csv", "data", "raw/a.csv", "raw"],
  ["gs://data/rawer/a.csv", "data", "rawer/a.csv", "data"],
  ["gs://data-2/raw/a.csv", "data-2", "raw/a.csv", "default"],
])("%s", (url, bucket, name, project) => {
  expect(findGooglePlace(url, settings)).toMatchObject({ bucket, name, access: { project } });
});

test("an address without a bucket is refused", () => {
  expect(() => findGooglePlace("gs:///a.csv", settings)).toThrow(UnsupportedSchemeError);
});
