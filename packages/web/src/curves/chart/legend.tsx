import { useLanguage } from "../../language/language-context.tsx";
import { placeOf } from "./aligned-curves.ts";
import { type ChartCurve, curveKey } from "./chart-curve.ts";

interface LegendProps {
  curves: readonly ChartCurve[];
  /** The position under the mouse. */
  at: number | undefined;
  /** The keys of curves that are not drawn. */
  hidden: ReadonlySet<string>;
  onHidden: (hidden: ReadonlySet<string>) => void;
}

/** The names of curves, with the values under the mouse, or else the last ones; a click on one of several hides or shows it. */
export function Legend({ curves, at, hidden, onHidden }: LegendProps) {
  const turn = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) {
      next.add(key);
    }
    onHidden(next);
  };
  return (
    <ul class="legend">
      {curves.map((curve) => {
        const key = curveKey(curve);
        const entry = <Entry curve={curve} at={at} />;
        return (
          <li key={key}>
            {curves.length === 1 ? (
              entry
            ) : (
              <button type="button" class="quiet" aria-pressed={!hidden.has(key)} onClick={() => turn(key)}>
                {entry}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Entry({ curve, at }: { curve: ChartCurve; at: number | undefined }) {
  const { texts, formats } = useLanguage();
  const { name, colour, isDashed, x, y, notFinite = 0 } = curve;
  const value = at === undefined ? y.at(-1) : y[placeOf(x, at)];
  return (
    <>
      <span class={`swatch ${isDashed ? "dashed" : ""}`} style={{ color: colour }} />{" "}
      <span class="name" title={name}>
        {name}
      </span>{" "}
      {value !== undefined && <b title={String(value)}>{formats.measure(value)}</b>}
      {notFinite > 0 && <span class="dim">{` ${texts.curves.notFinite(notFinite)}`}</span>}
    </>
  );
}
