import { createRandom, normal } from "../../data/simulation/random.ts";
import type { TrainingTable } from "../../features/training-table.ts";

/** Makes a small training table, for tests: votes that follow temperature and clothing, with holes, text and noise. */
export function madeUpTable(options: { rows?: number; groups?: number; seed?: number } = {}): TrainingTable {
  const { rows = 400, groups = 12, seed = 1 } = options;
  const random = createRandom(seed);
  const all = Array.from({ length: rows }, (_, row) => row);
  const ta = Float64Array.from(all, () => normal(random, 25, 3));
  const clo = Float64Array.from(all, () => normal(random, 0.7, 0.2));
  const season = all.map(() => (random() < 0.5 ? "summer" : "winter"));
  const clamp = (vote: number) => Math.max(-3, Math.min(3, vote));
  const target = Float64Array.from(all, (row) => {
    const warmth = ((ta[row] ?? 0) - 25) / 2 + ((clo[row] ?? 0) - 0.7) * 2 + (season[row] === "summer" ? 0.5 : -0.5);
    return clamp(Math.round(warmth + normal(random, 0, 0.5)));
  });
  const group = all.map((row) => `building ${row % groups}`);
  return {
    featureNames: ["ta", "clo", "rh", "season"],
    columns: {
      ta,
      clo: clo.map((value) => (random() < 0.2 ? Number.NaN : value)),
      rh: Float64Array.from(all, () => 30 + 40 * random()),
      season: season.map((value) => (random() < 0.1 ? "" : value)),
    },
    target,
    group,
    split: all.map((row) => (row % groups < groups / 4 ? "test" : "train")),
    pmvPrediction: ta.map((value) => (random() < 0.3 ? Number.NaN : clamp((value - 24) / 3))),
  };
}
