import { useId, useState } from "preact/hooks";
import { useReply } from "../../api/use-reply.ts";
import { useLanguage } from "../../language/language-context.tsx";
import type { ParameterFilter } from "../../view-state/table-state.ts";
import type { ParameterName } from "../columns/column-offers.ts";

/** Names and values offered at once. */
const MOST_OFFERED = 100;

interface ParameterFilterFormProps {
  project: string;
  parameters: readonly ParameterName[];
  onAdd: (filter: ParameterFilter) => void;
}

/** Asks for a parameter by a part of its name, and for one of the values that tasks have of it. */
export function ParameterFilterForm({ project, parameters, onAdd }: ParameterFilterFormProps) {
  const { texts } = useLanguage();
  const words = texts.table;
  const [typed, setTyped] = useState("");
  const names = useId();
  const titled = parameters.map((parameter) => ({ parameter, title: `${parameter.section}/${parameter.name}` }));
  const chosen = titled.find(({ title }) => title === typed)?.parameter;
  const offered = titled.filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()));
  const { data } = useReply(
    "projects.get_hyperparam_values",
    {
      ...{ section: chosen?.section ?? "", name: chosen?.name ?? "" },
      ...(project !== "*" && { projects: [project] }),
      ...{ page: 0, page_size: MOST_OFFERED },
    },
    { enabled: chosen !== undefined },
  );
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) {
          onAdd({ ...chosen, value: String(new FormData(event.currentTarget).get("value")) });
          setTyped("");
        }
      }}
    >
      <label>
        <span>{words.parameter}</span>
        <input list={names} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} required />
      </label>
      <datalist id={names}>
        {offered.slice(0, MOST_OFFERED).map(({ title }) => (
          <option key={title} value={title} />
        ))}
      </datalist>
      {chosen && (
        <label>
          <span>{texts.actions.value}</span>
          <select name="value">
            {data?.values.map((value) => (
              <option key={value} value={value}>
                {value}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="tools end">
        <button type="submit" disabled={!chosen}>
          {words.addFilter}
        </button>
      </div>
    </form>
  );
}
