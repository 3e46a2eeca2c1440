import { useMemo } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { readSampleState, sampleQuery } from "../view-state/task/sample-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { SampleView } from "./sample-view.tsx";
import { iterationsOf, samplesAt } from "./samples-at.ts";
import { useSamples } from "./use-samples.ts";
import "./samples.css";

/** Samples drawn at once; a name finds the others. */
const MOST_SHOWN = 60;

/** Pictures, sounds, films and pages that a task reported, as they were at an iteration. */
export function Samples({ task, every }: TaskPartProps) {
  const { texts } = useLanguage();
  const words = texts.samples;
  const [state, change] = useViewState(readSampleState, sampleQuery);
  const { events, error, hasEarlier, earlier } = useSamples(task.id, every);
  const iterations = useMemo(() => iterationsOf(events ?? []), [events]);
  const [first, last] = [iterations[0], iterations.at(-1)];
  const iteration = state.iteration ?? last;
  const wanted = state.search.toLowerCase();
  const found =
    events === undefined || iteration === undefined
      ? []
      : samplesAt(events, iteration).filter(({ metric, variant }) =>
          `${metric} ${variant}`.toLowerCase().includes(wanted),
        );
  const place = Math.max(
    0,
    iterations.findLastIndex((one) => iteration !== undefined && one <= iteration),
  );
  const turnTo = (index: number) => {
    const chosen = iterations[index];
    change({ iteration: chosen === last ? undefined : chosen });
  };
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={state.search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        {iterations.length > 1 && (
          <label class="iterations">
            {words.iteration}{" "}
            <input
              type="range"
              min="0"
              max={iterations.length - 1}
              value={place}
              aria-valuetext={String(iteration)}
              onInput={(event) => turnTo(Number(event.currentTarget.value))}
            />{" "}
            <output>{words.place(iterations[place] ?? 0, first ?? 0, last ?? 0)}</output>
          </label>
        )}
        {hasEarlier && (
          <button type="button" onClick={earlier}>
            {words.earlier}
          </button>
        )}
        {found.length > MOST_SHOWN && <span class="dim">{texts.plots.someShown(MOST_SHOWN, found.length)}</span>}
      </form>
      <Problem error={error} />
      {events !== undefined && found.length === 0 && <Notice kind="empty">{words.empty}</Notice>}
      <div class="samples">
        {found.slice(0, MOST_SHOWN).map((sample) => (
          <SampleView key={`${sample.metric}\n${sample.variant}\n${sample.url}`} sample={sample} />
        ))}
      </div>
    </>
  );
}
