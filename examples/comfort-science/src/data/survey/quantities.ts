import type { Imputation, SurveyColumn } from "./schema.ts";

/** The known facts about a measured or asked quantity, whatever the file calls it. */
export type Quantity = Pick<SurveyColumn, "kind" | "range" | "unit" | "imputation">;

/** Weather changes slowly and was recorded in order, so a hole takes the mean of the measurements around it. */
const series: Imputation = { method: "rolling-mean", window: 5 };

const temperature = (low: number, high: number, imputation?: Imputation): Quantity => ({
  kind: "number",
  range: [low, high],
  ...(imputation && { imputation }),
});

const indoor = temperature(-10, 60);
const outdoor = temperature(-50, 60, series);
const percent: Quantity = { kind: "number", range: [0, 100] };
const airSpeed: Quantity = { kind: "number", range: [0, 30] };
const activity: Quantity = { kind: "number", range: [0.4, 10] };
const openOrClosed: Quantity = { kind: "number", range: [0, 1] };

/**
 * The quantities with their physical ranges, by the names used in processed data.
 *
 * Clothes, activity and votes of a person, and measurements beside that person, are not filled in here: a guess would pass
 * for a measurement in everything computed from it. It stays missing, and each learner deals with that as it can.
 */
export const quantities = {
  ta: indoor,
  ta_h: indoor,
  ta_m: indoor,
  ta_l: indoor,
  top: indoor,
  tr: temperature(-10, 90),
  tg: temperature(-10, 90),
  tg_h: temperature(-10, 90),
  tg_m: temperature(-10, 90),
  tg_l: temperature(-10, 90),
  rh: percent,
  vel: airSpeed,
  vel_h: airSpeed,
  vel_m: airSpeed,
  vel_l: airSpeed,
  met: activity,
  activity_10: activity,
  activity_20: activity,
  activity_30: activity,
  activity_60: activity,
  clo: { kind: "number", range: [0, 4] },
  age: { kind: "number", range: [3, 110] },
  gender: { kind: "category" },
  height: { kind: "number", range: [0.8, 2.3], unit: "length" },
  weight: { kind: "number", range: [20, 300] },
  season: { kind: "category", imputation: { method: "mode" } },
  blind_curtain: openOrClosed,
  fan: openOrClosed,
  window: openOrClosed,
  door: openOrClosed,
  heater: openOrClosed,
  t_out: outdoor,
  t_out_monthly: outdoor,
  t_out_isd: outdoor,
  t_mot_isd: outdoor,
  // Reconstructed from weather stations, the humidity of saturated air comes out a little above 100.
  rh_out: { kind: "number", range: [0, 101], imputation: series },
  rh_out_isd: { kind: "number", range: [0, 101], imputation: series },
  ta_max: outdoor,
  ta_min: outdoor,
  t_wet_bulb: outdoor,
  rh_max: { ...percent, imputation: series },
  rh_min: { ...percent, imputation: series },
  solar_mean: { kind: "number", range: [0, 5_000], imputation: series },
  solar_total: { kind: "number", range: [0, 100_000], imputation: series },
  thermal_sensation: { kind: "number", range: [-3, 3] },
} as const satisfies Record<string, Quantity>;

/** A quantity's name in processed data. */
export type QuantityName = keyof typeof quantities;
