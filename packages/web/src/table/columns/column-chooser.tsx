import { useState } from "preact/hooks";
import { useLanguage } from "../../language/language-context.tsx";
import type { ColumnKey } from "../../view-state/table-state.ts";

/** Offers shown at once: a project may have 12,000 parameters. */
const MOST_SHOWN = 100;

interface ColumnChooserProps {
  /** Names by the key of the column. */
  offers: ReadonlyMap<ColumnKey, string>;
  chosen: readonly ColumnKey[];
  onChange: (chosen: readonly ColumnKey[]) => void;
  /** Adds the parameters in which the tasks differ. */
  onAddDiffering: () => void;
}

/** Chooses columns among metrics and parameters, by typing a part of their names; those that are chosen come first. */
export function ColumnChooser({ offers, chosen, onChange, onAddDiffering }: ColumnChooserProps) {
  const { texts } = useLanguage();
  const words = texts.table;
  const [typed, setTyped] = useState("");
  const wanted = typed.toLowerCase();
  const found = [...offers].filter(([key, title]) => !chosen.includes(key) && title.toLowerCase().includes(wanted));
  const shown = found.slice(0, MOST_SHOWN);
  return (
    <>
      <input
        type="search"
        aria-label={words.findColumn}
        placeholder={words.findColumn}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="button" onClick={onAddDiffering}>
        {words.addDiffering}
      </button>
      <ul>
        {chosen.map((key) => (
          <Choice
            key={key}
            title={offers.get(key) ?? key}
            isChosen
            onToggle={() => onChange(chosen.filter((other) => other !== key))}
          />
        ))}
        {shown.map(([key, title]) => (
          <Choice key={key} title={title} isChosen={false} onToggle={() => onChange([...chosen, key])} />
        ))}
      </ul>
      {found.length > shown.length && <p class="dim">{words.moreColumns(found.length - shown.length)}</p>}
    </>
  );
}

function Choice({ title, isChosen, onToggle }: { title: string; isChosen: boolean; onToggle: () => void }) {
  return (
    <li>
      <label>
        <input type="checkbox" checked={isChosen} onChange={onToggle} /> {title}
      </label>
    </li>
  );
}
