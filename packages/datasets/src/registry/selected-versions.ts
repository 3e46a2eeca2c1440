import type { Connection } from "@clearml-ts/client";
import type { DatasetSelection } from "../dataset-options.ts";
import { DatasetNotFoundError, InvalidDatasetError } from "../errors.ts";
import { type DatasetSummary, listDatasets } from "../versions/find-versions.ts";

/** Which versions of a dataset are meant. */
export interface SelectionRules {
  /** All of its versions. */
  entireDataset: boolean;
  force: boolean;
}

/**
 * Finds the versions that somebody wants to delete: never more than were named.
 *
 * @throws {@link DatasetNotFoundError} when there is none.
 * @throws {@link InvalidDatasetError} when several versions could be meant, or all are, and it is not forced.
 */
export async function selectedVersions(
  connection: Connection,
  selection: DatasetSelection,
  { entireDataset, force }: SelectionRules,
): Promise<string[]> {
  if (entireDataset && ("id" in selection || !force)) {
    const problem = "id" in selection ? "is named by project and name, not by an id" : "takes force: true as well";
    throw new InvalidDatasetError(`To delete an entire dataset ${problem}.`);
  }
  if ("id" in selection) {
    return [selection.id];
  }
  const { project, name, version } = selection;
  const found: DatasetSummary[] = [];
  for await (const summary of listDatasets(connection, { project, name, includeOpen: true, includeArchived: true })) {
    if (version === undefined || summary.version === version) {
      found.push(summary);
    }
  }
  const [first] = found;
  if (!first) {
    const which = version === undefined ? "" : ` and version "${version}"`;
    throw new DatasetNotFoundError(`name "${name}"${which} in project "${project}"`);
  }
  if (found.length > 1 && !entireDataset) {
    const versions = found.map((each) => `${each.version ?? "(none)"} (${each.id})`).join(", ");
    throw new InvalidDatasetError(
      `Dataset "${name}" in project "${project}" has several versions: ${versions}. Name one by its number or id.`,
    );
  }
  return found.map(({ id }) => id);
}
