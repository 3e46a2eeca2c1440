import type { Command } from "commander";
import { vi } from "vitest";
import { explain } from "../explain.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs a command in this process, because one of its own would take a second to start. Failures are told as `cli.ts` tells
 * them, and nothing of it is left behind.
 */
export async function runInProcess(
  command: Command,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<{ status: number | string; stdout: string; stderr: string }> {
  for (const [name, value] of Object.entries(variables)) {
    vi.stubEnv(name, value);
  }
  const listeners = SIGNALS.map((signal) => process.listeners(signal));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await command.exitOverride().parseAsync(args, { from: "user" });
    return { status: process.exitCode ?? 0, stdout: printed(log), stderr: printed(said) };
  } catch (error) {
    return { status: 1, stdout: "", stderr: `clearml-ts: ${explain(error)}\n` };
  } finally {
    process.exitCode = 0;
    vi.unstubAllEnvs();
    log.mockRestore();
    said.mockRestore();
    for (const [index, signal] of SIGNALS.entries()) {
      const own = process.listeners(signal).filter((listener) => !listeners[index]?.includes(listener));
      for (const listener of own) {
        process.off(signal, listener);
      }
    }
  }
}

function printed({ mock }: { mock: { calls: readonly unknown[][] } }): string {
  return mock.calls.flat().join("\n");
}
