import { expect, test } from "vitest";
import { killControllers } from "./pipeline/campaign.ts";
import { Sandbox } from "./sandbox.ts";
import { clearmlCommand } from "./soaked-server.ts";

test("a pipeline whose controller is killed comes to the same end when it is resumed, and does no step twice", {
  timeout: 1_800_000,
}, async () => {
  await using sandbox = new Sandbox();
  const report = await killControllers({ command: clearmlCommand, folder: sandbox.path, seed: 1, kills: 4 });

  expect(report.faults).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(4);
  expect(report.kept).toBeGreaterThan(0);
});
