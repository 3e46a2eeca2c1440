import { useMemo } from "preact/hooks";
import { DataGrid } from "../looks/data-grid.tsx";
import { csvGrid } from "./csv-grid.ts";
import type { FileStart } from "./file-start.ts";

interface GridProps extends FileStart {
  name: string;
}

/** The beginning of a table; loaded with the reader of CSV when somebody looks into one. */
export function Grid({ name, text, isWhole }: GridProps) {
  const { columns, rows, areNumbers } = useMemo(() => csvGrid(text, isWhole), [text, isWhole]);
  return (
    <DataGrid
      name={name}
      columns={columns}
      rows={rows}
      show={(value) => value}
      isNumber={(_, column) => areNumbers[column] ?? false}
      copied={() => [columns, ...rows].map((cells) => cells.join("\t")).join("\n")}
    />
  );
}
