import type { ModelLineage } from "./origins.ts";
import type { Presence } from "./presence.ts";

/** One sentence for each part of a lineage that is gone. */
export function missingFrom({
  url,
  weights,
  task,
  steps,
  code,
  datasets,
  models,
}: Omit<ModelLineage, "missing">): string[] {
  const tasks = task ? [task, ...steps] : steps;
  return [
    ...(weights === "missing" ? [url === "" ? "It has no weights." : `The weights are gone: ${url}`] : []),
    ...(code?.presence === "missing"
      ? [`Commit ${code.commit} is not in the working copy of ${code.repository}.`]
      : []),
    ...tasks.filter(isGone).map(({ id }) => `Task ${id} was deleted.`),
    ...datasets.filter(isGone).map(({ id, name }) => `Dataset ${name ?? "version"} (${id}) or a file of it is gone.`),
    ...models.filter(isGone).map(({ id }) => `Model ${id}, which went into it, was deleted.`),
  ];
}

function isGone({ presence }: { presence: Presence }): boolean {
  return presence === "missing";
}
