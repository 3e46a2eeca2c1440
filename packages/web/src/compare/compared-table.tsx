import type { ComponentChildren } from "preact";
import { useLanguage } from "../language/language-context.tsx";
import type { ComparedRow } from "./compared-rows.ts";
import { RunName } from "./run-name.tsx";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ComparedTableProps<Value> {
  compared: ComparedTasks;
  rows: readonly ComparedRow<Value>[];
  /** Whether the values are numbers, one below the other. @default false */
  areNumbers?: boolean;
  /** Whether rows that differ stand out among others. @default false */
  marksDifferences?: boolean;
  /** Stands behind the name of a row. */
  aside?: (row: ComparedRow<Value>) => ComponentChildren;
  /** The indexes of the tasks whose values are better than all others of the row. @default those of none */
  bestIn?: (row: ComparedRow<Value>) => ReadonlySet<number>;
  /** The content of a cell. */
  children: (value: Value) => ComponentChildren;
}

/** Facts about tasks, a column a task. */
export function ComparedTable<Value>({
  compared,
  rows,
  areNumbers = false,
  marksDifferences = false,
  aside,
  bestIn,
  children,
}: ComparedTableProps<Value>) {
  const { texts } = useLanguage();
  const place = areNumbers ? "number" : "";
  return (
    <div class="compared">
      <table class="rows">
        <thead>
          <tr>
            <td />
            {compared.tasks.map((task) => (
              <th key={task.id} scope="col" class={place}>
                <RunName task={task} look={compared.looks.get(task.id)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { section, name, values, differs } = row;
            const best = bestIn?.(row);
            return (
              <tr key={`${section}\n${name}`} class={differs && marksDifferences ? "differs" : ""}>
                <th scope="row">
                  <span class="named">
                    <span>
                      {section !== "" && (
                        <>
                          <span class="dim">{`${section}/`}</span>
                          <wbr />
                        </>
                      )}
                      {name}
                    </span>
                    {aside?.(row)}
                  </span>
                </th>
                {compared.tasks.map(({ id }, index) => {
                  const value = values[index];
                  const isBest = best?.has(index) ?? false;
                  return (
                    <td key={id} class={isBest ? `${place} best` : place}>
                      {isBest && (
                        <>
                          <span aria-hidden="true">★ </span>
                          <span class="unseen">{texts.compare.best} </span>
                        </>
                      )}
                      {value !== undefined && children(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
