import { expect, test } from "vitest";
import { killMovers } from "./datasets/campaign.ts";
import { Sandbox } from "./sandbox.ts";
import { clearmlCommand } from "./soaked-server.ts";

test("no version is half of itself, and no copy, when programs are killed while they move its files", {
  timeout: 1_800_000,
}, async () => {
  await using sandbox = new Sandbox();
  const command = clearmlCommand;
  const report = await killMovers({ command, folder: sandbox.path, seed: 1, kills: 3 });

  expect(report.faults).toEqual([]);
  expect(Math.min(report.killed.uploads, report.kept)).toBeGreaterThan(0);
});
