import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Formats } from "../../language/formats.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { resolvedColour } from "../../looks/colours/colours.ts";
import { useScheme } from "../../looks/colours/use-scheme.ts";
import { axisMetric, type CurveAxis, type CurveRange } from "../../view-state/task/curve-state.ts";
import { alignedCurves } from "./aligned-curves.ts";
import { type ChartCurve, curveKey } from "./chart-curve.ts";
import { ChartTable } from "./chart-table.tsx";
import { Legend } from "./legend.tsx";
import "./chart.css";

interface ChartProps {
  /** The name that readers of screens hear. */
  name: string;
  curves: readonly ChartCurve[];
  axis?: CurveAxis;
  /** Whether values are drawn logarithmically; those that are not above zero are left out. */
  isLog?: boolean;
  /** The same of the horizontal axis. */
  isLogX?: boolean;
  /** The part that is shown; all of it when undefined. */
  range?: CurveRange | undefined;
  /** Called when somebody marks a part, and with undefined on a double click. */
  onRange?: (range: CurveRange | undefined) => void;
  /** The keys of curves that are not drawn. @default all are drawn */
  hidden?: ReadonlySet<string>;
  /** Called when somebody hides or shows one. */
  onHidden?: (hidden: ReadonlySet<string>) => void;
  /** Whether it is on the screen: a drawing holds memory. @default true */
  isShown?: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** Draws curves, with their values below and as a table; this file alone knows the library that draws. */
export function Chart({
  name,
  curves,
  axis = "iter",
  isLog = false,
  isLogX = false,
  range,
  onRange,
  hidden = NONE,
  onHidden = () => {},
  isShown = true,
}: ChartProps) {
  const { formats } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const tell = useRef(onRange);
  tell.current = onRange;
  const scheme = useScheme();
  const drawn = useRef<uPlot>();
  /** The position under the mouse. */
  const [at, setAt] = useState<number>();
  const visible = useMemo(() => curves.filter((curve) => !hidden.has(curveKey(curve))), [curves, hidden]);
  const shape = JSON.stringify([...visible.map(shapeOf), axis, isLog, isLogX, range]);
  useEffect(() => {
    const element = place.current;
    if (!element || !isShown || visible.length === 0) {
      return;
    }
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: element.clientHeight,
        ms: 1,
        padding: [8, 12, 0, 0],
        series: [{}, ...visible.flatMap(seriesOf)],
        bands: visible.flatMap((curve, index) => bandsOf(visible, curve, index)),
        scales: {
          x: {
            time: axis === "timestamp",
            distr: isLogX ? 3 : 1,
            ...(range && { range: [range.min, range.max] as uPlot.Range.MinMax }),
          },
          y: { distr: isLog ? 3 : 1 },
        },
        axes: [
          { ...lines(), ...acrossAxis(axis, formats) },
          { ...lines(), size: widthOf },
        ],
        legend: { show: false },
        focus: { alpha: visible.length > 1 ? 0.35 : 1 },
        cursor: {
          y: false,
          drag: { x: true, y: false, setScale: false },
          focus: { prox: 24 },
          sync: sharedMouse(axis),
        },
        hooks: {
          setCursor: [({ cursor, data }) => setAt(cursor.idx == null ? undefined : data[0][cursor.idx])],
          setSelect: [
            (chart) => {
              const { left, width } = chart.select;
              if (width > 4) {
                tell.current?.(markedPart(axis, chart.posToVal(left, "x"), chart.posToVal(left + width, "x")));
              }
            },
          ],
        },
      },
      alignedCurves(visible, { isLog, isLogX }) as uPlot.AlignedData,
      element,
    );
    drawn.current = plot;
    plot.over.addEventListener("dblclick", () => tell.current?.(undefined));
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: element.clientHeight }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.current = undefined;
      plot.destroy();
    };
  }, [shape, scheme, formats, isShown]);
  // New points of a running task leave alone what somebody is marking.
  useEffect(() => {
    drawn.current?.setData(alignedCurves(visible, { isLog, isLogX }) as uPlot.AlignedData);
  }, [visible]);
  return (
    <>
      <div class="chart" ref={place} role="img" aria-label={name} />
      <Legend curves={curves} at={at} hidden={hidden} onHidden={onHidden} />
      <ChartTable name={name} curves={curves} axis={axis} />
    </>
  );
}

