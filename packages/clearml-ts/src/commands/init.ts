import { Command } from "commander";
import { say } from "../language/say.ts";
import type { SetupOptions, SetupReport } from "../setup/set-up.ts";
import { notEmpty } from "./not-empty.ts";

interface InitFlags extends SetupOptions {
  json?: boolean;
}

/** The subcommand `init`: writes the configuration file by which the programs of this user find their ClearML. */
export function initCommand(): Command {
  return new Command("init")
    .description(
      "Write ~/clearml.conf from the block that the web page shows for new credentials (Settings, Workspace), pasted or piped in, after a test of it. The Python SDK reads the same file.",
    )
    .option("--file <path>", "file to write (default: $CLEARML_CONFIG_FILE, ~/clearml.conf)", notEmpty)
    .option("--api-server <url>", "address of the API; wins over what is pasted", notEmpty)
    .option("--web-server <url>", "address of the web page", notEmpty)
    .option("--files-server <url>", "address of the file server", notEmpty)
    .option(
      "--access-key <key>",
      "access key; the secret key is read from $CLEARML_API_SECRET_KEY, pasted or typed in",
      notEmpty,
    )
    .option("--from-env", "take the settings from the CLEARML_… variables, and read nothing from stdin")
    .option("--no-test", "do not log in to try the settings first")
    .option("--force", "replace a file that is there; it is kept as FILE.old")
    .option("--json", "print one line of JSON, and nothing else")
    .action(async ({ json, ...options }: InitFlags) => {
      const { setUp } = await import("../setup/set-up.ts");
      const report = await setUp(options);
      console.log(json ? JSON.stringify(report) : describe(report));
    });
}

function describe({ file, old, user, apiServer }: SetupReport): string {
  const tested =
    user === undefined
      ? say`The settings for ${apiServer} were not tried.`
      : say`Logged in to ${apiServer} as ${user}.`;
  const written = old === undefined ? say`Wrote ${file}.` : say`Wrote ${file}; the former one is ${old}.`;
  return [tested, written].join("\n");
}
