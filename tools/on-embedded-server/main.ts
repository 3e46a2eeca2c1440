import { spawn } from "node:child_process";
import { once } from "node:events";
import { startServer } from "@clearml-ts/server";

/** Runs a command beside an empty embedded server that its environment names: `tsx tools/on-embedded-server/main.ts COMMAND …`. */
const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error("Name the command to run beside an embedded server.");
  process.exit(2);
}

await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
const { urls, credentials } = server;
const child = spawn(command, args, {
  stdio: "inherit",
  env: {
    ...process.env,
    CLEARML_API_HOST: urls.api,
    CLEARML_WEB_HOST: urls.web,
    CLEARML_FILES_HOST: urls.files,
    CLEARML_API_ACCESS_KEY: credentials.accessKey,
    CLEARML_API_SECRET_KEY: credentials.secretKey,
  },
});
const [status] = (await once(child, "exit")) as [number | null];
process.exitCode = status ?? 1;
