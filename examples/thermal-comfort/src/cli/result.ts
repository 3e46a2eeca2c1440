import type { Server } from "@clearml-ts/server";
import type { PipelineResult } from "../run-pipeline.ts";

/** The line that `--json` prints. */
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

function keys({ credentials: { accessKey, secretKey } }: Server) {
  return { accessKey, secretKey };
}
