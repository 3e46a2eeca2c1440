import { devNull } from "node:os";
import { join } from "node:path";
import { connect, type Environment, expandHome, readEnvironment } from "@clearml-ts/client";
import { say } from "../language/say.ts";
import { type PasswordPrompt, readSecret } from "../read-password.ts";
import { completeSettings } from "./complete-settings.ts";
import { configText, type SetupContent } from "./config-text.ts";
import { definedOf, readPastedSettings, type SetupSettings, settingsOf } from "./pasted-settings.ts";
import { ask, readBlock } from "./read-block.ts";
import { requireNoConfig, writeConfig } from "./write-config.ts";

/** The choices of `clearml-ts init`, by the names of its options. */
export interface SetupOptions {
  file?: string;
  apiServer?: string;
  webServer?: string;
  filesServer?: string;
  accessKey?: string;
  fromEnv?: boolean;
  test: boolean;
  force?: boolean;
}

/** The file that was written, and the user that its settings logged in, if they were tried. */
export interface SetupReport {
  file: string;
  old: string | undefined;
  user: string | undefined;
  apiServer: string;
  webServer: string;
  filesServer: string;
}

/**
 * Reads the settings, tries them and writes the configuration file.
 *
 * @throws {@link ConfigExistsError} when the file is there already, without `force`.
 * @throws {@link IncompleteSetupError} when a server or the key pair is missing.
 * @throws {@link ConfigError} when what was pasted cannot be read, or an address is malformed.
 */
export async function setUp(options: SetupOptions): Promise<SetupReport> {
  const prompt = { input: process.stdin, output: process.stderr };
  const environment = readEnvironment();
  const { home, configFile = join(home, "clearml.conf") } = environment;
  const file = expandHome(options.file ?? configFile, home);
  if (!options.force) {
    await requireNoConfig(file);
  }
  const content = completeSettings(await readSettings(options, prompt, environment));
  const user = options.test ? await tryOut(content, environment) : undefined;
  const old = await writeConfig(file, configText(content), options.force ?? false);
  const { apiServer, webServer, filesServer } = content;
  return { file, old, user, apiServer, webServer, filesServer };
}

/** Options win over what is pasted, and that over variables. What is still missing is asked for at a terminal. */
async function readSettings(
  { fromEnv, apiServer, webServer, filesServer, accessKey }: SetupOptions,
  prompt: PasswordPrompt,
  { variables: given }: Environment,
): Promise<SetupSettings> {
  const options = definedOf({ apiServer, webServer, filesServer, accessKey });
  const variables = definedOf(settingsOf(given));
  if (fromEnv) {
    return { ...variables, ...options };
  }
  if (prompt.input.isTTY) {
    prompt.output.write(
      `${say`Create new credentials on the web page (Settings, Workspace), copy the block and paste it here.`}\n${say`An empty line lets you type the settings one by one.`}\n`,
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
    webServer: webServer ?? (apiServer === undefined ? await answer(say`Address of the web page: `) : undefined),
    accessKey: settings.accessKey ?? (await answer(say`Access key: `)),
    secretKey: settings.secretKey ?? ((await readSecret(say`Secret key: `, prompt)).trim() || undefined),
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
