import { expect, test } from "vitest";
import { killReporters } from "./journal/campaign.ts";
import { Sandbox } from "./sandbox.ts";
import { clearmlCommand } from "./soaked-server.ts";

test("no accepted report is lost, and none is there twice, when programs are killed while they report", {
  timeout: 1_800_000,
}, async () => {
  await using sandbox = new Sandbox();
  const command = clearmlCommand;
  const report = await killReporters({ command, folder: sandbox.path, seed: 1, kills: 10 });

  expect(report.faults).toEqual([]);
  expect(Math.min(report.accepted, report.recovered)).toBeGreaterThan(0);
});
