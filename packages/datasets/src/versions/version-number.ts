import type { Connection } from "@clearml-ts/client";
import type { Task } from "@clearml-ts/tasks";
import { VersionTakenError } from "../errors.ts";
import { type DatasetSummary, listDatasets } from "./find-versions.ts";
import type { DatasetName } from "./project.ts";
import { FIRST_VERSION, isVersion, newestVersion, nextVersion } from "./version.ts";
import { versionRecord } from "./version-records.ts";

/** Runtime property that marks a number as counted up and not chosen: it may still change. */
const COUNTED = "version_counted";

/** Number that a version begins with. */
export interface VersionNumber {
  version: string;
  /** Whether it was counted up, and not chosen. */
  isCounted: boolean;
}

/**
 * Decides the number of a new version. Only finalized versions keep theirs, so a version that was left open by a crash,
 * or failed, takes none away.
 *
 * @throws {@link VersionTakenError} when a finalized version has the chosen number.
 */
export async function chooseVersion(
  connection: Connection,
  { project, name, version: chosen }: DatasetName & { version?: string },
): Promise<VersionNumber> {
  const others = await finalVersions(connection, { project, name });
  const version = chosen?.trim();
  if (!version) {
    return { version: followingVersion(others), isCounted: true };
  }
  refuseTaken(version, others, { project, name });
  if (!isVersion(version)) {
    connection.warn(
      `"${version}" is not a version number (PEP 440): "the newest version" of ${name} and the next number pass over it.`,
    );
  }
  return { version, isCounted: false };
}

/** Stores the number of a version where readers look for it and where the page shows it. */
export async function storeVersion(task: Task, { version, isCounted }: VersionNumber): Promise<void> {
  await task.setRuntimeProperties({ version, [COUNTED]: isCounted });
  await task.setUserProperties({ version });
}

/**
 * Makes sure that no other finalized version has the number of one that is about to be finalized. A number that was
 * counted up is counted again.
 *
 * @throws {@link VersionTakenError} when the number was chosen.
 */
export async function settleVersion(task: Task, dataset: DatasetName): Promise<void> {
  const others = await finalVersions(task.connection, dataset);
  const { version } = versionRecord(task.record);
  if (version === undefined || !others.some((other) => other.version === version)) {
    return;
  }
  if (task.record.runtime?.[COUNTED] !== true) {
    refuseTaken(version, others, dataset);
  }
  await storeVersion(task, { version: followingVersion(others), isCounted: true });
}

async function finalVersions(connection: Connection, dataset: DatasetName): Promise<DatasetSummary[]> {
  const found: DatasetSummary[] = [];
  for await (const version of listDatasets(connection, { ...dataset, includeArchived: true, pageSize: 500 })) {
    found.push(version);
  }
  return found;
}

function followingVersion(others: readonly DatasetSummary[]): string {
  const newest = newestVersion(others)?.version;
  const taken = new Set(others.map(({ version }) => version));
  let next = (newest && nextVersion(newest)) || FIRST_VERSION;
  // "1.0" is lower than "1.0.0", and letters of pre-releases are not compared: the next number may be taken already.
  while (taken.has(next)) {
    next = nextVersion(next) ?? FIRST_VERSION;
  }
  return next;
}

function refuseTaken(version: string, others: readonly DatasetSummary[], dataset: DatasetName): void {
  const owner = others.find((other) => other.version === version);
  if (owner) {
    throw new VersionTakenError({ ...dataset, version }, owner.id);
  }
}
