import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import type { ColumnKey } from "../../view-state/table-state.ts";
import type { Column } from "./columns.ts";

/** The columns of numbers: those of metrics and sizes, and those of parameters of which every value is one. */
export function numberColumns(tasks: readonly JoinedTaskRecord[], columns: readonly Column[]): ReadonlySet<ColumnKey> {
  const holdsNumbers = ({ isNumber = false, key, text }: Column) => {
    if (isNumber || !key.startsWith("parameter:")) {
      return isNumber;
    }
    const given = tasks.map(text).filter((value) => value !== "");
    return given.length > 0 && given.every((value) => Number.isFinite(Number(value)));
  };
  return new Set(columns.filter(holdsNumbers).map(({ key }) => key));
}
