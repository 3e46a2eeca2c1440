import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

async function projectsOfReports(s: RecordsServer): Promise<string[]> {
  const request = { name: "\\.reports$", search_hidden: true, order_by: ["name"] };
  return (await s.ok("projects.get_all", request)).projects.map(({ name }) => name);
}

test("a report is a hidden task in the hidden project .reports of its project", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  const { id, project_id } = await s.ok("reports.create", { name: "weekly", project, tags: ["b", "a"], comment: "c" });
  expect(await s.getTask(id)).toMatchObject({
    name: "weekly",
    type: "report",
    status: "created",
    project: project_id,
    tags: ["a", "b"],
    system_tags: ["hidden", "reports"],
    comment: "c",
  });
  expect((await s.ok("projects.get_by_id", { project: project_id })).project).toMatchObject({
    name: "demo/.reports",
    parent: project,
    system_tags: ["hidden", "reports"],
    description: "Reports project",
  });
  expect((await s.ok("tasks.get_all", {})).tasks).toEqual([]);
  expect((await s.ok("projects.get_all", {})).projects.map(({ name }) => name)).toEqual(["demo"]);
  expect(await s.ok("reports.get_tags", {})).toEqual({ tags: ["a", "b"] });
});

test("a report without a project is at the root, and one about a project of reports in it", async () => {
  await using s = await RecordsServer.start();
  const { project_id } = await s.ok("reports.create", { name: "first" });
  expect((await s.ok("reports.create", { name: "second", project: project_id })).project_id).toBe(project_id);
  expect(await projectsOfReports(s)).toEqual([".reports"]);
});

test("the text of a report comes by update, which answers with the beginning of it", async () => {
  await using s = await RecordsServer.start();
  const { id: task } = await s.ok("reports.create", { name: "weekly", report: "dropped" });
  expect(await s.getTask(task)).not.toHaveProperty("report");

  const report = `# Title\n\n${"word ".repeat(40)}`;
  const reply = await s.ok("reports.update", { task, report, report_assets: ["s3://b/a.png"], tags: ["z", "a"] });
  expect(reply).toEqual({
    updated: 1,
    fields: {
      report: `# Title ${Array(17).fill("word").join(" ")} [...]`,
      report_assets: ["s3://b/a.png"],
      tags: ["a", "z"],
    },
  });
  expect(await s.getTask(task)).toMatchObject({ report, report_assets: ["s3://b/a.png"], tags: ["a", "z"] });
  expect(await s.ok("reports.update", { task })).toEqual({ updated: 0, fields: {} });
  expect(await s.refused("reports.update", { task, name: null })).toBe("400/800");
  expect(await s.refused("reports.update", { task: "unknown", tags: ["__$x"] })).toBe("400/101");
});

test("what is written in a published report stays; its labels do not", async () => {
  await using s = await RecordsServer.start({ now: () => new Date("2026-01-01T00:00:00Z") });
  const { id: task } = await s.ok("reports.create", { name: "weekly" });
  expect(await s.ok("reports.publish", { task, message: "done" })).toMatchObject({
    updated: 1,
    fields: { status: "published", status_message: "done", published: "2026-01-01T00:00:00+00:00" },
  });
  expect(await s.refused("reports.update", { task, report: "new" })).toBe("400/110");
  expect(await s.refused("reports.update", { task, name: "new name", report_assets: [] })).toBe("400/110");
  await s.ok("reports.update", { task, name: "new name", tags: ["t"], comment: "c" });
  expect(await s.getTask(task)).toMatchObject({ name: "new name", tags: ["t"], comment: "c", status: "published" });
});

