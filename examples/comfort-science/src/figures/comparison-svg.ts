import { type MetricName, type Metrics, metrics, metricsOf } from "../training/scores/metrics.ts";
import type { ModelComparison, TrainingResult } from "../training/training-result.ts";

const WIDTH = 860;
const ROW = 34;
const TOP = 96;
const BOTTOM = 46;
const PLOT = { left: 190, right: 510 } as const;
const COLUMN = 80;

// Half-tones that read on white and on black; what lies behind the picture shows through.
const STYLE = `
  text { font: 14px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #6e7681 }
  .title { font-size: 18px; font-weight: 600 }
  .small { font-size: 12px }
  .best { font-weight: 600; fill: #2f81f7 }
  .number { text-anchor: end; font-variant-numeric: tabular-nums }
  .bar { fill: #8b949e; opacity: 0.75 } .bar.best { fill: #2f81f7; opacity: 1 }
  .whisker { stroke: #e3873b; stroke-width: 2; fill: #e3873b }
  .grid { stroke: #8b949e; opacity: 0.35 } .axis { stroke: #6e7781 }
  @media (prefers-color-scheme: dark) { text { fill: #adbac7 } .best { fill: #539bf5 } .bar.best { fill: #539bf5 } }`;

/** Draws the comparison as a picture that stands alone: the main metric as bars, the other metrics as numbers. */
export function comparisonSvg(result: TrainingResult): string {
  const { comparison, mainMetric, task } = result;
  const shown = metricsOf(task).filter((metric) => comparison.some(({ test }) => test[metric] !== undefined));
  const height = TOP + ROW * comparison.length + BOTTOM;
  const scale = linearScale(comparison, mainMetric);
  const folds = comparison[0]?.validation.folds ?? 0;
  const held = comparison[0]?.rows.test ?? 0;
  const bottom = TOP + ROW * comparison.length;
  const caption = `Bars and numbers: ${held.toLocaleString("en")} rows of held-out groups, looked at once.`;
  const whiskers = `Orange: mean ± deviation of ${folds}-fold cross-validation by group, which chose the best.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${mainMetric} by model">`,
    `<style>${STYLE}\n</style>`,
    text(20, 30, `${mainMetric} on groups not seen in training`, "title"),
    text(20, 52, `${metrics[mainMetric].better} is better`, "small"),
    ...shown.map((metric, index) => text(columnX(index), TOP - 14, metric, "number small")),
    ...scale.ticks.flatMap((tick) => [
      line({ x1: scale.x(tick), x2: scale.x(tick), y1: TOP - 6, y2: bottom }, tick === 0 ? "axis" : "grid"),
      text(scale.x(tick), TOP - 14, signed(String(tick)), "small", "middle"),
    ]),
    ...comparison.flatMap((model, index) => modelRow(model, { result, scale, shown, y: TOP + ROW * index })),
    text(20, bottom + 20, caption, "small"),
    text(20, bottom + 37, whiskers, "small"),
    "</svg>",
    "",
  ].join("\n");
}

interface Scale {
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
}

function modelRow(
  model: ModelComparison,
  { result, scale, shown, y }: { result: TrainingResult; scale: Scale; shown: readonly MetricName[]; y: number },
): string[] {
  const { mainMetric, best } = result;
  const mark = model.name === best.name ? " best" : "";
  const value = model.test[mainMetric] ?? 0;
  const [from, to] = [scale.x(Math.min(0, value)), scale.x(Math.max(0, value))];
  const mean = model.validation.mean[mainMetric];
  const spread = model.validation.std[mainMetric] ?? 0;
  const middle = y + ROW / 2;
  return [
    text(20, middle + 5, spaced(model.name), mark.trim()),
    `<rect class="bar${mark}" x="${fixed(from)}" y="${y + 7}" width="${fixed(Math.max(1, to - from))}" height="${ROW - 14}" rx="2"/>`,
    ...(mean === undefined
      ? []
      : [
          line({ x1: scale.x(mean - spread), x2: scale.x(mean + spread), y1: middle, y2: middle }, "whisker"),
          `<circle class="whisker" cx="${fixed(scale.x(mean))}" cy="${middle}" r="2.5"/>`,
        ]),
    ...shown.map((metric, index) => text(columnX(index), middle + 5, digits(model.test, metric), `number${mark}`)),
  ];
}

/** A scale with room for zero, every value and its spread. */
function linearScale(comparison: readonly ModelComparison[], metric: MetricName): Scale {
  const values = comparison.flatMap(({ test, validation }) => {
    const mean = validation.mean[metric] ?? 0;
    const spread = validation.std[metric] ?? 0;
    return [test[metric] ?? 0, mean - spread, mean + spread];
  });
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const range = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(range / 4));
  const step = ([1, 2, 5, 10].find((nice) => range / (nice * power) <= 6) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const width = PLOT.right - PLOT.left;
  return {
    x: (value) => PLOT.left + ((value - first * step) / ((last - first) * step || 1)) * width,
    // `+ 0` makes minus zero zero.
    ticks: Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(6)) + 0),
  };
}

function columnX(index: number): number {
  return PLOT.right + COLUMN * (index + 1);
}

function digits(test: Metrics, metric: MetricName): string {
  const value = test[metric];
  return value === undefined ? "–" : signed(value.toFixed(metric === "MAPE" ? 1 : 3));
}

/** A number with a minus sign, which a hyphen is not, where it is below zero also after rounding. */
function signed(number: string): string {
  return Number(number) === 0 ? number.replace("-", "") : number.replace("-", "−");
}

/** GradientBoostedTrees reads better as Gradient boosted trees; CART stays what it is. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function text(x: number, y: number, content: string, className: string, anchor?: "middle"): string {
  const escaped = content.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign);
  const style = className === "" ? "" : ` class="${className}"`;
  return `<text x="${fixed(x)}" y="${fixed(y)}"${style}${anchor ? ` text-anchor="${anchor}"` : ""}>${escaped}</text>`;
}

function line({ x1, x2, y1, y2 }: Record<"x1" | "x2" | "y1" | "y2", number>, className: string): string {
  return `<line class="${className}" x1="${fixed(x1)}" x2="${fixed(x2)}" y1="${fixed(y1)}" y2="${fixed(y2)}"/>`;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
