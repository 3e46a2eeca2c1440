import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Agents } from "./agents.ts";
import type { Example } from "./example.ts";
import { RunningProgram, until } from "./running-program.ts";
import type { ServerView } from "./server-view.ts";
import type { Observation } from "./verdict.ts";
import type { Workplace } from "./workplace.ts";

/** The surroundings of a run of an example. */
export interface Surroundings {
  workplace: Workplace;
  agents: Agents;
  view: ServerView;
  /** The file in which the server notes the answers that are errors. */
  errorAnswers: string;
}

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const seconds = 900;

/** Runs one example as somebody does who has read its first lines, and looks at what it left. */
export async function runExample(example: Example, surroundings: Surroundings): Promise<Observation> {
  const { workplace, agents, view, errorAnswers } = surroundings;
  const { python, environment: env } = workplace;
  const cwd = env["HOME"] ?? "";
  if (example.download) {
    execFileSync(python, [program("stand_in_data.py")], { cwd, env, stdio: "pipe" });
  }
  await agents.serve(example.queues ?? []);
  const agentsSaid = agents.listen();
  const before = { tasks: await view.taskIds(), errors: lines(errorAnswers).length };
  const file = workplace.example(example.path);
  await using run = new RunningProgram(python, [basename(file), ...(example.args ?? [])], {
    cwd: dirname(file),
    env,
    ...(example.input === undefined ? {} : { input: example.input }),
  });
  const output = () => run.output + agentsSaid();
  const fresh = async () => [...(await view.taskIds())].filter((id) => !before.tasks.has(id));

  let settled = false;
  if (example.endless) {
    settled = await until(() => example.endless?.test(output()) ?? false, seconds);
    await view.abort(await fresh());
  }
  await until(() => run.status !== undefined, seconds);
  const status = run.status;
  const busy = async () => (await view.tasks(await fresh())).some((task) => /queued|in_progress/.test(task.status));
  // One that failed may have left a task that nobody ends any more.
  await until(async () => !(await busy()), status === 0 || example.endless ? seconds : 30);

  const ids = await fresh();
  return {
    status,
    output: output(),
    settled,
    tasks: await view.tasks(ids),
    traces: await view.traces(ids),
    errorAnswers: lines(errorAnswers).slice(before.errors),
  };
}

/** Makes a task of a name that examples look for. */
export function makeBaseTask(name: string, { workplace: { python, environment: env } }: Surroundings): void {
  const cwd = env["HOME"] ?? "";
  // Outside this repository, so that the task has the text of the program, which an agent can run anywhere.
  copyFileSync(program("base_task.py"), join(cwd, "base_task.py"));
  execFileSync(python, ["base_task.py", name], { cwd, env, stdio: "pipe" });
}

function lines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").filter(Boolean) : [];
}
