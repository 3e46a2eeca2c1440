import type { Curve } from "@clearml-ts/protocol";
import { callApi } from "../../api/api.ts";
import { batched } from "../../api/batched.ts";
import type { CurveRange } from "../../view-state/task/curve-state.ts";

/** The curves of one metric. */
export interface CurveQuestion {
  /** One task, or several to lay over one another. */
  tasks: readonly string[];
  metric: string;
  variants: readonly string[];
  key: "iter" | "timestamp";
  /** The part that is zoomed into, as the server counts: iterations, or milliseconds since the epoch. */
  range: CurveRange | undefined;
}

/** A curve of one variant and one task. */
export interface AnsweredCurve {
  task: string;
  variant: string;
  curve: Curve;
}

/** Curves in one answer, so that none is above half a megabyte: each is about 20 KB at 300 points. */
const MOST = 10;

/** Points of a whole curve: a card is about as wide. */
const WHOLE = 300;

/** Points of a part: where there are no more, every one is drawn. */
const PART = 1_000;

/** Points of a curve among very many. */
const FEWEST = 50;

/** Reads curves; metrics that come into sight together are read together. */
export const askCurves = batched<CurveQuestion, AnsweredCurve[]>(
  async (questions) => {
    const alike = new Map<string, CurveQuestion[]>();
    for (const question of questions) {
      const key = JSON.stringify([question.tasks, question.key, question.range, samplesOf(question)]);
      alike.set(key, [...(alike.get(key) ?? []), question]);
    }
    const answers = await Promise.all(Array.from(alike.values(), load));
    const byQuestion = new Map(answers.flatMap((answer) => [...answer]));
    return questions.map((question) => byQuestion.get(question) ?? []);
  },
  ({ tasks, variants }) => (tasks.length * variants.length) / MOST,
);

function samplesOf({ tasks, variants, range }: CurveQuestion): number {
  const most = range === undefined ? WHOLE : PART;
  const curves = tasks.length * variants.length;
  return Math.max(FEWEST, Math.min(most, Math.floor((MOST * most) / Math.max(1, curves))));
}

/** Makes one call for questions that differ in the metric alone. */
async function load(questions: readonly CurveQuestion[]): Promise<Map<CurveQuestion, AnsweredCurve[]>> {
  const [first] = questions;
  if (first === undefined) {
    return new Map();
  }
  const { tasks, key, range } = first;
  const { metrics } = await callApi("events.multi_task_scalar_metrics_iter_histogram", {
    tasks,
    metrics: wantedOf(questions),
    samples: samplesOf(first),
    key,
    envelope: true,
    non_finite: true,
    ...(range && { range }),
  });
  return new Map(
    questions.map((question) => [
      question,
      // Another question of this call may have asked for other variants of the metric.
      Object.entries(metrics[question.metric] ?? {})
        .filter(([variant]) => question.variants.includes(variant))
        .flatMap(([variant, byTask]) => Object.entries(byTask).map(([task, curve]) => ({ task, variant, curve }))),
    ]),
  );
}

/** The variants by metric: of a metric that is named twice, the server takes the last mention alone. */
function wantedOf(questions: readonly CurveQuestion[]): { metric: string; variants: string[] }[] {
  const wanted = new Map<string, Set<string>>();
  for (const { metric, variants } of questions) {
    wanted.set(metric, new Set([...(wanted.get(metric) ?? []), ...variants]));
  }
  return Array.from(wanted, ([metric, variants]) => ({ metric, variants: [...variants] }));
}
