import type { Connection } from "@clearml-ts/client";
import type { Dataset, DatasetProgress } from "@clearml-ts/datasets";
import { terminationSignal } from "../../termination-signal.ts";
import { currentId } from "./current-dataset.ts";
import { ProgressLine } from "./progress-line.ts";

/** The parts that a command on datasets works with. */
export interface DataContext {
  connection: Connection;
  /** Aborted when the command is asked to end. */
  signal: AbortSignal;
  /** Shows how far an operation is, on a terminal. */
  onProgress: (progress: DatasetProgress) => void;
}

/** The result of a command, for programs and for people. */
export interface DataReport {
  json: object;
  lines: readonly string[];
  /** @default 0 */
  status?: number;
}

/** Options that every command on datasets has. */
export interface DataFlags {
  json?: boolean;
}

/** Options of commands on one version. */
export interface VersionFlags extends DataFlags {
  id?: string;
}

const INTERRUPTED = "Interrupted. What was uploaded stays: run the same command again to go on.";

/** Runs a command with a connection of its own, and prints its result. */
export async function runData(
  { json = false }: DataFlags,
  work: (context: DataContext) => Promise<DataReport>,
): Promise<void> {
  const signal = terminationSignal(INTERRUPTED);
  // Loaded here, so that help and wrong usage do not wait for it.
  const { connect } = await import("@clearml-ts/client");
  await using connection = await connect({ signal });
  const line = new ProgressLine(process.stderr);
  try {
    const {
      json: value,
      lines,
      status = 0,
    } = await work({
      connection,
      signal,
      onProgress: (progress) => line.show(progress),
    });
    line.end();
    console.log(json ? JSON.stringify(value) : lines.join("\n"));
    process.exitCode = status;
  } finally {
    line.end();
  }
}

/** Runs a command on one version: the one that is named, or the one of the command before. */
export async function runOnVersion(
  flags: VersionFlags,
  work: (dataset: Dataset, context: DataContext) => Promise<DataReport>,
): Promise<void> {
  await runData(flags, async (context) => {
    const { Dataset } = await import("@clearml-ts/datasets");
    const dataset = await Dataset.get({ id: await currentId(flags.id) }, context);
    try {
      return await work(dataset, context);
    } finally {
      // What was put off is written down; an open version stays open for the next command.
      await dataset.close();
    }
  });
}
