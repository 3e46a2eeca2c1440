import type { ComponentChildren } from "preact";
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
  /** The content of a cell. */
  children: (value: Value) => ComponentChildren;
}

/** Facts about tasks, a column a task. */
export function ComparedTable<Value>({
  compared,
  rows,
  areNumbers = false,
  marksDifferences = false,
  children,
}: ComparedTableProps<Value>) {
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
          {rows.map(({ section, name, values, differs }) => (
            <tr key={`${section}\n${name}`} class={differs && marksDifferences ? "differs" : ""}>
              <th scope="row">
                {section !== "" && <span class="dim">{`${section}/`}</span>}
                {name}
              </th>
              {compared.tasks.map(({ id }, index) => {
                const value = values[index];
                return (
                  <td key={id} class={place}>
                    {value !== undefined && children(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
