import type { ComponentChildren } from "preact";
import type { ComparedRow } from "./compared-rows.ts";
import { RunName } from "./run-name.tsx";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface ComparedTableProps<Value> {
  compared: ComparedTasks;
  rows: readonly ComparedRow<Value>[];
  /** The content of a cell. */
  children: (value: Value) => ComponentChildren;
}

/** Facts about tasks, a column a task; those that differ stand out. */
export function ComparedTable<Value>({ compared, rows, children }: ComparedTableProps<Value>) {
  return (
    <div class="compared">
      <table class="rows">
        <thead>
          <tr>
            <td />
            {compared.tasks.map((task) => (
              <th key={task.id} scope="col">
                <RunName task={task} look={compared.looks.get(task.id)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ section, name, values, differs }) => (
            <tr key={`${section}\n${name}`} class={differs ? "differs" : ""}>
              <th scope="row">
                {section !== "" && <span class="dim">{`${section}/`}</span>}
                {name}
              </th>
              {compared.tasks.map(({ id }, index) => {
                const value = values[index];
                return <td key={id}>{value !== undefined && children(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
