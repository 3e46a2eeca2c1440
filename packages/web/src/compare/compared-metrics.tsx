import { useMemo } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { bestOf, nextBetter, usualBetter } from "../metrics/best-values.ts";
import { type Better, type CompareState, STATISTICS } from "../view-state/compare-state.ts";
import { type ComparedRow, comparedMetrics } from "./compared-rows.ts";
import { ComparedTable } from "./compared-table.tsx";
import type { ComparedTasks } from "./use-compared-tasks.ts";

interface StatisticChoiceProps {
  statistic: CompareState["statistic"];
  onStatistic: (statistic: CompareState["statistic"]) => void;
}

/** Chooses the last, the least or the greatest value of metrics. */
export function StatisticChoice({ statistic, onStatistic }: StatisticChoiceProps) {
  const { texts } = useLanguage();
  const words = texts.compare;
  return (
    <label>
      {words.value}{" "}
      <select
        value={statistic}
        onChange={({ currentTarget: { value } }) => onStatistic(STATISTICS.find((known) => known === value) ?? "value")}
      >
        {STATISTICS.map((known) => (
          <option key={known} value={known}>
            {words.statistics[known]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ComparedMetricsProps extends StatisticChoiceProps {
  compared: ComparedTasks;
  /** Which values are better, where somebody has chosen it. */
  better: CompareState["better"];
  onBetter: (better: CompareState["better"]) => void;
}

/** The scalars of tasks side by side, with a mark at the best value of each. */
export function ComparedMetrics({ compared, statistic, onStatistic, better, onBetter }: ComparedMetricsProps) {
  const { texts, formats } = useLanguage();
  const words = texts.compare;
  const rows = useMemo(() => comparedMetrics(compared.tasks), [compared]);
  if (rows.length === 0) {
    return <Notice kind="empty">{words.noMetrics}</Notice>;
  }
  const keyOf = ({ section, name }: Named) => `metric:${section}/${name}`;
  const betterOf = (row: Named) => better[keyOf(row)] ?? usualBetter(row.section, row.name);
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <StatisticChoice statistic={statistic} onStatistic={onStatistic} />
        <span class="dim">{words.bestIsMarked}</span>
      </form>
      <ComparedTable
        compared={compared}
        rows={rows}
        areNumbers
        bestIn={(row) =>
          bestOf(
            row.values.map((event) => event?.[statistic]),
            betterOf(row),
          )
        }
        aside={(row) => {
          const chosen = betterOf(row);
          return (
            <button
              type="button"
              class="quiet"
              title={words.better[chosen]}
              aria-label={words.changeBetter(`${row.section}/${row.name}`, words.better[chosen])}
              onClick={() => onBetter({ ...better, [keyOf(row)]: nextBetter(chosen) })}
            >
              {SIGNS[chosen]}
            </button>
          );
        }}
      >
        {(event) => {
          const value = event[statistic];
          return value === undefined ? "" : <span title={String(value)}>{formats.measure(value)}</span>;
        }}
      </ComparedTable>
    </>
  );
}

type Named = Pick<ComparedRow<unknown>, "section" | "name">;

const SIGNS: Readonly<Record<Better, string>> = { higher: "↑", lower: "↓", neither: "–" };
