import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of endpoints of several services. */
export const severalServices: readonly StandingDifference[] = [
  {
    endpoints: /./,
    kinds: ["values"],
    where: /(error\.msg|errors\.tasks): /,
    reason: "a refusal in a batch is worded in our own words",
  },
  {
    endpoints: /_many$/,
    kinds: ["shape"],
    where: /failed\[\]\.error\.data/,
    reason: "a refusal in a batch names what it is about in its message",
  },
  {
    endpoints: /^(tasks|models|projects|pipelines|reports)\./,
    kinds: ["shape"],
    where: /^\+(succeeded\[\]\.)?freed/,
    reason: "deletions also say here what they freed",
  },
  {
    endpoints: /^(models\.(edit|update|update_for_task)|projects\.update|queues\.update)$/,
    kinds: ["shape"],
    where: /fields\.(last_|basename|task|name|ui_cache|comment|description|tags|default_output_destination)/,
    reason: "the servers do not note the same fields beside those that a call changes",
  },
  {
    endpoints: /^(tasks|models)\.get_by_id$/,
    kinds: ["shape"],
    where: /^\+(task|model)\.last_metrics\.ID\.ID\.(first|min|max|count|mean)/,
    reason: "the imitation of the official database does not compute the statistics of a metric",
  },
  {
    endpoints: /^(tasks|models)\.get_by_id$/,
    kinds: ["shape"],
    where: /(runtime|container|artifacts)/,
    reason: "the official server sends some names as its database escapes them, which its SDK does not read",
  },
  {
    endpoints: /^(tasks|models|projects|reports|queues|pipelines)\./,
    kinds: ["stricter"],
    where: /"(add_|remove_|system_)?tags":/,
    reason: "a tag that would be read as an operator is refused wherever it is written",
  },
  {
    endpoints: /^(tasks|models)\.(update|move|update_tags|edit|create)$/,
    kinds: ["stricter"],
    codes: /^200\/0 (400\/(12|16|201|401|800)|403\/21)$/,
    reason: "what a change refers to must be there and may be changed, in each call that changes it",
  },
  {
    endpoints: /^(models|projects)\.(edit|update)$/,
    kinds: ["values"],
    where: /^updated: /,
    reason: "the servers do not count alike a change that changes nothing",
  },
  {
    endpoints: /update_tags$/,
    kinds: ["values"],
    where: /^updated: /,
    reason: "a record that is named twice is counted twice here, and each list of tags on its own there",
  },
  {
    endpoints: /./,
    kinds: ["values"],
    where: /(tags\.length|\.name|default_output_destination|fields\.created|labels\.a): /,
    reason: "texts are trimmed, tags said once and values read before they are stored and named in a reply",
  },
  {
    endpoints: /^(tasks|models)\.(get_by_id|enqueue_many)$/,
    kinds: ["shape", "values"],
    where: /(project|last_iteration|failed|succeeded)/,
    reason: "a call before this one was refused here for a reason that stands in this table",
  },
  {
    endpoints: /^(tasks\.get_all(_ex)?|reports\.get_(all_ex|task_data)|models\.get_all(_ex)?)$/,
    kinds: ["stricter"],
    where: /"(status_changed|last_update|last_change)":\[/,
    reason: "the official server compares the records with a value of another type and finds nothing",
  },
];
