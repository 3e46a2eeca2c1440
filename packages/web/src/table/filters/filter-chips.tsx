import { useLanguage } from "../../language/language-context.tsx";
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
  const chips: [text: string, without: Partial<TableState>][] = [
    ...statuses.map((status): [string, Partial<TableState>] => [
      texts.statuses[status],
      { statuses: statuses.filter((other) => other !== status) },
    ]),
    ...tags.map((tag): [string, Partial<TableState>] => [tag, { tags: tags.filter((other) => other !== tag) }]),
    ...parameters.map((parameter): [string, Partial<TableState>] => [
      `${parameter.section}/${parameter.name} = ${parameter.value}`,
      { parameters: parameters.filter((other) => other !== parameter) },
    ]),
    ...(days === undefined ? [] : [[words.lastDays(days), { days: undefined }] as [string, Partial<TableState>]]),
    ...(state.archived ? [[words.archived, { archived: false, selected: [] }] as [string, Partial<TableState>]] : []),
  ];
  if (chips.length === 0) {
    return null;
  }
  return (
    <p class="tag-list">
      {chips.map(([text, without]) => (
        <span key={text} class="tag">
          {text}
          <button type="button" class="quiet" aria-label={words.removeFilter(text)} onClick={() => onChange(without)}>
            ✕
          </button>
        </span>
      ))}
    </p>
  );
}
