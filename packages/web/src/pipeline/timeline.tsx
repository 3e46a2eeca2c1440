import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import { type Step, statusOf } from "./steps.ts";

/** The steps of a run over time: when each began, and how long it took. */
export function Timeline({ steps, now }: { steps: readonly Step[]; now: number }) {
  const { texts, formats } = useLanguage();
  const begins = steps.flatMap(({ started }) => (started === undefined ? [] : [started]));
  const first = Math.min(...begins);
  const length = Math.max(
    1,
    ...steps.map(({ started, ended }) => (started === undefined ? 0 : (ended ?? now) - first)),
  );
  const share = (milliseconds: number) => `${(100 * milliseconds) / length}%`;
  return (
    <table class="rows timeline">
      <tbody>
        {steps.map((step) => {
          const { name, task, started, ended, isCached } = step;
          const took = started === undefined ? undefined : ((ended ?? now) - started) / 1000;
          return (
            <tr key={name}>
              <td>
                <StatusMark status={statusOf(step)} /> {isCached && <span class="tag">{texts.pipeline.cached}</span>}
              </td>
              <td>{task === undefined ? name : <Link href={`/tasks/${task}`}>{name}</Link>}</td>
              <td class="span">
                {started !== undefined && took !== undefined && (
                  <span
                    class={`part ${statusOf(step)}`}
                    style={{ marginLeft: share(started - first), width: share(took * 1000) }}
                  />
                )}
              </td>
              <td class="number">{isCached || took === undefined ? "–" : formats.duration(took)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
