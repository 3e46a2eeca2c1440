import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Server, startServer } from "@clearml-ts/server";

const execute = promisify(execFile);

/** An empty server for programs, on ports that nobody uses. */
export function startEmptyServer(): Promise<Server> {
  return startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
}

/** Runs a TypeScript program as a user does, with a server that its environment names, and returns its stdout. */
export async function runProgram(
  file: string,
  folders: { cwd: string; home: string },
  { urls, credentials }: Server,
): Promise<string> {
  const { stdout } = await execute(process.execPath, ["--import", "tsx", file], {
    cwd: folders.cwd,
    env: {
      PATH: process.env["PATH"],
      HOME: folders.home,
      CLEARML_API_HOST: urls.api,
      CLEARML_WEB_HOST: urls.web,
      CLEARML_FILES_HOST: urls.files,
      CLEARML_API_ACCESS_KEY: credentials.accessKey,
      CLEARML_API_SECRET_KEY: credentials.secretKey,
    },
  });
  return stdout;
}
