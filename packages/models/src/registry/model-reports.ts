import type { PlotEvent } from "@clearml-ts/protocol";
import {
  type AxisValue,
  type CurveAxis,
  fetchPlots,
  fetchScalars,
  fetchSingleValues,
  lastScalarMetrics,
  modelLogger,
  type ReadPlotsOptions,
  type ReadSampledOptions,
  type ReportedScalars,
  type ScalarLogger,
  type ScalarSummary,
} from "@clearml-ts/tasks";
import { ModelNotes } from "./model-notes.ts";

/** A model with the scalars and plots that were reported on it. */
export abstract class ModelReports extends ModelNotes {
  #logger: ScalarLogger | undefined;

  /**
   * Reports scalars, single values and plots of the model, which its page shows beside those of its task. They are sent in the
   * background: `logger.flush()` waits for them. Servers refuse the reports of a published model.
   */
  get logger(): ScalarLogger {
    this.#logger ??= modelLogger(this.connection, { label: this.id, modelId: async () => this.id });
    return this.#logger;
  }

  /** Reads the curves that were reported on the model, thinned out by the server where they are long. */
  getReportedScalars<Axis extends CurveAxis = "iter">(
    options: ReadSampledOptions<Axis> = {},
  ): Promise<ReportedScalars<AxisValue<Axis>>> {
    return fetchScalars(this.connection, { modelId: this.id }, options);
  }

  /** Reads the model again, and gives the last, the lowest and the highest value of each scalar, by title and series. */
  async getLastScalarMetrics(): Promise<Record<string, Record<string, ScalarSummary>>> {
    await this.reload();
    return lastScalarMetrics(this.record);
  }

  /** Reads the values that were reported on the model without iterations. */
  getReportedSingleValues(): Promise<Record<string, number>> {
    return fetchSingleValues(this.connection, { modelId: this.id });
  }

  /** Reads the newest plots of every title and series: one each, or those of several iterations. */
  getReportedPlots(options: ReadPlotsOptions = {}): Promise<PlotEvent[]> {
    return fetchPlots(this.connection, { modelId: this.id }, options);
  }
}
