import { useReply } from "../../api/use-reply.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { isMachineTag } from "../../looks/machine-tags.ts";
import { PERIODS, type TableState } from "../../view-state/table-state.ts";
import type { ParameterName } from "../columns/column-offers.ts";
import { ParameterFilterForm } from "./parameter-filter-form.tsx";

const STATUSES = ["in_progress", "queued", "completed", "failed", "stopped", "created", "published"] as const;

/** Tags offered at once. */
const MOST_TAGS = 100;

interface FiltersProps {
  project: string;
  state: TableState;
  onChange: (changes: Partial<TableState>) => void;
  parameters: readonly ParameterName[];
}

/** Chooses tasks by status, tag and the values of parameters. */
export function Filters({ project, state, onChange, parameters }: FiltersProps) {
  const { texts } = useLanguage();
  const words = texts.table;
  const { data: tags } = useReply("projects.get_task_tags", project === "*" ? {} : { projects: [project] });
  const machineTags = tags?.tags.filter(isMachineTag) ?? [];
  return (
    <>
      <fieldset>
        <legend>{words.status}</legend>
        {STATUSES.map((status) => (
          <label key={status}>
            <input
              type="checkbox"
              checked={state.statuses.includes(status)}
              onChange={() => onChange({ statuses: toggled(state.statuses, status) })}
            />{" "}
            {texts.statuses[status]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.tags}</legend>
        {tags?.tags.length === 0 && <span class="dim">{words.noTag}</span>}
        <TagChoices tags={tags?.tags.filter((tag) => !isMachineTag(tag))} chosen={state.tags} onChange={onChange} />
        {machineTags.length > 0 && (
          <details>
            <summary>{words.machineTags(machineTags.length)}</summary>
            <TagChoices tags={machineTags} chosen={state.tags} onChange={onChange} />
          </details>
        )}
      </fieldset>
      <fieldset>
        <legend>{words.columnTitles.last_update}</legend>
        {[undefined, ...PERIODS].map((days) => (
          <label key={days ?? 0}>
            <input type="radio" name="days" checked={state.days === days} onChange={() => onChange({ days })} />{" "}
            {days === undefined ? words.anyTime : words.lastDays(days)}
          </label>
        ))}
      </fieldset>
      <ParameterFilterForm
        project={project}
        parameters={parameters}
        onAdd={(filter) => onChange({ parameters: [...state.parameters, filter] })}
      />
      <label>
        <input
          type="checkbox"
          checked={state.archived}
          onChange={(event) => onChange({ archived: event.currentTarget.checked, selected: [] })}
        />{" "}
        {words.archived}
      </label>
    </>
  );
}

interface TagChoicesProps {
  tags: readonly string[] | undefined;
  chosen: TableState["tags"];
  onChange: FiltersProps["onChange"];
}

function TagChoices({ tags = [], chosen, onChange }: TagChoicesProps) {
  return (
    <>
      {tags.slice(0, MOST_TAGS).map((tag) => (
        <label key={tag}>
          <input
            type="checkbox"
            checked={chosen.includes(tag)}
            onChange={() => onChange({ tags: toggled(chosen, tag) })}
          />{" "}
          {tag}
        </label>
      ))}
    </>
  );
}

function toggled<T>(chosen: readonly T[], one: T): T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
