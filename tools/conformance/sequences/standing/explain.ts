import type { Difference } from "../differences.ts";
import { events } from "./events.ts";
import { models } from "./models.ts";
import { peopleAndServer } from "./people-and-server.ts";
import { projects } from "./projects.ts";
import { queuesAndWorkers } from "./queues-and-workers.ts";
import { reports } from "./reports.ts";
import { severalServices } from "./several-services.ts";
import type { StandingDifference } from "./standing-difference.ts";
import { tasks } from "./tasks.ts";

const standingDifferences = [
  ...events,
  ...models,
  ...peopleAndServer,
  ...projects,
  ...queuesAndWorkers,
  ...reports,
  ...severalServices,
  ...tasks,
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
