import type { JoinedTaskRecord, ParameterItem } from "@clearml-ts/protocol";
import { AddParameter } from "../actions/add-parameter.tsx";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { LinkedText } from "../references/linked-text.tsx";

/** The parameters of a task by section; those of a draft can be changed, removed and added to. */
export function Parameters({ task }: { task: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const isDraft = task.status === "created";
  const change = useChange((item: ParameterItem) =>
    callApi("tasks.edit_hyper_params", { task: task.id, hyperparams: [item] }),
  );
  const remove = useChange(({ section, name }: ParameterItem) =>
    callApi("tasks.delete_hyper_params", { task: task.id, hyperparams: [{ section, name }] }),
  );
  const sections = Object.entries(task.hyperparams ?? {});
  if (sections.length === 0 && !isDraft) {
    return null;
  }
  return (
    <>
      <h2>{texts.task.parameters}</h2>
      <Problem error={change.error ?? remove.error} />
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
                  {isDraft ? (
                    <input
                      aria-label={`${section}/${item.name}`}
                      value={item.value}
                      onChange={(event) => change.mutate({ ...item, value: event.currentTarget.value })}
                    />
                  ) : (
                    <LinkedText text={item.value} withNames />
                  )}
                </td>
                <td class="dim">{item.type}</td>
                {isDraft && (
                  <td>
                    <button
                      type="button"
                      class="quiet"
                      aria-label={texts.actions.removeParameter(`${section}/${item.name}`)}
                      onClick={() => remove.mutate(item)}
                    >
                      ✕
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {isDraft && <AddParameter task={task.id} />}
    </>
  );
}
