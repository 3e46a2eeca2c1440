import { basename, dirname } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { pathBelow } from "@clearml-ts/storage";
import { describeWorkingCopy, uncommittedChanges } from "./working-copy.ts";

/** A larger diff is left out: the record is not the place for it. */
export const LARGEST_DIFF = 500_000;

/**
 * Describes the running program as the code section of a task.
 *
 * ClearML's agent runs what is not Python through a shell, and takes `-c command` for that: hence `/bin/bash` with
 * `-c node …`, which an agent can start again, rather than `node`, which it would take for a Python.
 */
export async function describeScript(entry: string | undefined, cwd: string): Promise<ScriptRecord> {
  const folder = entry ? dirname(entry) : cwd;
  const copy = await describeWorkingCopy(folder);
  const place = copy && entry && pathBelow(copy.root, entry);
  if (copy === undefined || !place) {
    return { ...program(entry ? basename(entry) : ""), repository: "", working_dir: "." };
  }
  const diff = await uncommittedChanges(folder);
  return {
    ...program(place),
    repository: copy.repository,
    branch: copy.branch,
    version_num: copy.commit,
    working_dir: ".",
    diff: diff.length > LARGEST_DIFF ? `# The diff of ${diff.length} characters is too large to store.\n` : diff,
  };
}

function program(entry: string): Pick<ScriptRecord, "binary" | "entry_point"> {
  return { binary: "/bin/bash", entry_point: entry === "" ? "" : `-c node ${entry}` };
}
