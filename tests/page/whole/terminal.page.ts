import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const program = fileURLToPath(new URL("../../../packages/clearml-ts/dist/cli.js", import.meta.url));

/** A program on a terminal of its own, and all that it has shown there. */
function onTerminal(command: string, env: NodeJS.ProcessEnv): { child: ChildProcess; shown: () => string } {
  // It belongs to every Debian, and makes a terminal for the program that it starts.
  // Without `exec`, some shells stay between the two, and answer Ctrl-C themselves.
  const child = spawn("script", ["--quiet", "--flush", "--return", "--command", `exec ${command}`, "/dev/null"], {
    env,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  return { child, shown: () => text };
}

test("on a terminal Enter opens the page in the browser of the system, and Ctrl-C ends the server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clearml-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const opened = join(folder, "opened");
  for (const name of ["xdg-open", "open"]) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "$1" > "${opened}.part" && mv "${opened}.part" "${opened}"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const ports = "--api-port 0 --web-port 0 --files-port 0";
  const { child, shown } = onTerminal(
    `'${process.execPath}' '${program}' server --data-dir '${folder}/data' ${ports}`,
    {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env["PATH"]}`,
    },
  );
  const ended = once(child, "exit");
  // With what follows it: a terminal passes a line on in pieces.
  await expect.poll(shown).toMatch(/Enter opens http:\S+\s/);
  const [, address = ""] = /Enter opens (http:\S+)/.exec(shown()) ?? [];
  child.stdin?.write("\n");
  await expect.poll(() => existsSync(opened)).toBe(true);
  expect(readFileSync(opened, "utf8").trim()).toBe(address);
  expect((await fetch(address)).status).toBe(200);

  child.stdin?.write("\u0003");
  expect(await ended).toEqual([0, null]);
});
