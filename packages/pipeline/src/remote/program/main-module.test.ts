import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { openWorkplace } from "../../fixtures/workplace.fixture.ts";

const program = fileURLToPath(new URL("../../fixtures/main-program.fixture.ts", import.meta.url));

test("a program whose main module runs the pipeline does one step of it on a worker, and no second run", async () => {
  const place = await openWorkplace();
  await place.work();
  const home = await temporaryFolder();
  const command = ["--import", "tsx", "--conditions", "@clearml-ts/source", program];
  const env = { PATH: process.env["PATH"], HOME: home, ...place.env };
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });

  const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { y: number; pid: number; here: number };
  expect(result).toMatchObject({ y: 9 });
  expect(result.pid).not.toBe(result.here);
  const { tasks } = await place.connection.services.tasks.getAll({
    search_hidden: true,
    only_fields: ["name", "status"],
  });
  expect(tasks.map(({ name, status }) => `${name} ${status}`).sort()).toEqual([
    "square completed",
    "squares completed",
  ]);
});
