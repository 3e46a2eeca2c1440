import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import "./data-grid.css";

/** Rows drawn at first, and added by each click. */
const ROWS = 200;

interface DataGridProps<Value> {
  /** The name that readers of screens hear. */
  name: string;
  /** Empty where there is no header. */
  columns: readonly Value[];
  rows: readonly (readonly Value[])[];
  /** A cell as it is shown. */
  show: (value: Value) => ComponentChildren;
  isNumber: (value: Value, column: number) => boolean;
  /** The table as text that spreadsheets take. */
  copied: () => string;
}

/** A table of somebody's data: it can be read aloud, searched, marked and copied. */
export function DataGrid<Value>({ name, columns, rows, show, isNumber, copied }: DataGridProps<Value>) {
  const { texts } = useLanguage();
  const words = texts.grid;
  const [shown, setShown] = useState(ROWS);
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(copied()).then(() => setCopied(true));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the arrow keys */}
      <section class="data-grid" tabIndex={0} aria-label={name}>
        <table class="rows">
          {columns.length > 0 && (
            <thead>
              <tr>
                {columns.map((name, column) => {
                  const place = rows[0] && isNumber(rows[0][column] as Value, column) ? "number" : "";
                  // Python's tables have an index without a name.
                  return name === "" ? (
                    <td key={column} />
                  ) : (
                    <th key={column} scope="col" class={place}>
                      {show(name)}
                    </th>
                  );
                })}
              </tr>
            </thead>
          )}
          <tbody>
            {rows.slice(0, shown).map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={column} class={isNumber(cell, column) ? "number" : ""}>
                    {show(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="tools">
        {/* Browsers have a clipboard for pages of this machine and of https alone. */}
        {"clipboard" in navigator && (
          <button type="button" onClick={() => void copy()}>
            {isCopied ? words.copied : words.copy}
          </button>
        )}
        {rows.length > shown && (
          <button type="button" onClick={() => setShown(shown + ROWS)}>
            {words.moreRows(shown, rows.length)}
          </button>
        )}
      </div>
    </>
  );
}
