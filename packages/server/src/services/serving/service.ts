import type { Core } from "../../records/core.ts";
import { ServingContainers } from "./containers.ts";
import { ServingMeasurements } from "./measurements.ts";

/** The parts that containers which serve models are watched with. */
export interface ServingService {
  readonly servingContainers: ServingContainers;
  readonly servingMeasurements: ServingMeasurements;
}

/** Wires the parts that containers which serve models are watched with. */
export function createServingService({ database, clock }: Core): ServingService {
  return {
    servingContainers: new ServingContainers(database, clock),
    servingMeasurements: new ServingMeasurements(database, clock),
  };
}
