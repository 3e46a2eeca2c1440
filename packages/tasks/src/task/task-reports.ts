import type { DebugImageEvent, LogEvent, PlotEvent } from "@clearml-ts/protocol";
import { fetchAllScalars } from "../report/read/all-scalars.ts";
import { fetchConsole, fetchLastConsole, type ReadConsoleOptions } from "../report/read/console-log.ts";
import {
  fetchDebugSamples,
  fetchPlots,
  type ReadPlotsOptions,
  type ReadSamplesOptions,
} from "../report/read/samples.ts";
import {
  type AxisValue,
  type CurveAxis,
  fetchScalars,
  type ReadCurvesOptions,
  type ReadSampledOptions,
  type ReportedScalars,
} from "../report/read/scalars.ts";
import { fetchSingleValues, lastScalarMetrics, type ScalarSummary } from "../report/read/values.ts";
import { TaskContent } from "./task-content.ts";

/** A task with what was reported to it, read back from the server. */
export abstract class TaskReports extends TaskContent {
  /** Reads the curves the task reported, thinned out by the server where they are long. */
  getReportedScalars<Axis extends CurveAxis = "iter">(
    options: ReadSampledOptions<Axis> = {},
  ): Promise<ReportedScalars<AxisValue<Axis>>> {
    return fetchScalars(this.connection, { taskId: this.id }, options);
  }

  /** Reads every point of the curves the task reported, however many there are. */
  getAllReportedScalars<Axis extends CurveAxis = "iter">(
    options: ReadCurvesOptions<Axis> = {},
  ): Promise<ReportedScalars<AxisValue<Axis>>> {
    return fetchAllScalars(this.connection, this.id, options);
  }

  /** Reads the task again, and gives the last, the lowest and the highest value of each scalar, by title and series. */
  async getLastScalarMetrics(): Promise<Record<string, Record<string, ScalarSummary>>> {
    await this.reload();
    return lastScalarMetrics(this.record);
  }

  /** Asks the server for the largest iteration that the task has reported. */
  async getLastIteration(): Promise<number> {
    await this.reload();
    return this.record.last_iteration ?? 0;
  }

  /** Reads the values the task reported without iterations. */
  getReportedSingleValues(): Promise<Record<string, number>> {
    return fetchSingleValues(this.connection, { taskId: this.id });
  }

  /** Reads one value that the task reported without iterations; undefined when there is none of this name. */
  async getReportedSingleValue(name: string): Promise<number | undefined> {
    const values = await this.getReportedSingleValues();
    return Object.hasOwn(values, name) ? values[name] : undefined;
  }

  /** Reads the newest plots of every title and series: one each, or those of several iterations. */
  getReportedPlots(options: ReadPlotsOptions = {}): Promise<PlotEvent[]> {
    return fetchPlots(this.connection, { taskId: this.id }, options);
  }

  /** Reads the debug samples of a title and series, newest iteration first, page by page. */
  getDebugSamples(title: string, series: string, options: ReadSamplesOptions = {}): AsyncGenerator<DebugImageEvent> {
    return fetchDebugSamples(this.connection, { taskId: this.id, title, series }, options);
  }

  /** Reads the console, oldest first, page by page. */
  getReportedConsole(options: ReadConsoleOptions = {}): AsyncGenerator<LogEvent> {
    return fetchConsole(this.connection, this.id, options);
  }

  /** Reads the newest reports of the console, the oldest of them first: one, or as many as are asked for. */
  getReportedConsoleOutput(reports = 1): Promise<string[]> {
    return fetchLastConsole(this.connection, this.id, reports);
  }
}
