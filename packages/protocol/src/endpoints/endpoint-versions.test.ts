import { expect, test } from "vitest";
import { compareVersions } from "../versions.ts";
import { batchEndpoints, rawEndpoints } from "./endpoint-bodies.ts";
import { endpointVersions } from "./endpoint-versions.ts";

const names = Object.keys(endpointVersions);

test("the table holds the 204 endpoints of the API and four of the web UI, service by service", () => {
  const counts: Record<string, number> = {};
  for (const name of names) {
    const service = name.slice(0, name.indexOf("."));
    counts[service] = (counts[service] ?? 0) + 1;
  }
  expect(counts).toEqual({
    auth: 11,
    debug: 1,
    events: 28,
    login: 2,
    models: 22,
    organization: 7,
    pipelines: 3,
    projects: 21,
    queues: 22,
    reports: 10,
    server: 5,
    serving: 7,
    storage: 3,
    tasks: 49,
    users: 9,
    workers: 8,
  });
});

test("each list of forms is oldest first", () => {
  const versions = Object.values(endpointVersions);
  for (const list of versions) {
    expect([...list].sort(compareVersions)).toEqual(list);
  }
});

test("endpoints with lines or files for a body are in the table", () => {
  for (const name of [...batchEndpoints, ...rawEndpoints]) {
    expect(names).toContain(name);
  }
});
