import { expect, test } from "vitest";
import { textsOf } from "./language/language.ts";
import type { RunResult } from "./result.ts";
import { summary } from "./summary.ts";

const result = {
  project: "Survey",
  simulated: true,
  datasets: { raw: "d1" },
  mainMetric: "R2",
  metrics: { ridge: { R2: 0.21 } },
  model: { id: "m1", name: "ridge", metric: "R2", value: 0.21 },
  champion: { promoted: true, previous: null, reason: "It is the first model." },
  server: null,
} as unknown as RunResult;

test.each([
  [["--json"], ["Project Survey (the survey is simulated", "Models on the held-out rows", "promoted: It is the first"]],
  [["--lang", "xx"], ["Champion  ridge, R2 0.210 (model m1)"]],
  [["--lang=pt-BR"], ["Projeto Survey (a pesquisa é simulada", "Campeão  ridge, R2 0.210 (modelo m1)", "promovido: "]],
])("the summary is in the language of %j", (argv, parts) => {
  const text = summary(result, "http://127.0.0.1/run", textsOf(argv));
  for (const part of parts) {
    expect(text).toContain(part);
  }
});
