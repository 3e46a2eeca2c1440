import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of reports. */
export const reports: readonly StandingDifference[] = [
  {
    endpoints: /^reports\.delete$/,
    kinds: ["stricter"],
    codes: /^200\/0 400\/123$/,
    reason: "the official server looks at a status that it did not load",
  },
  {
    endpoints: /^reports\.get_task_data$/,
    kinds: ["stricter"],
    where: /"metrics":\[\{/,
    reason: "the official server looks at the metrics that are asked for only when it has found a task",
  },
];
