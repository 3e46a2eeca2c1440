import { useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { LinkedText } from "../references/linked-text.tsx";

/** The properties that programs keep on their task while they run, such as the datasets that they used; folded at first. */
export function Runtime({ values = {} }: { values: Readonly<Record<string, unknown>> | undefined }) {
  const { texts } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const entries = Object.entries(values);
  if (entries.length === 0) {
    return null;
  }
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.task.runtime}</summary>
      {isOpen && (
        <table class="rows parameters">
          <tbody>
            {entries.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <LinkedText text={typeof value === "string" ? value : JSON.stringify(value)} withNames />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
