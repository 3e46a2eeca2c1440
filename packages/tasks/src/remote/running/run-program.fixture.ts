import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Server } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";

/** Runs a program of TypeScript to its end, with a home folder of its own and the server in its environment. */
export async function runProgram({ credentials }: Server, ...words: string[]) {
  const { apiServer, webServer, filesServer, accessKey, secretKey } = credentials;
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions", "@clearml-ts/source", ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: await temporaryFolder(),
      CLEARML_API_HOST: apiServer,
      CLEARML_WEB_HOST: webServer,
      CLEARML_FILES_HOST: filesServer,
      CLEARML_API_ACCESS_KEY: accessKey,
      CLEARML_API_SECRET_KEY: secretKey,
    },
  });
  const [output, warnings, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { output, warnings, exitCode: exitCode as number | null };
}
