import { useMemo, useState } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import type { ColumnKey } from "../view-state/table-state.ts";
import { metricKey, parameterKey } from "./columns.ts";

/** Offers shown at once: a project may have 12,000 parameters. */
const MOST_SHOWN = 100;

interface ColumnChooserProps {
  /** Names by the key of the column. */
  offers: ReadonlyMap<ColumnKey, string>;
  chosen: readonly ColumnKey[];
  onChange: (chosen: ColumnKey[]) => void;
}

/** The metrics and parameters of a project's tasks, by the keys of their columns. */
export function useColumnOffers(project: string): ReadonlyMap<ColumnKey, string> {
  const scope = project === "*" ? {} : { project };
  const { data: metrics } = useReply("projects.get_unique_metric_variants", { ...scope, include_subprojects: false });
  const { data: parameters } = useReply("projects.get_hyper_parameters", {
    ...scope,
    include_subprojects: false,
    page: 0,
    page_size: 10_000,
  });
  return useMemo(
    () =>
      new Map([
        ...(metrics?.metrics ?? []).map(
          (metric) => [metricKey(metric), `${metric.metric} / ${metric.variant}`] as const,
        ),
        ...(parameters?.parameters ?? []).map((item) => [parameterKey(item), `${item.section}/${item.name}`] as const),
      ]),
    [metrics, parameters],
  );
}

/** Chooses columns among metrics and parameters, by typing a part of their names. */
export function ColumnChooser({ offers, chosen, onChange }: ColumnChooserProps) {
  const [typed, setTyped] = useState("");
  const wanted = typed.toLowerCase();
  const found = [...offers].filter(([, title]) => title.toLowerCase().includes(wanted));
  const shown = found.slice(0, MOST_SHOWN);
  const toggle = (key: ColumnKey) =>
    onChange(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  return (
    <details class="chooser">
      <summary>Columns</summary>
      <div class="panel">
        <input
          type="search"
          placeholder="Find a metric or parameter"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <ul>
          {shown.map(([key, title]) => (
            <li key={key}>
              <label>
                <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} /> {title}
              </label>
            </li>
          ))}
        </ul>
        {found.length > shown.length && <p class="dim">{found.length - shown.length} more: type a part of the name.</p>}
      </div>
    </details>
  );
}
