import { devNull } from "node:os";
import { join } from "node:path";
import { connect, type Environment, expandHome, readEnvironment } from "@clearml-ts/client";
import { Command } from "commander";
import { type PasswordPrompt, readSecret } from "../read-password.ts";
import { completeSettings } from "../setup/complete-settings.ts";
import { configText, type SetupContent } from "../setup/config-text.ts";
import { definedOf, readPastedSettings, type SetupSettings, settingsOf } from "../setup/pasted-settings.ts";
import { ask, readBlock } from "../setup/read-block.ts";
import { requireNoConfig, writeConfig } from "../setup/write-config.ts";
import { notEmpty } from "./not-empty.ts";

interface InitFlags {
  file?: string;
  apiServer?: string;
  webServer?: string;
  filesServer?: string;
  accessKey?: string;
  fromEnv?: boolean;
  test: boolean;
  force?: boolean;
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
    .action(async (flags: InitFlags) => {
      const prompt = { input: process.stdin, output: process.stderr };
      const environment = readEnvironment();
      const { home, configFile = join(home, "clearml.conf") } = environment;
      const file = expandHome(flags.file ?? configFile, home);
      if (!flags.force) {
        await requireNoConfig(file);
      }
      const content = completeSettings(await readSettings(flags, prompt, environment));
      const user = flags.test ? await tryOut(content, environment) : undefined;
      const old = await writeConfig(file, configText(content), flags.force ?? false);
      const { apiServer, webServer, filesServer } = content;
      const report = { file, old, user, apiServer, webServer, filesServer };
      console.log(flags.json ? JSON.stringify(report) : describe(report));
    });
}

/** Options win over what is pasted, and that over variables. What is still missing is asked for at a terminal. */
async function readSettings(
  flags: InitFlags,
  prompt: PasswordPrompt,
  { variables: given }: Environment,
): Promise<SetupSettings> {
  const { apiServer, webServer, filesServer, accessKey } = flags;
  const options = definedOf({ apiServer, webServer, filesServer, accessKey });
  const variables = definedOf(settingsOf(given));
  if (flags.fromEnv) {
    return { ...variables, ...options };
  }
  if (prompt.input.isTTY) {
    prompt.output.write(
      "Create new credentials on the web page (Settings, Workspace), copy the block and paste it here.\nAn empty line lets you type the settings one by one.\n",
    );
  }
  const settings = { ...variables, ...readPastedSettings(await readBlock(prompt)), ...options };
  return prompt.input.isTTY ? await askForMissing(settings, prompt) : settings;
}

async function askForMissing(settings: SetupSettings, prompt: PasswordPrompt): Promise<SetupSettings> {
  const { apiServer, webServer } = settings;
  const answer = async (question: string) => (await ask(question, prompt)).trim() || undefined;
  return {
    ...settings,
    webServer: webServer ?? (apiServer === undefined ? await answer("Address of the web page: ") : undefined),
    accessKey: settings.accessKey ?? (await answer("Access key: ")),
    secretKey: settings.secretKey ?? ((await readSecret("Secret key: ", prompt)).trim() || undefined),
  };
}

/** Logs in with the settings and nothing else, and returns the name of the user. */
async function tryOut(content: SetupContent, { variables }: Environment): Promise<string> {
  // Certificates and proxies of this machine count; its other settings must not help.
  const env = Object.fromEntries(
    Object.entries(variables).filter(([name]) => !/^(CLEARML|TRAINS)_(?!API_HOST_VERIFY)/.test(name)),
  );
  await using connection = await connect({
    ...content,
    env: { ...env, CLEARML_CONFIG_FILE: devNull },
    retry: { retries: 1 },
  });
  return connection.session.user.name;
}

function describe({
  file,
  old,
  user,
  apiServer,
}: {
  file: string;
  old?: string | undefined;
  user?: string | undefined;
  apiServer: string;
}): string {
  const tested =
    user === undefined ? `The settings for ${apiServer} were not tried.` : `Logged in to ${apiServer} as ${user}.`;
  return [tested, `Wrote ${file}${old === undefined ? "" : `; the former one is ${old}`}.`].join("\n");
}
