import type { ComponentChildren } from "preact";
import "./facts.css";

/** A fact: its name and its value; one without a value is left out. */
export type Fact = readonly [name: string, value: ComponentChildren];

/** Facts about one thing, as names with their values; codes and texts have a line of their own. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts card">
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
