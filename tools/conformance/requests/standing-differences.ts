import type { Disagreement } from "./compare.ts";

/** A kind of difference between the two servers that is known, and why it stays. */
interface StandingDifference {
  readonly endpoints: RegExp;
  readonly path: RegExp;
  readonly reason: string;
}

/** Kinds of changes that the official server takes, or refuses with another code, and that our server goes on to refuse. */
const standingDifferences: readonly StandingDifference[] = [
  {
    endpoints: /^events\./,
    path: /^(iters|batch_size)$/,
    reason: "the official server hands a size below 1 to Elasticsearch, which refuses it",
  },
  {
    endpoints: /^(workers|queues|serving)\./,
    path: /^from_date$/,
    reason: "a chart of more than 10,000 points is refused: Elasticsearch has a limit of that kind as well",
  },
  {
    endpoints: /^tasks\.get_all(_ex)?$/,
    path: /^(\*|started|last_update)\.\*$/,
    reason: "the official server compares the records with a value of another type and finds nothing",
  },
  {
    endpoints: /^tasks\.edit$/,
    path: /^(configuration|hyperparams\.\*)\.\*\./,
    reason: "the official server stores values there that its own SDK cannot read",
  },
  {
    endpoints: /^tasks\.edit$/,
    path: /^type$/,
    reason: "the official server stores a type of task that it does not know",
  },
  {
    endpoints: /\.get_all$/,
    path: /^page$/,
    reason: "a page that is not a whole number fails there in the database",
  },
  {
    endpoints: /^(organization\.get_entities_count|pipelines\.start_pipeline)$/,
    path: /^(pipeline_runs|dataset_versions|new_project_name|new_pipeline_name)$/,
    reason: "newer web UIs send these fields, which the checkout ignores",
  },
  {
    endpoints: /^projects\.get_all_ex$/,
    path: /^include_stats_filter\./,
    reason: "the official server counts nothing for such a condition",
  },
  {
    endpoints: /^organization\.prepare_download_for_get_all$/,
    path: /^field_mappings\.\*\.field$/,
    reason: "the official server refuses the download that is prepared",
  },
  {
    endpoints: /^events\.next_(debug_image|plot)_sample$/,
    path: /^scroll_id$/,
    reason: "the field is required there as well, and named by another code",
  },
  {
    endpoints: /^tasks\.edit$/,
    path: /^models\.input\./,
    reason: "the official server looks a model up before it looks at the type of its id",
  },
];

/** Says why a difference stays; `undefined` when nobody has said so. */
export function reasonOf({ request, path }: Disagreement): string | undefined {
  return standingDifferences.find(
    (difference) => difference.endpoints.test(request.endpoint) && difference.path.test(path),
  )?.reason;
}
