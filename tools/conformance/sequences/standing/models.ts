import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of models. */
export const models: readonly StandingDifference[] = [
  {
    endpoints: /^models\.get_by_id$/,
    kinds: ["laxer"],
    where: /"scroll_id":/,
    reason: "a reply of one record is not part of a scroll here, whatever the request says of one",
  },
  {
    endpoints: /^models\.get_by_id$/,
    kinds: ["shape"],
    where: /comment/,
    reason: "a model that an old caller makes has no comment of the server's own here",
  },
];
