import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { cellPieces } from "./cell-text.ts";
import { type PlotTable as Content, tabbedText } from "./table-content.ts";

/** Rows drawn at first, and added by each click. */
const ROWS = 200;

/** A table that a task reported, as a table: it can be read aloud, searched, marked and copied. */
export function PlotTable({ table }: { table: Content }) {
  const { texts } = useLanguage();
  const [shown, setShown] = useState(ROWS);
  const [isCopied, setCopied] = useState(false);
  const { columns, rows } = table;
  const copy = () => navigator.clipboard.writeText(tabbedText(table)).then(() => setCopied(true));
  return (
    <>
      <div class="plot-table">
        <table class="rows">
          {columns.length > 0 && (
            <thead>
              <tr>
                {columns.map((name, column) => (
                  <th key={column} scope="col">
                    <Cell value={name} />
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {rows.slice(0, shown).map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={column} class={typeof cell === "number" ? "number" : ""}>
                    <Cell value={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="tools">
        <button type="button" onClick={() => void copy()}>
          {isCopied ? texts.plots.copied : texts.plots.copy}
        </button>
        {rows.length > shown && (
          <button type="button" onClick={() => setShown(shown + ROWS)}>
            {texts.plots.moreRows(shown, rows.length)}
          </button>
        )}
      </div>
    </>
  );
}

function Cell({ value }: { value: unknown }) {
  return (
    <>
      {cellPieces(value, location.origin).map(({ text, href }, index) =>
        href === undefined ? (
          <span key={index}>{text}</span>
        ) : href.startsWith("/") ? (
          <Link key={index} href={href}>
            {text}
          </Link>
        ) : (
          <a key={index} href={href} rel="noreferrer">
            {text}
          </a>
        ),
      )}
    </>
  );
}
