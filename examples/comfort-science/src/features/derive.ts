import { type Column, isNumeric } from "../data/table/table.ts";
import { bmiClass, bodyMassIndex } from "./formulas/body.ts";
import { dewPoint, heatIndex } from "./formulas/humid-air.ts";
import { predictedMeanVote, predictedPercentageDissatisfied, relativeAirSpeed } from "./formulas/pmv.ts";

/** A feature that was left out, and why. */
export interface DroppedFeature {
  readonly feature: string;
  readonly reason: string;
}

/** A feature computed row by row from measured ones; a missing input gives NaN. */
interface Derivation {
  readonly feature: string;
  readonly needs: readonly string[];
  readonly compute: (...inputs: number[]) => number;
}

const NONE = Number.NaN;

const DERIVATIONS: readonly Derivation[] = [
  {
    feature: "bmi",
    needs: ["weight", "height"],
    compute: (weight = NONE, height = NONE) => bodyMassIndex(weight, height),
  },
  { feature: "heat_index", needs: ["ta", "rh"], compute: (ta = NONE, rh = NONE) => heatIndex(ta, rh) },
  { feature: "dew_point", needs: ["ta", "rh"], compute: (ta = NONE, rh = NONE) => dewPoint(ta, rh) },
  { feature: "ta_x_rh", needs: ["ta", "rh"], compute: (ta = NONE, rh = NONE) => ta * rh },
  {
    feature: "pmv",
    needs: ["ta", "tr", "vel", "rh", "met", "clo"],
    compute: (ta = NONE, tr = NONE, vel = NONE, rh = NONE, met = NONE, clo = NONE) =>
      predictedMeanVote({ ta, tr, vel: relativeAirSpeed(vel, met), rh, met, clo }),
  },
  { feature: "ppd", needs: ["pmv"], compute: (pmv = NONE) => predictedPercentageDissatisfied(pmv) },
];

/** Features computed from others, and those whose inputs this survey does not have. */
export interface DerivedFeatures {
  readonly columns: ReadonlyMap<string, Column>;
  readonly dropped: readonly DroppedFeature[];
}

/**
 * Computes body mass index and its class, heat index, dew point, temperature × humidity, PMV and PPD; a feature that the
 * survey has measured itself stays as it was measured.
 *
 * @param measured The columns that may be features. The target and others that may not be features must be left out, so that nothing is derived from them.
 */
export function deriveFeatures(measured: ReadonlyMap<string, Column>): DerivedFeatures {
  const columns = new Map<string, Column>();
  const dropped: DroppedFeature[] = [];
  for (const { feature, needs, compute } of DERIVATIONS) {
    if (measured.has(feature)) {
      continue;
    }
    const inputs = needs.map((name) => columns.get(name) ?? measured.get(name));
    const numeric = inputs.filter((column) => column !== undefined).filter(isNumeric);
    if (numeric.length === needs.length) {
      const length = numeric[0]?.length ?? 0;
      columns.set(
        feature,
        Float64Array.from({ length }, (_, row) => compute(...numeric.map((column) => column[row] ?? NONE))),
      );
      continue;
    }
    const absent = needs.filter((_, i) => !numeric.includes(inputs[i] as Float64Array));
    dropped.push({ feature, reason: `needs ${absent.join(", ")}, not among the features of this survey` });
  }
  const bmi = columns.get("bmi") ?? measured.get("bmi");
  if (measured.has("bmi_class")) {
    return { columns, dropped };
  }
  if (bmi !== undefined && isNumeric(bmi)) {
    columns.set(
      "bmi_class",
      Array.from(bmi, (value) => bmiClass(value) ?? ""),
    );
  } else {
    dropped.push({ feature: "bmi_class", reason: "needs bmi, which cannot be computed here" });
  }
  return { columns, dropped };
}
