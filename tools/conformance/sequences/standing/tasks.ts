import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of tasks. */
export const tasks: readonly StandingDifference[] = [
  {
    endpoints: /^tasks\.reset(_many)?$/,
    kinds: ["shape"],
    where: /^\+(succeeded\[\]\.)?fields\./,
    reason: "a reset names here each field that it writes",
  },
  {
    endpoints: /^tasks\.set_requirements$/,
    kinds: ["shape"],
    where: /^\+fields\./,
    reason: "the change names here the field that it writes",
  },
  {
    endpoints: /^tasks\.update_batch$/,
    kinds: ["stricter", "values"],
    codes: /^200\/0 (200\/0|400\/(12|17|800))$/,
    reason: "a batch is checked here as its items are: by the rules of `tasks.update`",
  },
  {
    endpoints: /^tasks\.(edit|clone|create|dequeue_many|validate)$/,
    kinds: ["stricter"],
    where: /(runtime|execution_overrides|new_status|validate_references|system_tags|models)/,
    reason: "the official server stores there what its own SDK cannot read",
  },
  {
    endpoints: /^tasks\.(create|validate)$/,
    kinds: ["otherwise"],
    where: /"models":/,
    reason: "a model without an id or a name is refused for its form here, and as unknown there",
  },
  {
    endpoints: /^tasks\.move$/,
    kinds: ["otherwise"],
    codes: /^400\/401 403\/21$/,
    reason: "a public project is refused as public here, and as unknown there",
  },
  {
    endpoints: /^tasks\.get_all$/,
    kinds: ["stricter"],
    where: /"name":"\(\?<=/,
    reason: "patterns run in linear time here, which knows no look-around",
  },
  {
    endpoints: /^tasks\.get_by_id$/,
    kinds: ["shape", "values"],
    where: /^[+-]?task\.status/,
    reason: "a refused call leaves no trace here; the official server has done a part of it by then",
  },
  {
    endpoints: /^tasks\.get_all$/,
    kinds: ["values"],
    where: /tasks\[[01]\]\.name: /,
    reason: "an order that is a text, or without a name, is read here, and ignored there",
  },
  {
    endpoints: /^tasks\.(get_by_id|get_all)(_ex)?$/,
    kinds: ["values"],
    where: /artifacts\[\d+\]\.display_data/,
    reason: "the rows that are shown of an artifact keep the order in which they came; the database sorts them there",
  },
  {
    endpoints: /^tasks\.edit_runtime$/,
    kinds: ["stricter"],
    where: /"remove":/,
    reason:
      "the database of the official server refuses to set and to remove one field at once; its imitation does not",
  },
  {
    endpoints: /^tasks\.enqueue$/,
    kinds: ["values"],
    where: /enqueue_status: /,
    reason: "a task that is queued again keeps here the status that it had before it waited",
  },
  {
    endpoints: /^tasks\.completed$/,
    kinds: ["shape"],
    where: /^\+fields\.published/,
    reason: "the reply names the moment of both changes here",
  },
  {
    endpoints: /^tasks\.edit$/,
    kinds: ["shape"],
    where: /^-fields\.execution\.(parameters|model_desc)/,
    reason: "parameters and designs of models that an old caller sends are named here where they are stored",
  },
  {
    endpoints: /^tasks\.validate$/,
    kinds: ["stricter"],
    where: /"name":/,
    reason: "a task that would be refused for what is stored of it is refused before it is made, too",
  },
  {
    endpoints: /^tasks\.edit$/,
    kinds: ["shape"],
    where: /^-fields\.execution\.(model|docker_cmd)$/,
    reason: "a field that an execution does not have is not named in the reply here",
  },
  {
    endpoints: /^tasks\.(edit|update)$/,
    kinds: ["shape"],
    where: /^-fields\.tags$/,
    reason: "system tags that an old caller sends are named here where they are stored",
  },
  {
    endpoints: /^tasks\.get_types$/,
    kinds: ["values"],
    where: /^types\[/,
    reason: "the order of types is that of the database there",
  },
  {
    endpoints: /^tasks\.(edit|get_by_id)$/,
    kinds: ["shape"],
    where: /^\+(fields|task)\.(configuration|hyperparams)\..*\.(name|section)$/,
    reason: "parameters and configurations that are edited without their names get those of their keys here",
  },
];
