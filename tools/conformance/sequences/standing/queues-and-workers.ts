import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of queues, workers and serving. */
export const queuesAndWorkers: readonly StandingDifference[] = [
  {
    endpoints: /^workers\.get_all$/,
    kinds: ["stricter"],
    where: /"tags":/,
    reason: "an operator that is not known is refused in every list",
  },
  {
    endpoints: /^workers\.get_all$/,
    kinds: ["values"],
    where: /\.ip: /,
    reason: "the calls of the official server come from nowhere in this comparison",
  },
  {
    endpoints: /^workers\.get_metric_keys$/,
    kinds: ["stricter"],
    codes: /^200\/0 400\/1005$/,
    reason: "names that nobody measured are no names here",
  },
  {
    endpoints: /^queues\.add_task$/,
    kinds: ["stricter"],
    codes: /^200\/0 400\/101$/,
    reason: "a task must be there to wait in a queue",
  },
  {
    endpoints: /^queues\.(get|peek)/,
    kinds: ["shape", "values"],
    where:
      /entries|^(num|task): |^-?(entry|task_info)\b|^queues\.length|^-queues\[\]\.queue$|^\+?queue\.(name|created|last_update|company|tags)/,
    reason: "the official queue holds the task that does not exist",
  },
  {
    endpoints: /^queues\.(move|remove)/,
    kinds: ["otherwise"],
    codes: / 400\/701$/,
    reason: "a queue that is not there is refused as such",
  },
  {
    endpoints: /^serving\.get_loading_instances$/,
    kinds: ["values"],
    where: /^instances\[\d+\]\./,
    reason: "the order of containers is that of the database there",
  },
  {
    endpoints: /^workers\.get_activity_report$/,
    kinds: ["values"],
    where: /^(active|total)\.(counts|dates)\.length: 0 ≠/,
    reason: "before a worker has measured anything there are no numbers there, and zeros here",
  },
];
