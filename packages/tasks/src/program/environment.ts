import { cpus, hostname, release, totalmem, type, userInfo } from "node:os";
import type { ScriptRecord } from "@clearml-ts/protocol";
import manifest from "../../package.json" with { type: "json" };
import { describeScript } from "./script-section.ts";

/** The program and the machine it runs on, as a task records them; read here and nowhere else. */
export interface Environment {
  /** Who runs it, as `user@host`. */
  who: string;
  /** Runtime properties of a new task. */
  runtime: Record<string, string>;
  script: ScriptRecord;
  /** The file that the program began with; undefined where it has none. */
  entry: string | undefined;
  /** The arguments of the program. */
  args: readonly string[];
}

let known: Promise<Environment> | undefined;

/** Describes this process; the work is done once. */
export function describeEnvironment(): Promise<Environment> {
  known ??= describe();
  return known;
}

/** The comment ClearML gives to tasks that were made by running a program. */
export function creationComment(who: string, now: Date): string {
  return `Auto-generated at ${now.toISOString().slice(0, 19).replace("T", " ")} UTC by ${who}`;
}

async function describe(): Promise<Environment> {
  const [, entry, ...args] = process.argv;
  const processors = cpus();
  return {
    who: `${userName()}@${hostname()}`,
    runtime: {
      "CLEARML VERSION": `clearml-ts ${manifest.version}`,
      CLI: entry ?? "node",
      node_version: process.versions.node,
      node_exec: process.execPath,
      platform: process.platform,
      OS: `${type()} ${release()}`,
      processor: process.arch,
      cpu_cores: String(processors.length),
      memory_gb: (totalmem() / 2 ** 30).toFixed(1),
      hostname: hostname(),
    },
    script: await describeScript({ entry, args, cwd: process.cwd() }),
    entry,
    args,
  };
}

/** Containers run under user numbers that have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
