import { BETTER, type Better } from "../view-state/compare-state.ts";

/** Words, and ends of words, in the names of metrics that get better as they fall, as they rise, and of which no value is better. */
const KINDS: readonly (readonly [RegExp, Better])[] = [
  [
    /\b(?:\w*(?:loss|error|entropy|perplexity|divergence|mse|mae|mape|rmsle)|errors|err|distance|regret|residuals?|medae|nll|bce|kld?|ppl|[wc]er|fid|fpr|fnr|brier|ece|latency|time|duration|seconds|cost)\b/,
    "lower",
  ],
  [/\b(?:acc|accuracy|auc|r2|f1|precision|recall|score|reward)\b/, "higher"],
  [/\b(?:epochs?|iterations?|iters?|steps?|lr|learning rate|momentum|seed|rows|counts?|samples|size)\b/, "neither"],
];

/** The word that the names of the measurements of machines begin with. */
const MONITOR = ":monitor:";

/** Which values of a metric are better, by the words of its names; higher ones where nothing speaks for others. */
export function usualBetter(metric: string, variant: string): Better {
  if (metric.startsWith(MONITOR)) {
    return "neither";
  }
  // The variant says it more closely than the metric: some programs report `loss/accuracy`.
  for (const words of [wordsOf(variant), wordsOf(metric)]) {
    const [, better] = KINDS.find(([names]) => names.test(words)) ?? [];
    if (better !== undefined) {
      return better;
    }
  }
  return "higher";
}

function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, " ");
}

/** The choice after another one, for a button that goes through all of them. */
export function nextBetter(better: Better): Better {
  return BETTER[(BETTER.indexOf(better) + 1) % BETTER.length] ?? "higher";
}

/** The indexes of the best among the values of several tasks; none where all are alike, or fewer than two tasks have one. */
export function bestOf(values: readonly (number | undefined)[], better: Better): ReadonlySet<number> {
  const known = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (better === "neither" || new Set(known).size < 2) {
    return new Set();
  }
  const best = better === "higher" ? Math.max(...known) : Math.min(...known);
  return new Set(values.flatMap((value, index) => (value === best ? [index] : [])));
}
