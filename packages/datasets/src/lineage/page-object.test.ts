import { expect, test } from "vitest";
import type { VersionRecord } from "../versions/version-records.ts";
import { parseStructure, structureText } from "./page-object.ts";

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

test("the structure numbers versions from the newest, and names parents by number", () => {
  const text = structureText(["p", "c"], { p: [], c: ["p"] }, new Map([["c", record]]));
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
  expect(parseStructure(text)).toEqual({ p: [], c: ["p"] });
});

test("a structure that cannot be read says nothing", () => {
  expect(parseStructure("not json")).toEqual({});
  expect(parseStructure('{"0": null}')).toEqual({});
});
