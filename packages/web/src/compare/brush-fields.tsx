import { useLanguage } from "../language/language-context.tsx";
import type { CompareState, QuantityKey } from "../view-state/compare-state.ts";
import type { CurveRange } from "../view-state/task/curve-state.ts";
import type { Quantity } from "./quantities.ts";

interface BrushFieldsProps {
  axes: readonly Quantity[];
  brushes: CompareState["brushes"];
  onBrush: (key: QuantityKey, range: CurveRange | undefined) => void;
}

/** The marked parts as fields, for whoever has no mouse or knows the number. */
export function BrushFields({ axes, brushes, onBrush }: BrushFieldsProps) {
  const { texts } = useLanguage();
  const words = texts.compare;
  return (
    <details>
      <summary>{words.ranges}</summary>
      <div class="tools">
        {axes
          .filter((axis) => axis.words === undefined)
          .map(({ key, title }) => {
            const { min, max } = brushes[key] ?? { min: -Infinity, max: Infinity };
            const set = (range: CurveRange) =>
              onBrush(key, range.min === -Infinity && range.max === Infinity ? undefined : range);
            return (
              <fieldset key={key} class="range">
                <legend>{title}</legend>
                <input
                  type="number"
                  step="any"
                  aria-label={words.least(title)}
                  value={Number.isFinite(min) ? min : ""}
                  onChange={({ currentTarget: { value } }) =>
                    set({ min: value === "" ? -Infinity : Number(value), max })
                  }
                />
                {" – "}
                <input
                  type="number"
                  step="any"
                  aria-label={words.greatest(title)}
                  value={Number.isFinite(max) ? max : ""}
                  onChange={({ currentTarget: { value } }) =>
                    set({ min, max: value === "" ? Infinity : Number(value) })
                  }
                />
              </fieldset>
            );
          })}
      </div>
    </details>
  );
}
