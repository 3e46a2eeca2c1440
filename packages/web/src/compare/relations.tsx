import { useMemo } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Panel } from "../looks/panel.tsx";
import type { CompareState, QuantityKey } from "../view-state/compare-state.ts";
import type { CurveRange } from "../view-state/task/curve-state.ts";
import { BrushFields } from "./brush-fields.tsx";
import { StatisticChoice } from "./compared-metrics.tsx";
import { ParallelPlot } from "./parallel-plot.tsx";
import { isWithin, type Quantity, quantitiesOf } from "./quantities.ts";
import { RunName } from "./run-name.tsx";
import { ScatterPlot } from "./scatter-plot.tsx";
import type { ComparedTasks } from "./use-compared-tasks.ts";

/** Axes that are drawn where nobody has chosen any. */
const USUAL_AXES = 6;

interface RelationsProps {
  compared: ComparedTasks;
  state: CompareState;
  onChange: (changes: Partial<CompareState>) => void;
}

/** How parameters and metrics go together: parallel coordinates and a scatter plot, and a table of the tasks that are marked. */
export function Relations({ compared, state, onChange }: RelationsProps) {
  const { texts } = useLanguage();
  const words = texts.compare;
  const { tasks } = compared;
  const { statistic, brushes } = state;
  const quantities = useMemo(() => quantitiesOf(tasks, statistic), [tasks, statistic]);
  const byKey = new Map(quantities.map((quantity) => [quantity.key, quantity]));
  const chosen = state.axes.flatMap((key) => byKey.get(key) ?? []);
  const axes = chosen.length > 0 ? chosen : usualAxes(quantities);
  const across = byKey.get(state.across ?? "") ?? axes[0];
  const up = byKey.get(state.up ?? "") ?? axes.at(-1);
  if (across === undefined || up === undefined) {
    return <Notice kind="empty">{words.noMetrics}</Notice>;
  }
  const brush = (key: QuantityKey, range: CurveRange | undefined) => {
    const { [key]: _, ...others } = brushes;
    onChange({ brushes: range ? { ...others, [key]: range } : others });
  };
  const toggle = (key: QuantityKey) => {
    const keys = axes.map((axis) => axis.key);
    const without = keys.filter((other) => other !== key);
    onChange({ axes: keys.includes(key) ? without : [...keys, key] });
  };
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <StatisticChoice statistic={statistic} onStatistic={(chosen) => onChange({ statistic: chosen })} />
        <Panel title={words.axes}>
          {quantities.map(({ key, title }) => (
            <label key={key} class="axis-choice">
              <input type="checkbox" checked={axes.some((axis) => axis.key === key)} onChange={() => toggle(key)} />{" "}
              {title}
            </label>
          ))}
        </Panel>
      </form>
      <h2>{words.parallel}</h2>
      <p class="dim">{words.howToBrush}</p>
      <ParallelPlot compared={compared} axes={axes} brushes={brushes} onBrush={brush} />
      <BrushFields axes={axes} brushes={brushes} onBrush={brush} />
      <MarkedRuns compared={compared} axes={axes} brushes={brushes} />
      <h2>{words.scatter}</h2>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <Choice
          title={words.across}
          quantities={quantities}
          chosen={across}
          onChoose={(key) => onChange({ across: key })}
        />
        <Choice title={words.up} quantities={quantities} chosen={up} onChoose={(key) => onChange({ up: key })} />
      </form>
      <ScatterPlot compared={compared} across={across} up={up} axes={axes} brushes={brushes} />
    </>
  );
}

/** Parameters on the left and metrics on the right, as many of each as fit. */
function usualAxes(quantities: readonly Quantity[]): Quantity[] {
  const isMetric = ({ key }: Quantity) => key.startsWith("metric:");
  const metrics = quantities.filter(isMetric).slice(0, USUAL_AXES / 2);
  const parameters = quantities.filter((quantity) => !isMetric(quantity)).slice(0, USUAL_AXES - metrics.length);
  return [...parameters, ...metrics];
}

interface ChoiceProps {
  title: string;
  quantities: readonly Quantity[];
  chosen: Quantity;
  onChoose: (key: QuantityKey) => void;
}

function Choice({ title, quantities, chosen, onChoose }: ChoiceProps) {
  return (
    <label>
      {title}{" "}
      <select value={chosen.key} onChange={(event) => onChoose(event.currentTarget.value)}>
        {quantities.map((quantity) => (
          <option key={quantity.key} value={quantity.key}>
            {quantity.title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface MarkedRunsProps {
  compared: ComparedTasks;
  axes: readonly Quantity[];
  brushes: CompareState["brushes"];
}

/** The tasks within the marked parts, with their values on the axes. */
function MarkedRuns({ compared: { tasks, looks }, axes, brushes }: MarkedRunsProps) {
  const { texts, formats } = useLanguage();
  const rows = tasks.map((task, index) => ({ task, index })).filter(({ index }) => isWithin(index, axes, brushes));
  return (
    <>
      <p class="dim">{texts.compare.chosen(rows.length, tasks.length)}</p>
      <div class="compared">
        <table class="rows marked">
          <thead>
            <tr>
              <th scope="col">{texts.compare.task}</th>
              {axes.map(({ key, title, words }) => (
                <th key={key} scope="col" class={words ? "" : "number"}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ task, index }) => (
              <tr key={task.id}>
                <td>
                  <RunName task={task} look={looks.get(task.id)} />
                </td>
                {axes.map(({ key, texts: values, places, words }) => {
                  const place = places[index];
                  return (
                    <td key={key} class={words ? "" : "number"} title={values[index]}>
                      {words || place === undefined ? values[index] : formats.measure(place)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
