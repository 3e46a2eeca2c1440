import { useMemo } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { type CompareState, STATISTICS } from "../view-state/compare-state.ts";
import { comparedMetrics } from "./compared-rows.ts";
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

/** The scalars of tasks side by side. */
export function ComparedMetrics({
  compared,
  statistic,
  onStatistic,
}: StatisticChoiceProps & { compared: ComparedTasks }) {
  const { texts, formats } = useLanguage();
  const rows = useMemo(() => comparedMetrics(compared.tasks), [compared]);
  if (rows.length === 0) {
    return <Notice kind="empty">{texts.compare.noMetrics}</Notice>;
  }
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <StatisticChoice statistic={statistic} onStatistic={onStatistic} />
      </form>
      <ComparedTable compared={compared} rows={rows} areNumbers>
        {(event) => {
          const value = event[statistic];
          return value === undefined ? "" : <span title={String(value)}>{formats.measure(value)}</span>;
        }}
      </ComparedTable>
    </>
  );
}
