import { useId, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { axisMetric, type CurveAxis, type CurveName, isFixedAxis, metricAxis } from "../view-state/task/curve-state.ts";
import { curveTitle } from "./axis.ts";

/** Metrics offered at once: a task may have very many. */
const MOST_OFFERED = 100;

interface AxisSelectProps {
  axis: CurveAxis;
  /** The curves along which others can be drawn. */
  metrics: readonly CurveName[];
  onChange: (axis: CurveAxis) => void;
}

/** Chooses what curves are drawn along: one of the axes that all have, or a metric by typing a part of its name. */
export function AxisSelect({ axis, metrics, onChange }: AxisSelectProps) {
  const { texts } = useLanguage();
  const words = texts.curves;
  const chosen = axisMetric(axis);
  const [isChoosing, setChoosing] = useState(false);
  const [typed, setTyped] = useState(chosen ? curveTitle(chosen) : "");
  const names = useId();
  const isMetric = chosen !== undefined || isChoosing;
  const offered = metrics.map(curveTitle).filter((title) => title.toLowerCase().includes(typed.toLowerCase()));
  const type = (text: string) => {
    setTyped(text);
    const found = metrics.find((name) => curveTitle(name) === text);
    if (found) {
      onChange(metricAxis(found));
    }
  };
  return (
    <>
      <select
        aria-label={words.axis}
        value={isMetric ? "metric" : axis}
        onChange={({ currentTarget: { value } }) => {
          setChoosing(!isFixedAxis(value));
          if (isFixedAxis(value)) {
            onChange(value);
          }
        }}
      >
        {Object.entries(words.axes).map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
        <option value="metric">{words.anotherMetric}</option>
      </select>
      {isMetric && (
        <>
          <input
            list={names}
            aria-label={words.metricAcross}
            placeholder={words.metricAcross}
            value={typed}
            onInput={(event) => type(event.currentTarget.value)}
          />
          <datalist id={names}>
            {offered.slice(0, MOST_OFFERED).map((title) => (
              <option key={title} value={title} />
            ))}
          </datalist>
        </>
      )}
    </>
  );
}
