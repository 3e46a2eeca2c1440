import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { CurveRange } from "../view-state/curve-state.ts";

/** A curve to draw: positions and values of one length; the envelope where values stand for many. */
export interface ChartCurve {
  name: string;
  x: readonly number[];
  y: readonly number[];
  least?: readonly number[] | undefined;
  greatest?: readonly number[] | undefined;
  colour: string;
}

interface ChartProps {
  curves: readonly ChartCurve[];
  /** Whether x is milliseconds since the epoch. */
  isTime?: boolean;
  /** Whether y is drawn logarithmically; values that are not above zero are left out. */
  isLog?: boolean;
  /** The part that is shown; all of it when undefined. */
  range: CurveRange | undefined;
  /** Called when somebody marks a part, and with undefined on a double click. */
  onRange: (range: CurveRange | undefined) => void;
}

const HEIGHT = 220;

/** Draws curves; this file alone knows the library that does. */
export function Chart({ curves, isTime = false, isLog = false, range, onRange }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const tell = useRef(onRange);
  tell.current = onRange;
  useEffect(() => {
    const element = place.current;
    if (!element || curves.length === 0) {
      return;
    }
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        ms: 1,
        series: [{}, ...curves.flatMap(seriesOf)],
        bands: curves.flatMap((curve, index) => bandsOf(curves, curve, index)),
        scales: {
          x: { time: isTime, ...(range && { min: range.min, max: range.max }) },
          y: { distr: isLog ? 3 : 1 },
        },
        axes: [axis(), axis()],
        legend: { show: false },
        cursor: { drag: { x: true, y: false, setScale: false } },
        hooks: {
          setSelect: [
            (chart) => {
              const { left, width } = chart.select;
              if (width > 4) {
                tell.current({
                  min: Math.floor(chart.posToVal(left, "x")),
                  max: Math.ceil(chart.posToVal(left + width, "x")),
                });
              }
            },
          ],
        },
      },
      alignedData(curves, isLog),
      element,
    );
    plot.over.addEventListener("dblclick", () => tell.current(undefined));
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
  }, [curves, isTime, isLog, range]);
  return <div class="chart" ref={place} />;
}

/** The mean as a line, and the two edges of its envelope as pale ones: a spike of one point has no area to fill. */
function seriesOf({ name, colour, least }: ChartCurve): uPlot.Series[] {
  const edge: uPlot.Series = { stroke: pale(colour, 60), points: { show: false }, width: 1, spanGaps: true };
  const line: uPlot.Series = { label: name, stroke: colour, width: 1.5, spanGaps: true };
  return least ? [line, edge, edge] : [line];
}

function pale(colour: string, percent: number): string {
  return `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
}

/** The area between the edges of an envelope; `uPlot` counts series from 1, behind the axis. */
function bandsOf(curves: readonly ChartCurve[], { least, colour }: ChartCurve, index: number): uPlot.Band[] {
  if (!least) {
    return [];
  }
  const line = 1 + curves.slice(0, index).reduce((count, curve) => count + (curve.least ? 3 : 1), 0);
  return [{ series: [line + 2, line + 1], fill: pale(colour, 30) }];
}

function axis(): uPlot.Axis {
  const style = getComputedStyle(document.documentElement);
  const line = style.getPropertyValue("--line");
  return {
    stroke: style.getPropertyValue("--dim"),
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
    size: 48,
  };
}

/** All curves over one x axis, with gaps where one has no point. */
function alignedData(curves: readonly ChartCurve[], isLog: boolean): uPlot.AlignedData {
  const drawable = (values: readonly number[]) => values.map((value) => (isLog && value <= 0 ? null : value));
  return uPlot.join(
    curves.map(({ x, y, least, greatest }) => [
      [...x],
      drawable(y),
      ...(least && greatest ? [drawable(least), drawable(greatest)] : []),
    ]) as uPlot.AlignedData[],
  );
}
