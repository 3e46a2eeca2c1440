import type { ArtifactRecord, ScriptRecord, TaskRecord } from "@clearml-ts/protocol";

/** Name of the artifact that holds code which is too large, or of too many files, for the code section. */
export const CODE_ARTIFACT = "code";

/** The program of a task: the same one can be that of any number of tasks. */
export interface ProgramRecord {
  /** The code section. */
  script: ScriptRecord;
  /** Artifacts of mode `input` that hold more of the code; a clone keeps them. */
  artifacts: ArtifactRecord[];
}

/** Returns the program of a task, to make further tasks of it. */
export function programOf({ record }: { record: Pick<TaskRecord, "script" | "execution"> }): ProgramRecord {
  return {
    script: { ...record.script },
    artifacts: (record.execution?.artifacts ?? []).filter(({ key, mode }) => key === CODE_ARTIFACT && mode === "input"),
  };
}
