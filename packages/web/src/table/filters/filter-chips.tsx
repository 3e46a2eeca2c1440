import { useLanguage } from "../../language/language-context.tsx";
import { Chips } from "../../looks/chips.tsx";
import type { TableState } from "../../view-state/table-state.ts";

interface FilterChipsProps {
  state: TableState;
  onChange: (changes: Partial<TableState>) => void;
}

/** The conditions that tasks of a table meet, each of which can be taken off. */
export function FilterChips({ state, onChange }: FilterChipsProps) {
  const { texts } = useLanguage();
  const words = texts.table;
  const { statuses, tags, parameters, days } = state;
  const chip = (text: string, without: Partial<TableState>) => ({ text, onTakeOff: () => onChange(without) });
  return (
    <Chips
      chips={[
        ...statuses.map((status) =>
          chip(texts.statuses[status], { statuses: statuses.filter((other) => other !== status) }),
        ),
        ...tags.map((tag) => chip(tag, { tags: tags.filter((other) => other !== tag) })),
        ...parameters.map((parameter) =>
          chip(`${parameter.section}/${parameter.name} = ${parameter.value}`, {
            parameters: parameters.filter((other) => other !== parameter),
          }),
        ),
        ...(days === undefined ? [] : [chip(words.lastDays(days), { days: undefined })]),
        ...(state.archived ? [chip(words.archived, { archived: false, selected: [] })] : []),
      ]}
    />
  );
}
