import type { Dataset, DatasetLookup, DatasetProgress } from "@clearml-ts/datasets";
import { say } from "../../language/say.ts";
import { type CommandContext, type CommandReport, runReport } from "../run-report.ts";
import { currentId, remember } from "./current-dataset.ts";
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

/** Runs a command with a connection of its own, and prints its result. */
export async function runData(
  { json }: DataFlags,
  work: (context: DataContext) => Promise<CommandReport>,
): Promise<void> {
  await runReport(
    { json, interrupted: say`Interrupted. Uploaded files stay: run the same command again to go on.` },
    async (context) => {
      const line = new ProgressLine(process.stderr);
      try {
        return await work({ ...context, onProgress: (progress) => line.show(progress) });
      } finally {
        line.end();
      }
    },
  );
}

/**
 * Finds the version that is meant: one of a dataset that is named, the one of an id, or that of the command before. The next command works
 * on it as well, where it was not named by its dataset.
 */
export async function findVersion(
  { id, project, name, version }: DatasetFlags,
  { connection }: Pick<DataContext, "connection">,
  { onlyCompleted = true }: { onlyCompleted?: boolean } = {},
): Promise<Dataset> {
  const { Dataset } = await import("@clearml-ts/datasets");
  if (name !== undefined) {
    const lookup: DatasetLookup = {
      name,
      onlyCompleted,
      ...(project !== undefined && { project }),
      ...(version !== undefined && { version }),
    };
    return await Dataset.get(lookup, { connection });
  }
  const dataset = await Dataset.get({ id: await currentId(id) }, { connection });
  await remember(dataset.id);
  return dataset;
}

/** Runs a command on one version: the one that is named, or the one of the command before. */
export async function runOnVersion(
  flags: DatasetFlags,
  work: (dataset: Dataset, context: DataContext) => Promise<CommandReport>,
): Promise<void> {
  await runData(flags, async (context) => {
    const dataset = await findVersion(flags, context);
    try {
      return await work(dataset, context);
    } finally {
      // What was put off is written down; an open version stays open for the next command.
      await dataset.close();
    }
  });
}
