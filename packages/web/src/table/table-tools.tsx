import "./table.css";
import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Panel } from "../looks/panel.tsx";
import { Problem } from "../looks/problem.tsx";
import type { ColumnKey, TableState } from "../view-state/table-state.ts";
import { ColumnChooser } from "./columns/column-chooser.tsx";
import type { ParameterName } from "./columns/column-offers.ts";
import type { Column } from "./columns/columns.ts";
import { differingParameters } from "./columns/differing.ts";
import { Filters } from "./filters/filters.tsx";
import { downloadCsv } from "./list/csv.ts";
import type { TaskListRequest } from "./list/task-list.ts";
import { SavedViewsList } from "./saved-views-list.tsx";

/** Tasks that are looked through for parameters in which they differ, where none are selected. */
const MOST_COMPARED = 100;

interface TableToolsProps {
  project: string;
  state: TableState;
  onChange: (changes: Partial<TableState>) => void;
  /** Called when somebody begins to choose among parameters. */
  onChoosing: () => void;
  parameters: readonly ParameterName[];
  offers: ReadonlyMap<ColumnKey, string>;
  /** The columns and the tasks that are shown, and the request for them. */
  columns: readonly Column[];
  request: TaskListRequest;
  tasks: readonly JoinedTaskRecord[];
}

/** The row above the table of tasks: search, filters, columns, saved views, CSV. */
export function TableTools(props: TableToolsProps) {
  const { project, state, onChange, onChoosing, parameters, offers, columns, request, tasks } = props;
  const { texts } = useLanguage();
  const words = texts.table;
  const { selected } = state;
  const csv = useChange(() => downloadCsv({ ...request, ...(selected.length > 0 && { id: [...selected] }) }, columns));
  const addDiffering = useChange(async () => {
    const id = selected.length > 1 ? [...selected] : tasks.slice(0, MOST_COMPARED).map((task) => task.id);
    const { tasks: compared } = await callApi("tasks.get_all_ex", { id, only_fields: ["hyperparams"] });
    onChange({ columns: [...new Set([...state.columns, ...differingParameters(compared)])] });
  });
  return (
    <div class="tools">
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={state.search}
        onInput={(event) => onChange({ search: event.currentTarget.value })}
      />
      <Panel title={words.filter} onOpen={onChoosing}>
        <Filters project={project} state={state} onChange={onChange} parameters={parameters} />
      </Panel>
      <Panel title={words.columns} onOpen={onChoosing}>
        <ColumnChooser
          offers={offers}
          chosen={state.columns}
          onChange={(chosen) => onChange({ columns: chosen })}
          onAddDiffering={() => addDiffering.mutate(undefined)}
        />
      </Panel>
      <label>
        <input
          type="checkbox"
          checked={state.differing}
          onChange={(event) => onChange({ differing: event.currentTarget.checked })}
        />{" "}
        {words.differing}
      </label>
      <Panel title={words.views}>
        <SavedViewsList />
      </Panel>
      <button type="button" onClick={() => csv.mutate(undefined)}>
        {words.csv}
      </button>
      <Problem error={csv.error ?? addDiffering.error} />
    </div>
  );
}
