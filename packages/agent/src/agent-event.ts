/** Something that an agent has done. */
export type AgentEvent =
  | { readonly event: "listening"; readonly workers: readonly string[]; readonly queues: readonly string[] }
  | { readonly event: "task started"; readonly worker: string; readonly task: string; readonly queue: string }
  | {
      readonly event: "task ended";
      readonly worker: string;
      readonly task: string;
      /** The status that the agent gave it; absent where somebody else had ended the run. */
      readonly status?: "completed" | "stopped" | "failed";
      readonly reason?: string;
    };
