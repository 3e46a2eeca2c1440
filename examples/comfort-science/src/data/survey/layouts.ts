import type { QuantityName } from "./quantities.ts";
import type { Imputation, World } from "./schema.ts";

/** How a file of a known world names what it measures. */
export interface Layout {
  readonly world: Exclude<World, "generic">;
  /** Columns that give the world away; at least half of them must be there. */
  readonly signature: readonly string[];
  readonly target: string;
  readonly quantities: Readonly<Record<string, QuantityName>>;
  readonly date: string;
  readonly hour?: string;
  readonly group?: string;
  /** Columns in which 99 is "no answer" even though it could be a value. */
  readonly coded: readonly string[];
  /** Where this world fills holes in another way than the quantity's own. */
  readonly imputation: Readonly<Record<string, Imputation>>;
}

/**
 * ASHRAE Global Thermal Comfort Database II, version 2.1.0 (doi 10.6078/D1F671).
 *
 * Its names are the names used here, but for body height and weight.
 */
const ashrae: Layout = {
  world: "ashrae",
  signature: ["ta", "rh", "vel", "met", "clo", "building_id", "thermal_sensation"],
  target: "thermal_sensation",
  quantities: {
    ...Object.fromEntries(
      (
        [
          ["ta", "ta_h", "ta_m", "ta_l", "top", "tr", "tg", "tg_h", "tg_m", "tg_l"],
          ["rh", "vel", "vel_h", "vel_m", "vel_l"],
          ["met", "clo", "activity_10", "activity_20", "activity_30", "activity_60"],
          ["age", "gender", "season", "blind_curtain", "fan", "window", "door", "heater"],
          ["t_out", "rh_out", "t_out_monthly", "t_out_isd", "rh_out_isd", "t_mot_isd", "thermal_sensation"],
        ] as const satisfies QuantityName[][]
      )
        .flat()
        .map((name) => [name, name]),
    ),
    ht: "height",
    wt: "weight",
  },
  date: "timestamp",
  group: "building_id",
  coded: [],
  imputation: {},
};

/**
 * The outdoor survey of Santa Maria, Rio Grande do Sul: interviews beside a weather station, in campaigns of some days.
 *
 * Air temperature, humidity and wind come from the station, so their holes are filled as the other weather's are.
 */
const santaMaria: Layout = {
  world: "santa-maria",
  signature: ["idade", "sexo", "peso", "altura", "vestimenta", "tmedia", "ur", "vel_vento", "p1"],
  target: "p1",
  quantities: {
    idade: "age",
    sexo: "gender",
    peso: "weight",
    altura: "height",
    vestimenta: "clo",
    p1: "thermal_sensation",
    tmedia: "ta",
    tmax: "ta_max",
    tmin: "ta_min",
    tu: "t_wet_bulb",
    ur: "rh",
    ur_max: "rh_max",
    ur_min: "rh_min",
    rsolarmed: "solar_mean",
    rsolartot: "solar_total",
    vel_vento: "vel",
  },
  date: "data",
  hour: "hora",
  coded: ["idade", "sexo", "vestimenta"],
  imputation: {
    tmedia: { method: "rolling-mean", window: 5 },
    ur: { method: "rolling-mean", window: 5 },
    vel_vento: { method: "rolling-mean", window: 5 },
    // People of one campaign dress for the same weather.
    vestimenta: { method: "median" },
  },
};

/** The worlds that are understood without options. */
export const layouts: readonly Layout[] = [ashrae, santaMaria];
