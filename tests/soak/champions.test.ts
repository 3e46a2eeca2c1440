import { expect, test } from "vitest";
import { promoteAtOnce } from "./champions/campaign.ts";
import { Sandbox } from "./sandbox.ts";
import { clearmlCommand } from "./soaked-server.ts";

test("programs that promote models at once leave one champion each time, and there is one at every moment", {
  timeout: 1_800_000,
}, async () => {
  await using sandbox = new Sandbox();
  const report = await promoteAtOnce({ command: clearmlCommand, folder: sandbox.path, seed: 1, rounds: 8 });

  expect(report.faults).toEqual([]);
  expect(Math.min(report.overlaps, report.looks)).toBeGreaterThan(0);
});
