import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { settingAt } from "@clearml-ts/client";
import type { ScriptRecord, TaskRecord } from "@clearml-ts/protocol";
import type { GitLogin } from "../code/git-checkout.ts";
import { hideSecrets } from "../code/hide-secrets.ts";
import { prepareCode } from "../code/prepare-code.ts";
import { type ProgramForm, programArguments } from "../code/program-form.ts";
import { findPython } from "../code/python.ts";
import { UnrunnableTaskError } from "../errors.ts";
import type { AgentSettings } from "../options.ts";
import { childConfig, childLogin } from "../process/child-config.ts";
import { childEnvironment } from "../process/child-environment.ts";
import { Program } from "../process/program.ts";
import { runFiles } from "../slot/run-note.ts";
import type { Slot } from "../slot/slot.ts";

/** How the program of a task is started. */
export interface StartOptions {
  /** Adds text to the output of the task. */
  readonly print: (text: string) => Promise<void>;
  /** Called right before the program starts. */
  readonly beforeStart: () => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Prepares the code of a task and starts it, telling on its console what is done.
 *
 * @throws {@link UnrunnableTaskError} when this machine cannot run it.
 */
export async function startProgram(
  settings: AgentSettings,
  slot: Slot,
  task: TaskRecord,
  options: StartOptions,
): Promise<Program> {
  const { print, beforeStart, signal } = options;
  const { connection, env } = settings;
  const script = task.script ?? {};
  const files = runFiles(slot.folder);
  await print(describe(task, script));
  const login = gitLogin(settings);
  const { form, cwd, commit } = await prepareCode(script, { workspace: files.workspace, login, env, print, signal });
  if (commit !== undefined && !script.version_num) {
    await connection.services.tasks.edit({ task: task.id, script: { ...script, version_num: commit }, force: true });
  }
  const command = await findInterpreter(form, script, settings, signal);
  const args = programArguments(form, (name) => existsSync(join(cwd, name)));
  await writeFile(files.config, childConfig(connection), { mode: 0o600 });
  await print(
    `Running task id [${task.id}]:\n[${form.folder}]$ ${[command, ...args].join(" ")}\nEnvironment setup completed successfully\n\n`,
  );
  await beforeStart();
  await print("Starting Task Execution:\n\n");
  const facts = { taskId: task.id, workerId: slot.workerId, configFile: files.config, cwd };
  const variables = { ...childLogin(connection), ...variablesOf(task, settings) };
  try {
    const environment = childEnvironment(env, { ...facts, variables });
    return await Program.start({ command, args, cwd, env: environment, output: files.output });
  } catch (cause) {
    throw new UnrunnableTaskError("program cannot be started", `${command} cannot be started.`, { cause });
  }
}

/** The facts that the official agent prints before it begins. */
function describe({ id, container }: TaskRecord, script: ScriptRecord): string {
  const { repository = "", branch = "", version_num = "", tag = "", entry_point = "", working_dir = "" } = script;
  const facts = { repository: hideSecrets(repository), branch, version_num, tag, entry_point, working_dir };
  const lines = Object.entries(facts).map(([name, value]) => `${name} = ${value}\n`);
  const image = container?.image;
  const ignored = image
    ? `The task asks for the container ${image}; this agent runs tasks on the machine itself, so it is not used.\n`
    : "";
  return `Executing task id [${id}]:\n${lines.join("")}\n${ignored}`;
}

async function findInterpreter(
  { interpreter, entryPoint }: ProgramForm,
  script: ScriptRecord,
  { env, python }: AgentSettings,
  signal: AbortSignal,
): Promise<string> {
  if (interpreter === "shell") {
    return env["SHELL"] || (existsSync("/bin/bash") ? "/bin/bash" : "/bin/sh");
  }
  if (entryPoint.endsWith(".ipynb")) {
    const advice = "Convert the notebook to a script, or run the task on the official clearml-agent.";
    throw new UnrunnableTaskError("notebooks are not supported", `${basename(entryPoint)} is a notebook. ${advice}`);
  }
  return findPython(script, { python, env, signal });
}

/** The login for repositories, from where the official agent takes it. */
function gitLogin({ connection: { config }, env }: AgentSettings): GitLogin | undefined {
  const setting = (name: string) => settingAt(config.settings, name);
  const user = env["CLEARML_AGENT_GIT_USER"] || setting("agent.git_user");
  const password = env["CLEARML_AGENT_GIT_PASS"] || setting("agent.git_pass");
  return user && password ? { user: String(user), password: String(password) } : undefined;
}

/** The section "Environment" of the parameters, where the agent is configured to hand it on. */
function variablesOf({ hyperparams }: TaskRecord, { connection }: AgentSettings): Record<string, string> {
  if (settingAt(connection.config.settings, "agent.enable_task_env") !== true) {
    return {};
  }
  const items = Object.entries(hyperparams?.["Environment"] ?? {});
  return Object.fromEntries(items.map(([name, { value = "" }]) => [name, value]));
}
