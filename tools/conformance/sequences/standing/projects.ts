import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of projects. */
export const projects: readonly StandingDifference[] = [
  {
    endpoints: /^projects\.delete$/,
    kinds: ["shape", "values"],
    where: /urls/,
    reason: "lists of addresses are sent here even when there are none",
  },
  {
    endpoints: /^projects\.(move|merge|update|create)$/,
    kinds: ["stricter", "otherwise"],
    codes: /^200\/0 400\/(401|16|407)$/,
    reason: "two projects never have one name here, and the name of a public one is taken",
  },
  {
    endpoints: /^projects\.get_hyperparam_values$/,
    kinds: ["stricter"],
    where: /"pattern":/,
    reason: "a pattern that is not a regular expression is refused",
  },
  {
    endpoints: /^projects\.(get_all|get_by_id)$/,
    kinds: ["shape", "values"],
    where: /projects\.length/,
    reason: "a call before this one was refused here for a reason that stands in this table",
  },
];