test("reports are put away, taken back, and deleted as drafts, put away or by force", async () => {
  await using s = await RecordsServer.start();
  const { id: task } = await s.ok("reports.create", { name: "weekly" });
  await s.ok("reports.publish", { task });
  expect(await s.refused("reports.delete", { task })).toBe("400/123");
  expect(await s.ok("reports.archive", { task, message: "old" })).toEqual({ archived: 1 });
  expect(await s.getTask(task)).toMatchObject({
    system_tags: ["archived", "hidden", "reports"],
    status_message: "old",
  });
  expect(await s.ok("reports.unarchive", { task })).toEqual({ unarchived: 1 });
  expect((await s.getTask(task)).system_tags).toEqual(["hidden", "reports"]);

  expect(await s.ok("reports.delete", { task, force: true })).toMatchObject({ deleted: 1 });
  expect(await s.refused("tasks.get_by_id", { task })).toBe("400/101");
  expect(await projectsOfReports(s)).toEqual([]);
  const { id: draft } = await s.ok("reports.create", { name: "draft" });
  expect(await s.ok("reports.delete", { task: draft })).toMatchObject({ deleted: 1 });
});

test("a report moves by id or name of a project, or to the root; a project left without reports goes", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  const { id: first } = await s.ok("reports.create", { name: "first" });
  const { id: second } = await s.ok("reports.create", { name: "second" });

  const { project_id } = await s.ok("reports.move", { task: first, project_name: "new/place" });
  expect(await projectsOfReports(s)).toEqual([".reports", "new/place/.reports"]);
  await s.ok("reports.move", { task: second, project: project_id });
  expect(await projectsOfReports(s)).toEqual(["new/place/.reports"]);
  await s.ok("reports.move", { task: second, project });
  expect(await projectsOfReports(s)).toEqual(["demo/.reports", "new/place/.reports"]);
  await s.ok("reports.move", { task: second, project: null } as never);
  expect(await projectsOfReports(s)).toEqual([".reports", "new/place/.reports"]);
  expect(await s.refused("reports.move", { task: second })).toBe("400/11");
  expect(await s.refused("reports.move", { task: second, project: "no" })).toBe("400/401");
});

test("reports are listed by what they are about", async () => {
  await using s = await RecordsServer.start();
  const project = await s.project("demo");
  const inner = await s.project("demo/inner");
  const { id: root, project_id: home } = await s.ok("reports.create", { name: "root report" });
  const { id: about } = await s.ok("reports.create", { name: "demo report", project });
  const { id: deep } = await s.ok("reports.create", { name: "inner report", project: inner });
  await s.task({ name: "no report", project });
  await s.ok("reports.update", { task: about, report: "say hello" });

  const ids = async (request: object) =>
    (await s.ok("reports.get_all_ex", { order_by: ["created"], ...request })).tasks.map(({ id }) => id).sort();
  expect(await ids({})).toEqual([root, about, deep].sort());
  expect(await ids({ type: ["training"] })).toEqual([root, about, deep].sort());
  expect(await ids({ project })).toEqual([about]);
  expect(await ids({ project: [project], include_subprojects: true })).toEqual([about, deep].sort());
  expect(await ids({ project: [home] })).toEqual([root]);
  expect(await ids({ project: null })).toEqual([root]);
  expect(await ids({ project: [null, inner] })).toEqual([root, deep].sort());
  expect(await ids({ project: ["no"] })).toEqual([]);
  expect(await ids({ _any_: { pattern: "HELLO", fields: ["name", "report"] } })).toEqual([about]);

  const [report] = (await s.ok("reports.get_all_ex", { id: [about], only_fields: ["project.name", "report"] })).tasks;
  expect(report).toMatchObject({ id: about, report: "say hello", project: { name: "demo/.reports" } });
  expect((await s.ok("reports.get_all_ex", { scroll_id: null, size: 2 })).scroll_id).toEqual(expect.any(String));
});

test("other tasks are not reports, and names have at least three characters", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  for (const endpoint of ["update", "move", "publish", "archive", "unarchive", "delete"] as const) {
    expect(await s.refused(`reports.${endpoint}`, { task, name: "a name", project_name: "demo" })).toBe("400/150");
  }
  expect(await s.refused("reports.publish", { task: "no" })).toBe("400/101");
  expect(await s.refused("reports.create", { name: "ab" })).toBe("400/12");
  expect(await s.refused("reports.create", { name: "good", project: "no" })).toBe("400/401");
});
