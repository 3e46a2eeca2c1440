/** The words for the statuses of tasks. */
export const statuses = {
  created: "draft",
  queued: "queued",
  in_progress: "running",
  stopped: "aborted",
  publishing: "publishing",
  published: "published",
  closed: "closed",
  failed: "failed",
  completed: "completed",
  unknown: "unknown",
};
