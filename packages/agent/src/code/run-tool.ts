import { spawn } from "node:child_process";
import { once } from "node:events";

/** A tool such as git, and how it is called. */
export interface ToolCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Text for its standard input. @default nothing */
  readonly input?: string;
  readonly signal: AbortSignal;
}

/** The end of a tool: its status, and all it has printed. */
export interface ToolEnd {
  readonly status: number;
  readonly output: string;
}

/** Runs a tool to its end. Rejects when there is none of that name, or the signal ends it. */
export async function runTool({ command, args, cwd, env, input = "", signal }: ToolCall): Promise<ToolEnd> {
  const child = spawn(command, args, { cwd, env, signal, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  // It may end without having read anything.
  child.stdin.on("error", () => {}).end(input);
  const [status] = (await once(child, "close")) as [number | null];
  return { status: status ?? -1, output };
}
