import { useMemo, useState } from "preact/hooks";
import { useLanguage } from "../../language/language-context.tsx";
import { Notice } from "../../looks/notice.tsx";
import type { Figure } from "../figure.ts";
import { figureTables } from "./figure-tables.ts";
import { PlotTable } from "./plot-table.tsx";

interface FigureTableProps {
  figure: Figure;
  /** The name that readers of screens hear. */
  name: string;
}

/** The numbers behind a drawing as tables, made when somebody opens them. */
export function FigureTable({ figure, name }: FigureTableProps) {
  const { texts } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="figure-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.curves.table}</summary>
      {isOpen && <Tables figure={figure} name={name} />}
    </details>
  );
}

function Tables({ figure, name }: FigureTableProps) {
  const { texts } = useLanguage();
  const tables = useMemo(() => figureTables(figure), [figure]);
  return (
    <>
      {tables.length === 0 && <Notice kind="empty">{texts.plots.noNumbers}</Notice>}
      {tables.map((table, index) => (
        <section key={index}>
          {table.name !== "" && <h3>{table.name}</h3>}
          <PlotTable name={`${name} ${table.name}`} table={table} />
        </section>
      ))}
    </>
  );
}
