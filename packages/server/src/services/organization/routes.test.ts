import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";
import { basic } from "../../fixtures/server.fixture.ts";

test("what a search would find is counted by kind", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  await s.task({ name: "find me", project });
  await s.task({ name: "find me too", system_tags: ["hidden"] });
  await s.task({ name: "a report", type: "report", project });
  await s.model({ name: "find this model" });
  const _any_ = { fields: ["name"], pattern: "find" };
  const counts = await s.ok("organization.get_entities_count", {
    tasks: { _any_ },
    models: { _any_ },
    projects: { _any_ },
    reports: { project: [project] },
    pipelines: { _any_: { fields: ["name"], pattern: "(" } },
  });
  expect(counts).toEqual({ tasks: 1, models: 1, projects: 0, reports: 1, errors: { pipelines: expect.any(String) } });
  expect(await s.ok("organization.get_entities_count", { tasks: {}, search_hidden: true, limit: 2 })).toEqual({
    tasks: 2,
  });
});

test("a table is named after its project, by whole characters", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project(`${"x".repeat(59)}😀😀`);
  const { prepare_id } = await s.ok("organization.prepare_download_for_get_all", {
    ...{ entity_type: "task", project: [project], only_fields: ["name"], field_mappings: [{ field: "name" }] },
  });
  const response = await s.server.fetch(
    `${s.server.urls.api}/organization.download_for_get_all?prepare_id=${prepare_id}`,
    { headers: basic(s.server.credentials) },
  );
  expect(decodeURIComponent(response.headers.get("content-disposition") ?? "")).toContain("x😀-tasks.csv");
});

test("a list is downloaded as a table that spreadsheets take", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("my demo");
  await s.task({ name: "=SUM(1)", project, comment: 'say "hi"' });
  await s.task({ name: "two", project });
  const { prepare_id } = await s.ok("organization.prepare_download_for_get_all", {
    entity_type: "task",
    project: [project],
    order_by: ["name"],
    only_fields: ["name", "comment", "project.name", "status"],
    field_mappings: [
      { field: "name", name: "Name" },
      { field: "comment" },
      { field: "project.name", name: "Project" },
      { field: "status", values: [{ key: "created", value: "Draft" }] },
    ],
  });
  const response = await s.server.fetch(
    `${s.server.urls.api}/organization.download_for_get_all?prepare_id=${prepare_id}`,
    { headers: basic(s.server.credentials) },
  );
  expect(response.headers.get("content-disposition")).toContain("clearml-my%20demo-tasks.csv");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe(
    [
      '"Name","comment","Project","status"',
      `"'=SUM(1)","say ""hi""","my demo","Draft"`,
      '"two","","my demo","Draft"',
      "",
    ].join("\r\n"),
  );
});

test("a download that was not prepared is refused", async () => {
  await using s = await RecordsServer.start();
  expect(await s.refused("organization.download_for_get_all", { prepare_id: "no" })).toBe("400/10");
});

test("the company is listed with its people", async () => {
  await using s = await RecordsServer.start();
  const { companies } = await s.ok("organization.get_user_companies", {});
  expect(companies).toMatchObject([{ name: "clearml", allocated: 1, owners: [{ name: expect.any(String) }] }]);
});
