import type { Connection } from "@clearml-ts/client";
import { terminationSignal } from "../termination-signal.ts";

/** The parts that a command works with. */
export interface CommandContext {
  connection: Connection;
  /** Aborted when the command is asked to end. */
  signal: AbortSignal;
}

/** The result of a command, for programs and for people. */
export interface CommandReport {
  json: object;
  lines: readonly string[];
  /** @default 0 */
  status?: number;
}

/** How the result of a command is printed, and what is said when it is interrupted. */
export interface RunReportOptions {
  /** @default false */
  json?: boolean | undefined;
  /** @default nothing was changed */
  interrupted?: string;
}

/** Runs a command with a connection of its own, and prints its result. */
export async function runReport(
  { json = false, interrupted }: RunReportOptions,
  work: (context: CommandContext) => Promise<CommandReport>,
): Promise<void> {
  const signal = terminationSignal(interrupted);
  // Loaded here, so that help and wrong usage do not wait for it.
  const { connect } = await import("@clearml-ts/client");
  await using connection = await connect({ signal });
  const { json: value, lines, status = 0 } = await work({ connection, signal });
  console.log(json ? JSON.stringify(value) : lines.join("\n"));
  process.exitCode = status;
}
