/** The inputs of Fanger's heat balance. */
export interface PmvInputs {
  /** Air temperature, °C. */
  ta: number;
  /** Mean radiant temperature, °C. */
  tr: number;
  /** Air speed relative to the body, m/s. */
  vel: number;
  /** Relative humidity, %. */
  rh: number;
  /** Metabolic rate, met. */
  met: number;
  /** Clothing insulation, clo. */
  clo: number;
}

/** One met in W/m². */
const MET = 58.15;
/** One clo in m²·K/W. */
const CLO = 0.155;
/** The precision of the clothing's temperature, K; worth less than 0.0001 on the scale of votes. */
const TOLERANCE = 1e-4;

/**
 * Predicted mean vote on the scale from −3 (cold) to +3 (hot), or NaN where an input is missing or nothing balances.
 *
 * ISO 7730:2005 "Ergonomics of the thermal environment", equations 1 to 4, for a person who does no external work. It is
 * meant for 10 to 30 °C, up to 1 m/s, 0.8 to 4 met and 0 to 2 clo; outside it extrapolates.
 */
export function predictedMeanVote({ ta, tr, vel, rh, met, clo }: PmvInputs): number {
  const metabolic = met * MET;
  const insulation = clo * CLO;
  const vapour = vapourPressure(ta, rh);
  const areaFactor = insulation <= 0.078 ? 1 + 1.29 * insulation : 1.05 + 0.645 * insulation;

  const surface = clothingTemperature({ ta, tr, vel, metabolic, insulation, areaFactor });
  if (Number.isNaN(surface)) {
    return Number.NaN;
  }
  const convection = convectionCoefficient(surface, ta, vel);

  const skinDiffusion = 3.05e-3 * (5733 - 6.99 * metabolic - vapour);
  const sweat = Math.max(0, 0.42 * (metabolic - MET));
  const latentBreath = 1.7e-5 * metabolic * (5867 - vapour);
  const dryBreath = 0.0014 * metabolic * (34 - ta);
  const radiation = 3.96e-8 * areaFactor * ((surface + 273) ** 4 - (tr + 273) ** 4);
  const convective = areaFactor * convection * (surface - ta);

  const sensitivity = 0.303 * Math.exp(-0.036 * metabolic) + 0.028;
  return sensitivity * (metabolic - skinDiffusion - sweat - latentBreath - dryBreath - radiation - convective);
}

/** Predicted percentage of dissatisfied people (ISO 7730:2005, equation 5). */
export function predictedPercentageDissatisfied(pmv: number): number {
  return 100 - 95 * Math.exp(-0.03353 * pmv ** 4 - 0.2179 * pmv ** 2);
}

/** Air speed relative to a body that moves by itself: ISO 7730 asks for it, and probes measure that of the room. */
export function relativeAirSpeed(vel: number, met: number): number {
  return met > 1 ? vel + 0.3 * (met - 1) : vel;
}

/** Partial pressure of water vapour in Pa, as ISO 7730's annex D computes it of the relative humidity. */
function vapourPressure(ta: number, rh: number): number {
  return rh * 10 * Math.exp(16.6536 - 4030.183 / (ta + 235));
}

function convectionCoefficient(surface: number, ta: number, vel: number): number {
  return Math.max(2.38 * Math.abs(surface - ta) ** 0.25, 12.1 * Math.sqrt(vel));
}

interface ClothingBalance extends Pick<PmvInputs, "ta" | "tr" | "vel"> {
  metabolic: number;
  insulation: number;
  areaFactor: number;
}

/**
 * The temperature of the clothing's surface, at which as much heat comes through the clothing as leaves it.
 *
 * The balance f(t) = t − t_skin + I_cl · (radiation + convection) rises with t, so halving an interval that holds the root always
 * finds it; the iteration of the standard's annex D may go on without end.
 */
function clothingTemperature({ ta, tr, vel, metabolic, insulation, areaFactor }: ClothingBalance): number {
  const skin = 35.7 - 0.028 * metabolic;
  const excess = (surface: number): number =>
    surface -
    skin +
    insulation * 3.96e-8 * areaFactor * ((surface + 273) ** 4 - (tr + 273) ** 4) +
    insulation * areaFactor * convectionCoefficient(surface, ta, vel) * (surface - ta);
  let low = Math.min(skin, ta, tr) - 1;
  let high = Math.max(skin, ta, tr) + 1;
  if (!(excess(low) <= 0 && excess(high) >= 0)) {
    return Number.NaN;
  }
  while (high - low > TOLERANCE) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return (low + high) / 2;
}
