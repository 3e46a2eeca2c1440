import type { Server } from "@clearml-ts/server";
import type { PipelineResult } from "../run-pipeline.ts";

/** The line that `--json` prints, which has the secret key only where it is asked for. */
export interface RunResult extends Omit<PipelineResult, "webUrl"> {
  /** Whether the survey was simulated. */
  simulated: boolean;
  /** Null where a configured ClearML was used. */
  server: Record<"api" | "web" | "files" | "accessKey" | "secretKey", string> | null;
}

/** Adds to a run's result what only the command knows. */
export function runResult(
  { webUrl: _, ...result }: PipelineResult,
  about: { simulated: boolean; server: Server | undefined },
): RunResult {
  const { simulated, server } = about;
  return { ...result, simulated, server: server ? { ...server.urls, ...keys(server) } : null };
}

/** Writes the line that `--json` prints. Whoever keeps such lines would keep the secret: it is in it for those only who ask. */
export function resultLine(result: RunResult, { showSecret }: { showSecret: boolean }): string {
  return JSON.stringify(result, (key, value) => (key === "secretKey" && !showSecret ? undefined : value));
}

function keys({ credentials: { accessKey, secretKey } }: Server) {
  return { accessKey, secretKey };
}
