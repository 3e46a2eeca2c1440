import type { Difference, Kind } from "./differences.ts";

/** A kind of difference between the two servers that is known, and why it stays. */
interface StandingDifference {
  readonly endpoints: RegExp;
  readonly kinds: readonly Kind[];
  /** The fields that may differ where the kind is `shape` or `values`; the request as JSON for the other kinds. @default all */
  readonly where?: RegExp;
  /** The codes of the official answer and of ours, with a space between them. @default all */
  readonly codes?: RegExp;
  readonly reason: string;
}

const standingDifferences: readonly StandingDifference[] = [
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
    endpoints: /^events\./,
    kinds: ["values"],
    where: /^(scroll_id|.*scroll_id):/,
    reason: "each server makes scroll ids of its own",
  },
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
    endpoints: /^(tasks|models|projects|pipelines)\./,
    kinds: ["shape"],
    where: /^\+(succeeded\[\]\.)?freed/,
    reason: "deletions also say here what they freed",
  },
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
    endpoints: /^(models\.(edit|update|update_for_task)|projects\.update|queues\.update)$/,
    kinds: ["shape"],
    where: /fields\.(last_|basename|task|name|ui_cache|comment|description|tags|default_output_destination)/,
    reason: "the servers do not note the same fields beside those that a call changes",
  },
  {
    endpoints: /^projects\.delete$/,
    kinds: ["shape", "values"],
    where: /urls/,
    reason: "lists of addresses are sent here even when there are none",
  },
  {
    endpoints: /^events\.delete_for_(task|model)$/,
    kinds: ["values"],
    where: /^deleted: /,
    reason:
      "the reply says here whether something was deleted, as the written schema has it; the official server counts",
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
    endpoints: /^(tasks|models)\.(update|move|update_tags|edit|create)$/,
    kinds: ["stricter"],
    codes: /^200\/0 (400\/(12|16|201|401|800)|403\/21)$/,
    reason: "what a change refers to must be there and may be changed, in each call that changes it",
  },
  {
    endpoints: /^tasks\.move$/,
    kinds: ["otherwise"],
    codes: /^400\/401 403\/21$/,
    reason: "a public project is refused as public here, and as unknown there",
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
    endpoints: /^tasks\.get_all$/,
    kinds: ["stricter"],
    where: /"name":"\(\?<=/,
    reason: "patterns run in linear time here, which knows no look-around",
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
    endpoints: /^reports\.delete$/,
    kinds: ["stricter"],
    codes: /^200\/0 400\/123$/,
    reason: "the official server looks at a status that it did not load",
  },
  {
    endpoints: /^events\.add$/,
    kinds: ["stricter"],
    where: /"type":"training_stats_scalar"/,
    reason: "a scalar without a number is refused",
  },
  {
    endpoints: /^events\.(get_(task_(log|events|plots)|multi_task_plots)|scalar_metrics_iter_raw)$/,
    kinds: ["stricter"],
    where: /"(batch_size|iters)":(0|-1)/,
    reason: "Elasticsearch refuses such a size, which its imitation takes",
  },
  {
    endpoints: /^events\.clear_scroll$/,
    kinds: ["stricter"],
    codes: /^200\/0 400\/12$/,
    reason: "a scroll must be named",
  },
  {
    endpoints: /^events\.(next_\w+|debug_images)$/,
    kinds: ["otherwise"],
    codes: /^(400\/1104 400\/12|400\/12 400\/11)$/,
    reason: "the field is required there as well, and named by another code",
  },
  {
    endpoints: /^(events\.|reports\.get_task_data$)/,
    kinds: ["shape", "values"],
    where:
      /^([+-]?metrics|\+(debug_images|plots|scalar_metrics_iter_histogram|single_value_metrics)\b|debug_images\.length: 0 ≠|[+-]?(min|max)_iteration|total|returned|[+-]?events|name|[+-]?scroll_id)/,
    reason:
      "the imitation of Elasticsearch has no index before the first event, and counts matches before they are grouped",
  },
  {
    endpoints: /^serving\.get_loading_instances$/,
    kinds: ["values"],
    where: /^instances\[\d+\]\./,
    reason: "the order of containers is that of the database there",
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
    endpoints: /^tasks\.get_by_id$/,
    kinds: ["shape", "values"],
    where: /^[+-]?task\.status/,
    reason: "a refused call leaves no trace here; the official server has done a part of it by then",
  },
  {
    endpoints: /^(tasks|models)\.(get_by_id|enqueue_many)$/,
    kinds: ["shape", "values"],
    where: /(project|last_iteration|failed|succeeded)/,
    reason: "a call before this one was refused here for a reason that stands in this table",
  },
  {
    endpoints: /^projects\.(get_all|get_by_id)$/,
    kinds: ["shape", "values"],
    where: /(projects\.length|path)/,
    reason: "a call before this one was refused here for a reason that stands in this table",
  },
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
    where: /^-fields\.execution\.parameters/,
    reason: "parameters that an old caller sends are named here where they are stored",
  },
  {
    endpoints: /^reports\.delete$/,
    kinds: ["shape"],
    where: /^\+freed/,
    reason: "deletions also say here what they freed",
  },
  {
    endpoints: /^(tasks\.get_all(_ex)?|reports\.get_(all_ex|task_data)|models\.get_all(_ex)?)$/,
    kinds: ["stricter"],
    where: /"(status_changed|last_update|last_change)":\[/,
    reason: "the official server compares the records with a value of another type and finds nothing",
  },
  {
    endpoints: /^reports\.get_task_data$/,
    kinds: ["stricter"],
    where: /"metrics":\[\{/,
    reason: "the official server looks at the metrics that are asked for only when it has found a task",
  },
  {
    endpoints: /^tasks\.validate$/,
    kinds: ["stricter"],
    where: /"name":/,
    reason: "a task that would be refused for what is stored of it is refused before it is made, too",
  },
  {
    endpoints: /^workers\.get_activity_report$/,
    kinds: ["values"],
    where: /^(active|total)\.(counts|dates)\.length: 0 ≠/,
    reason: "before a worker has measured anything there are no numbers there, and zeros here",
  },
  {
    endpoints: /^tasks\.edit$/,
    kinds: ["shape"],
    where: /^-fields\.execution\.(model|docker_cmd)$/,
    reason: "a field that an execution does not have is not named in the reply here",
  },
  {
    endpoints: /^tasks\.update$/,
    kinds: ["shape"],
    where: /^-fields\.tags$/,
    reason: "system tags that an old caller sends are named here where they are stored",
  },
  {
    endpoints: /^organization\.get_entities_count$/,
    kinds: ["stricter"],
    where: /"(pipeline_runs|dataset_versions)":/,
    reason: "newer web UIs send these fields, which the checkout ignores",
  },
  {
    endpoints: /^events\.download_task_log$/,
    kinds: ["stricter"],
    where: /"line_format":[^"]/,
    reason: "the official server makes a text of whatever is sent",
  },
  {
    endpoints: /^tasks\.get_types$/,
    kinds: ["values"],
    where: /^types\[/,
    reason: "the order of types is that of the database there",
  },
  {
    endpoints: /^storage\.get_settings$/,
    kinds: ["shape"],
    where: /use_default_credential/,
    reason: "the official server shows the fields of the SDK that is installed beside it",
  },
  {
    endpoints: /^tasks\.(edit|get_by_id)$/,
    kinds: ["shape"],
    where: /^\+(fields|task)\.(configuration|hyperparams)\..*\.(name|section)$/,
    reason: "parameters and configurations that are edited without their names get those of their keys here",
  },
];

/** Takes what is known out of a difference; the reasons say why it stays, and what is left is new. */
export function explain(difference: Difference): { readonly reasons: readonly string[]; readonly left?: Difference } {
  const { call, kind, official, own } = difference;
  const answers = `${official.code} ${own.code}`;
  const known = standingDifferences.filter(
    ({ endpoints, kinds, codes }) =>
      endpoints.test(call.endpoint) && kinds.includes(kind) && (codes === undefined || codes.test(answers)),
  );
  const covers = (text: string) => (standing: StandingDifference) =>
    standing.where === undefined || standing.where.test(text);
  if (kind !== "shape" && kind !== "values") {
    const found = known.filter(covers(JSON.stringify(call.data)));
    return found.length > 0 ? { reasons: found.map(({ reason }) => reason) } : { reasons: [], left: difference };
  }
  const fields = difference.fields.filter((field) => !known.some(covers(field)));
  const reasons = known
    .filter((standing) => difference.fields.some((field) => covers(field)(standing)))
    .map(({ reason }) => reason);
  return fields.length > 0 ? { reasons, left: { ...difference, fields } } : { reasons };
}
