import type { Connection } from "@clearml-ts/client";
import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import type { UsedDataset } from "./inputs-of-task.ts";
import { allPresent, type Presence, presenceOf } from "./presence.ts";

/** A version of a dataset that went into a model. */
export interface DatasetOrigin extends UsedDataset {
  /** `undefined` when the version was deleted. */
  name: string | undefined;
  /** The project of the dataset. */
  project: string | undefined;
  version: string | undefined;
  /** sha256 of the list of its files, which holds the hash of each: it changes with any of them. */
  hash: string | undefined;
  /** Whether the version is still there, with its list of files and its own zips. */
  presence: Presence;
}

/** The artifact that lists the files of a version. */
const STATE = "state";

/** The folder of hidden projects that hold datasets. */
const DATASETS = "/.datasets/";

/** Looks up versions of datasets, and whether they can still be had. */
export async function datasetOrigins(
  connection: Connection,
  datasets: readonly UsedDataset[],
): Promise<DatasetOrigin[]> {
  const records = await versionRecords(connection, datasets);
  return await Promise.all(
    datasets.map(async (used) => {
      const record = records.get(used.id);
      const artifacts = record?.execution?.artifacts ?? [];
      const state = artifacts.find(({ key }) => key === STATE);
      const version = record?.runtime?.["version"];
      return {
        ...used,
        name: record?.name,
        project: record?.project?.name?.split(DATASETS)[0],
        version: typeof version === "string" ? version : undefined,
        hash: state?.hash || undefined,
        presence: state ? await filesPresence(connection, artifacts) : "missing",
      };
    }),
  );
}

/** The list of files and the zips of a version are all needed to put it together again. */
async function filesPresence({ storage }: Connection, artifacts: readonly { key: string; uri?: string }[]) {
  const urls = artifacts.filter(({ key }) => key === STATE || /^data(_\d+)?$/.test(key)).map(({ uri }) => uri);
  return allPresent(await Promise.all(urls.map((url) => presenceOf(storage, url))));
}

async function versionRecords(
  { lists }: Connection,
  datasets: readonly UsedDataset[],
): Promise<ReadonlyMap<string, JoinedTaskRecord>> {
  const records = new Map<string, JoinedTaskRecord>();
  if (datasets.length === 0) {
    return records;
  }
  const query = {
    id: datasets.map(({ id }) => id),
    only_fields: ["name", "project.name", "runtime", "execution.artifacts"],
    order_by: ["created"],
    search_hidden: true,
  };
  for await (const record of lists.tasks.getAllEx(query)) {
    records.set(record.id, record);
  }
  return records;
}
