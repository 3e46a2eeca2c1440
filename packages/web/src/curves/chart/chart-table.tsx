import { useState } from "preact/hooks";
import { useLanguage } from "../../language/language-context.tsx";
import type { CurveAxis } from "../../view-state/task/curve-state.ts";
import { axisTitle } from "../axis.ts";
import { alignedCurves } from "./aligned-curves.ts";

interface ChartTableProps {
  name: string;
  curves: readonly { name: string; x: readonly number[]; y: readonly number[] }[];
  axis: CurveAxis;
}

/** The points of a chart as a table, made when somebody opens it. */
export function ChartTable({ name, curves, axis }: ChartTableProps) {
  const { texts } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.curves.table}</summary>
      {isOpen && <Points name={name} curves={curves} axis={axis} />}
    </details>
  );
}

function Points({ name, curves, axis }: ChartTableProps) {
  const { texts, formats } = useLanguage();
  const [places = [], ...columns] = alignedCurves(
    curves.map(({ x, y }) => ({ x, y })),
    { isLog: false, isLogX: false },
  );
  const placeText = (place: number) => {
    switch (axis) {
      case "iter":
        return String(place);
      case "timestamp":
        return formats.moment(new Date(place));
      case "relative":
        return formats.duration(place / 1000);
      default:
        return formats.measure(place);
    }
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the arrow keys
    <section class="points" tabIndex={0} aria-label={`${name}: ${texts.curves.table}`}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{axisTitle(axis, texts.curves.axes)}</th>
            {curves.map((curve) => (
              <th key={curve.name} scope="col" class="number">
                {curve.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place, row) => (
            <tr key={place}>
              <th scope="row">{placeText(place ?? 0)}</th>
              {columns.map((column, index) => (
                <td key={curves[index]?.name} class="number" title={String(column[row] ?? "")}>
                  {typeof column[row] === "number" && formats.measure(column[row])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
