import type { JoinedTaskRecord, ParameterItem } from "@clearml-ts/protocol";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { Notice } from "../looks/notice.tsx";

/** The parameters of a task by section; those of a draft can be changed. */
export function Parameters({ task }: { task: JoinedTaskRecord }) {
  const change = useChange((item: ParameterItem) =>
    callApi("tasks.edit_hyper_params", { task: task.id, hyperparams: [item] }),
  );
  const sections = Object.entries(task.hyperparams ?? {});
  if (sections.length === 0) {
    return null;
  }
  return (
    <>
      <h2>Parameters</h2>
      {change.error && <Notice kind="error">{change.error.message}</Notice>}
      {sections.map(([section, items]) => (
        <table class="rows parameters" key={section}>
          <caption>{section}</caption>
          <tbody>
            {Object.values(items).map((item) => (
              <tr key={item.name}>
                <th scope="row" title={item.description}>
                  {item.name}
                </th>
                <td>
                  {task.status === "created" ? (
                    <input
                      aria-label={`${section}/${item.name}`}
                      value={item.value}
                      onChange={(event) => change.mutate({ ...item, value: event.currentTarget.value })}
                    />
                  ) : (
                    item.value
                  )}
                </td>
                <td class="dim">{item.type}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}