/** Charts along one axis show the same position: where the mouse is in one of them, and nothing else that it does. */
function sharedMouse(axis: CurveAxis): uPlot.Cursor.Sync {
  const isShared = (event: string) => event === "mousemove" || event === "mouseleave";
  return { key: axis, setSeries: false, scales: ["x", null], filters: { pub: isShared } };
}

/** Iterations and milliseconds are whole numbers; values of a metric are as exact as a screen is. */
function markedPart(axis: CurveAxis, min: number, max: number): CurveRange {
  return axisMetric(axis)
    ? { min: Number(min.toPrecision(6)), max: Number(max.toPrecision(6)) }
    : { min: Math.floor(min), max: Math.ceil(max) };
}

/** All of a curve but its numbers. */
function shapeOf({ name, colour, isDashed, isStepped, unsmoothed, least }: ChartCurve) {
  return [name, colour, isDashed, isStepped, unsmoothed !== undefined, least !== undefined];
}

/**
 * The line, the values before smoothing and the two edges of the envelope as pale ones: a spike of one point has no area to fill.
 * In the order of `alignedCurves`.
 */
function seriesOf({ name, colour, isDashed, isStepped, unsmoothed, least }: ChartCurve): uPlot.Series[] {
  const stroke = resolvedColour(colour);
  const pale = (percent: number): uPlot.Series => ({
    stroke: mixed(stroke, percent),
    points: { show: false },
    width: 1,
    spanGaps: true,
  });
  const line: uPlot.Series = {
    label: name,
    stroke,
    width: 1.5,
    spanGaps: true,
    ...(isDashed && { dash: [6, 4] }),
    ...(isStepped && uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1 }) }),
  };
  return [line, ...(unsmoothed ? [pale(35)] : []), ...(least ? [pale(60), pale(60)] : [])];
}

function mixed(colour: string, percent: number): string {
  return `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
}

/** The area between the edges of an envelope; `uPlot` counts series from 1, behind the axis. */
function bandsOf(
  curves: readonly ChartCurve[],
  { unsmoothed, least, colour }: ChartCurve,
  index: number,
): uPlot.Band[] {
  if (!least) {
    return [];
  }
  const line = 1 + curves.slice(0, index).reduce((count, curve) => count + seriesOf(curve).length, 0);
  const edge = line + (unsmoothed ? 2 : 1);
  return [{ series: [edge + 1, edge], fill: mixed(resolvedColour(colour), 30) }];
}

function lines(): uPlot.Axis {
  const style = getComputedStyle(document.documentElement);
  const line = resolvedColour(style.getPropertyValue("--line"));
  return {
    stroke: resolvedColour(style.getPropertyValue("--dim")),
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
    size: 48,
  };
}

/** The width of the vertical axis in pixels: its numbers are as long as they are. */
function widthOf(_chart: uPlot, numbers: readonly string[] | null): number {
  return Math.max(48, 20 + 7 * Math.max(...(numbers ?? []).map((number) => number.length)));
}

/** Seconds, minutes, hours and days where ten and hundreds of milliseconds would be. */
const STEPS = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800];

/** Iterations are whole numbers: nothing is between two of them. */
const WHOLE = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

/** The numbers at the horizontal axis: those of time need two lines. */
function acrossAxis(axis: CurveAxis, { duration, momentsAlong }: Formats): uPlot.Axis {
  switch (axis) {
    case "timestamp":
      return {
        values: (_chart, places, _axis, _space, step) =>
          momentsAlong(
            places.map((place) => new Date(place)),
            step,
          ),
        space: 80,
      };
    case "iter":
      return { incrs: WHOLE, size: 30 };
    case "relative":
      return {
        incrs: [100, ...STEPS.map((seconds) => seconds * 1000)],
        values: (_chart, places) => places.map((milliseconds) => duration(milliseconds / 1000)),
        ...{ space: 80, size: 30 },
      };
    default:
      return { size: 30 };
  }
}
