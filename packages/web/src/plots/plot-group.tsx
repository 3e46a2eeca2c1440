import type { PlotEvent, ReplyOf } from "@clearml-ts/protocol";
import { useQuery } from "@tanstack/preact-query";
import { useMemo, useRef } from "preact/hooks";
import { type CallError, callApi } from "../api/api.ts";
import { useInSight } from "../in-sight/use-in-sight.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Dialog } from "../looks/dialog/dialog.tsx";
import { EnlargeButton } from "../looks/enlarge-button.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { askPlots } from "./ask-plots.ts";
import { readFigure } from "./figure.ts";
import { PlotlyPlot } from "./plotly/plotly-plot.tsx";
import { FigureTable } from "./tables/figure-table.tsx";
import { PlotTable } from "./tables/plot-table.tsx";
import { tablesOf } from "./tables/table-content.ts";

interface PlotGroupProps {
  task: string;
  metric: string;
  /** The names of its variants. */
  variants: readonly string[];
  /** The iteration to show, or the last one before it; the newest plot of every variant when undefined. */
  iteration: number | undefined;
  onIteration: (iteration: number | undefined) => void;
  /** The plot that is shown over the whole page, by its name. */
  large: string | undefined;
  onLarge: (name: string | undefined) => void;
  every: number | undefined;
}

/** The plots of one metric, a card a variant, of the newest iteration or of an earlier one. */
export function PlotGroup({ task, metric, variants, iteration, onIteration, large, onLarge, every }: PlotGroupProps) {
  const { texts } = useLanguage();
  const words = texts.plots;
  const place = useRef<HTMLElement>(null);
  // A link to a plot that is shown over the page may lead to one far below.
  const isLarge = variants.some((variant) => plotName(metric, variant) === large);
  const isInSight = useInSight(place) || isLarge;
  const newest = useQuery<PlotEvent[], CallError>({
    queryKey: ["plots", task, metric],
    queryFn: () => askPlots({ task, metric, variants: variants.length }),
    enabled: isInSight,
    ...(every !== undefined && { refetchInterval: every }),
  });
  const earlier = useQuery<ReplyOf<"events.get_plot_sample">, CallError>({
    queryKey: ["plots", task, metric, iteration],
    queryFn: () => callApi("events.get_plot_sample", { task, metric, ...(iteration !== undefined && { iteration }) }),
    enabled: isInSight && iteration !== undefined,
  });
  const plots = (iteration === undefined ? newest.data : earlier.data?.events) ?? [];
  const shown = Math.max(...plots.map(({ iter = 0 }) => iter));
  const last = Math.max(...(newest.data ?? []).map(({ iter = 0 }) => iter));
  const first = earlier.data?.min_iteration;
  const error = newest.error ?? earlier.error;
  const hasEarlier = shown > (first ?? 0);
  const hasNewer = iteration !== undefined && shown < last;
  return (
    <section class="plot-group" ref={place} aria-label={metric}>
      <h2>
        {metric}{" "}
        {plots.length > 0 && (hasEarlier || hasNewer) && (
          <span class="tools inline">
            <button
              type="button"
              aria-label={words.earlier(metric)}
              disabled={!hasEarlier}
              onClick={() => onIteration(shown - 1)}
            >
              ‹
            </button>
            <span class="dim">{words.iteration(shown)}</span>
            <button
              type="button"
              aria-label={words.newest(metric)}
              disabled={!hasNewer}
              onClick={() => onIteration(undefined)}
            >
              ›
            </button>
          </span>
        )}
      </h2>
      <Problem error={error} />
      <div class="plots">
        {plots.map((plot) => (
          <Plot key={plot.variant} plot={plot} shown={shown} large={large} onLarge={onLarge} />
        ))}
      </div>
      {plots.length === 0 && isInSight && newest.data !== undefined && !earlier.isFetching && (
        <Notice kind="empty">{words.noPlot}</Notice>
      )}
    </section>
  );
}

function plotName(metric: string, variant: string): string {
  return `${metric} ${variant}`.trim();
}

interface PlotProps extends Pick<PlotGroupProps, "large" | "onLarge"> {
  plot: PlotEvent;
  /** The iteration that is said above all plots of the metric. */
  shown: number;
}

function Plot({ plot, shown, large, onLarge }: PlotProps) {
  const { texts } = useLanguage();
  const { variant = "", metric = "", iter = 0, plot_str: text } = plot;
  const figure = useMemo(() => readFigure(text), [text]);
  const tables = useMemo(() => figure && tablesOf(figure), [figure]);
  const name = plotName(metric, variant);
  const isDrawn = figure !== undefined && tables === undefined;
  const isTitled = variant !== "" || iter !== shown;
  return (
    <div class="card plot">
      {(isTitled || isDrawn) && (
        <header>
          {isTitled && (
            <h3>
              {variant} {iter !== shown && <span class="dim">{texts.plots.iteration(iter)}</span>}
            </h3>
          )}
          {isDrawn && <EnlargeButton name={name} onClick={() => onLarge(name)} />}
        </header>
      )}
      {figure === undefined && <Notice kind="error">{texts.plots.notFigure}</Notice>}
      {tables?.map((table, index) => (
        <PlotTable key={index} name={name} table={table} />
      ))}
      {figure && !tables && (
        <>
          <PlotlyPlot figure={figure} name={name} />
          <FigureTable figure={figure} name={name} />
        </>
      )}
      {isDrawn && large === name && (
        <Dialog title={name} isLarge onClose={() => onLarge(undefined)}>
          <PlotlyPlot figure={figure} name={name} />
        </Dialog>
      )}
    </div>
  );
}
