import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import type { Server } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";

/** How a program under an agent ended. */
export interface AgentRun {
  exitCode: number;
  /** The text that it wrote to stdout and stderr. */
  output: string;
}

/**
 * Does with the code section of a task as the stock agent does: writes the file that its working folder names, splits its entry point at
 * white space, joins it by single blanks and has a shell run it, with the configuration in a file of JSON.
 */
export async function runAsAgent(
  { credentials, urls }: Server,
  taskId: string,
  { working_dir = "", entry_point = "", diff = "" }: ScriptRecord,
): Promise<AgentRun> {
  const home = await temporaryFolder();
  const code = join(home, "code");
  await mkdir(code);
  await writeFile(join(code, working_dir.slice(working_dir.indexOf(":") + 1)), diff);
  const { accessKey: access_key, secretKey: secret_key } = credentials;
  const servers = { api_server: urls.api, web_server: urls.web, files_server: urls.files };
  const api = { ...servers, credentials: { access_key, secret_key } };
  const configFile = join(home, "agent.json");
  await writeFile(configFile, JSON.stringify({ api }));
  const command = entry_point.trim().split(/\s+/).slice(1).join(" ");
  const env = { PATH: process.env["PATH"], HOME: home, CLEARML_TASK_ID: taskId, CLEARML_CONFIG_FILE: configFile };
  return new Promise((resolve) => {
    execFile("/bin/sh", ["-c", command], { cwd: code, env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, output: stdout + stderr });
    });
  });
}
