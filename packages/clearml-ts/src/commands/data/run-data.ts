import type { Dataset, DatasetLookup, DatasetProgress } from "@clearml-ts/datasets";
import { type CommandContext, type CommandReport, runReport } from "../run-report.ts";
import { currentId } from "./current-dataset.ts";
import { ProgressLine } from "./progress-line.ts";

/** The parts that a command on datasets works with. */
export interface DataContext extends CommandContext {
  /** Shows how far an operation is, on a terminal. */
  onProgress: (progress: DatasetProgress) => void;
}

/** Options that every command on datasets has. */
export interface DataFlags {
  json?: boolean;
}

/** Options of commands on one version. */
export interface VersionFlags extends DataFlags {
  id?: string;
}

/** Options of commands on one version, which may be named by its dataset. */
export interface DatasetFlags extends VersionFlags {
  project?: string;
  name?: string;
  version?: string;
}

const INTERRUPTED = "Interrupted. What was uploaded stays: run the same command again to go on.";

/** Runs a command with a connection of its own, and prints its result. */
export async function runData(
  { json }: DataFlags,
  work: (context: DataContext) => Promise<CommandReport>,
): Promise<void> {
  await runReport({ json, interrupted: INTERRUPTED }, async (context) => {
    const line = new ProgressLine(process.stderr);
    try {
      return await work({ ...context, onProgress: (progress) => line.show(progress) });
    } finally {
      line.end();
    }
  });
}

/** Says which version is meant: one of a dataset that is named, the one of an id, or that of the command before. */
export async function lookupOf({ id, project, name, version }: DatasetFlags): Promise<DatasetLookup> {
  return name === undefined
    ? { id: await currentId(id) }
    : { name, ...(project !== undefined && { project }), ...(version !== undefined && { version }) };
}

/** Runs a command on one version: the one that is named, or the one of the command before. */
export async function runOnVersion(
  flags: DatasetFlags,
  work: (dataset: Dataset, context: DataContext) => Promise<CommandReport>,
): Promise<void> {
  await runData(flags, async (context) => {
    const { Dataset } = await import("@clearml-ts/datasets");
    const dataset = await Dataset.get(await lookupOf(flags), context);
    try {
      return await work(dataset, context);
    } finally {
      // What was put off is written down; an open version stays open for the next command.
      await dataset.close();
    }
  });
}
