import { expect, test } from "vitest";
import type { VersionRecord } from "../versions/version-records.ts";
import { lineageText, parseLineage } from "./page-object.ts";

const record: VersionRecord = {
  id: "c",
  name: "survey",
  status: "completed",
  version: "1.0.1",
  lastUpdate: new Date("2026-01-01T00:00:00.900Z"),
  totalSize: 19,
  compressedSize: 12,
  artifacts: new Map(),
};

test("the lineage numbers versions from the newest, and names parents by number", () => {
  const text = lineageText(["p", "c"], { p: [], c: ["p"] }, new Map([["c", record]]));
  expect(JSON.parse(text)).toEqual({
    "0": {
      job_id: "c",
      status: "completed",
      last_update: 1767225600,
      parents: ["1"],
      job_size: 19,
      name: "survey",
      version: "1.0.1",
    },
    "1": { job_id: "p", status: "unknown", last_update: null, parents: [], job_size: null, name: "", version: null },
  });
  expect(text).toMatch(/^\{\n {2}"0": \{\n {4}"job_id": "c"/);
  expect(parseLineage(text)).toEqual({ p: [], c: ["p"] });
});

test("a lineage that cannot be read says nothing", () => {
  expect(parseLineage("not json")).toEqual({});
  expect(parseLineage('{"0": null}')).toEqual({});
});
