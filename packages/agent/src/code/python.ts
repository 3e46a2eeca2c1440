import { basename } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { UnrunnableTaskError } from "../errors.ts";
import { runTool } from "./run-tool.ts";

/** How Python is looked for. */
export interface PythonOptions {
  /** The Python to use. @default the one that the task names, then `python3`, then `python` */
  readonly python: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Finds a Python that has the packages of a task.
 *
 * @throws {@link UnrunnableTaskError} when there is none, or packages are missing.
 */
export async function findPython(script: ScriptRecord, options: PythonOptions): Promise<string> {
  const { python, env, signal } = options;
  const named = basename(script.binary ?? "");
  const candidates = python === undefined ? [...new Set([named, "python3", "python"])] : [python];
  for (const command of candidates.filter((name) => name !== "")) {
    const probe = { command, args: ["-c", PROBE], input: requirementLines(script).join("\n"), env, signal };
    const end = await runTool(probe).catch(() => undefined);
    signal.throwIfAborted();
    if (end?.status === 0) {
      assertComplete(command, end.output);
      return command;
    }
  }
  throw new UnrunnableTaskError(
    "no Python found",
    `The task is a Python program, and this machine has none of ${candidates.filter(Boolean).join(", ")}. Name one by --python, or run the task on the official clearml-agent.`,
  );
}

/** Prints the names of packages that are not installed. */
const PROBE = `
import re, sys
try:
    from importlib.metadata import version
except ImportError:
    sys.exit(1)
missing = []
for line in sys.stdin:
    name = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line).group()
    try:
        version(name)
    except Exception:
        missing.append(name)
print(" ".join(missing))
`;

/** The lines of the requirements that name a package. */
function requirementLines({ requirements }: ScriptRecord): string[] {
  const { pip } = requirements ?? {};
  const lines = Array.isArray(pip) ? pip : (pip ?? "").split("\n");
  return lines.map((line) => line.trim()).filter((line) => /^[A-Za-z\d][\w.-]*\s*([=<>!~;@[(#]|$)/.test(line));
}

function assertComplete(python: string, output: string): void {
  const missing = output.trim();
  if (missing !== "") {
    throw new UnrunnableTaskError(
      "missing Python packages",
      `${python} does not have these packages: ${missing}. Install them there, name another Python by --python, or run the task on the official clearml-agent, which makes an environment for each task.`,
    );
  }
}
