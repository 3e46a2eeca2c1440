import { expect, test } from "vitest";
import { killAgainAndAgain } from "./kill/campaign.ts";
import { Sandbox } from "./sandbox.ts";
import { clearmlCommand } from "./soaked-server.ts";

test("nothing acknowledged is lost when the server is killed while four clients write", {
  timeout: 1_800_000,
}, async () => {
  await using sandbox = new Sandbox();
  const { dataDir } = sandbox;
  const report = await killAgainAndAgain({ command: clearmlCommand, dataDir, seed: 1, kills: 5 });

  expect(report.faults).toEqual([]);
  const { scalars, lines, edits, files } = report.acknowledged;
  expect(Math.min(scalars, lines, edits, files)).toBeGreaterThan(0);
});
