import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of people, their keys, and the server as a whole. */
export const peopleAndServer: readonly StandingDifference[] = [
  {
    endpoints:
      /^(auth\.(validate_token|create_user|get_token_for_user)|users\.(create|delete)|server\.(get_stats|endpoints|config))$/,
    kinds: ["laxer", "otherwise"],
    codes: /^403\/20 /,
    reason: "the official server keeps the endpoint to its own components; here administrators may call it",
  },
  {
    endpoints: /^auth\.edit_user$/,
    kinds: ["otherwise"],
    codes: /^400\/12 400\/301$/,
    reason: "who is to be changed is looked for first here",
  },
  {
    endpoints: /^auth\./,
    kinds: ["values", "shape"],
    where: /^[+-]?(token|credentials)/,
    reason: "each server makes keys and tokens of its own, and here the key pair that calls is listed too",
  },
  {
    endpoints: /^server\./,
    kinds: ["values", "shape"],
    where: /^[+-]?(build|uid|supported|enabled|current_version|enabled_)/,
    reason: "what a server says of itself; this one sends no statistics to anybody",
  },
  {
    endpoints: /^organization\.get_entities_count$/,
    kinds: ["stricter"],
    where: /"(pipeline_runs|dataset_versions)":/,
    reason: "newer web UIs send these fields, which the checkout ignores",
  },
  {
    endpoints: /^storage\.get_settings$/,
    kinds: ["shape"],
    where: /use_default_credential/,
    reason: "the official server shows the fields of the SDK that is installed beside it",
  },
];
