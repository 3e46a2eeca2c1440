import { Link } from "wouter-preact";
import { DataGrid } from "../../looks/data-grid.tsx";
import { cellPieces, isNumeric } from "./cell-text.ts";
import { type PlotTable as Content, tabbedText } from "./table-content.ts";

interface PlotTableProps {
  name: string;
  table: Content;
}

/** A table that a task reported, as a table. */
export function PlotTable({ name, table }: PlotTableProps) {
  return (
    <DataGrid
      name={name}
      columns={table.columns}
      rows={table.rows}
      show={(value) => <Cell value={value} />}
      isNumber={(value) => isNumeric(value)}
      copied={() => tabbedText(table)}
    />
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
