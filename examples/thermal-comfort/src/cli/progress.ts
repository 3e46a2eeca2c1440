import type { PipelineProgress, StepReport } from "@clearml-ts/pipeline";
import type { Texts } from "./language/english.ts";

/** Makes a listener of a pipeline's progress that writes one line for each change of a step that a person waits for. */
export function progressLines(texts: Texts, write: (line: string) => void): (progress: PipelineProgress) => void {
  const told = new Map<string, string>();
  return ({ step }) => {
    // Steps also tell of changes that are not seen here, such as that they have a task now.
    if (told.get(step.name) === step.status) {
      return;
    }
    told.set(step.name, step.status);
    const line = progressLine(step, texts);
    if (line !== undefined) {
      write(line);
    }
  };
}

function progressLine({ name, status, taskId = "", startedAt, endedAt }: StepReport, texts: Texts): string | undefined {
  switch (status) {
    case "queued":
      return texts.waits(name);
    case "running":
      return `▸ ${name}`;
    case "completed":
      return `✓ ${name} (${seconds(startedAt, endedAt)} s)`;
    case "cached":
      return texts.cached(name, taskId);
    case "failed":
      return `✗ ${name}`;
    case "aborted":
      return texts.aborted(name);
    default:
      return undefined;
  }
}

function seconds(from: Date | undefined, to: Date | undefined): string {
  return from && to ? ((to.getTime() - from.getTime()) / 1000).toFixed(1) : "?";
}
