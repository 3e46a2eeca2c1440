import { useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import { useVisibleRows } from "../in-sight/use-visible-rows.ts";
import { useLanguage } from "../language/language-context.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import { LinkedText } from "../references/linked-text.tsx";
import type { CacheReason } from "./cache-reasons.ts";
import { stepWord } from "./step-word.ts";
import { type Step, statusOf } from "./steps.ts";
import "./timeline.css";

/** In pixels; the style sheet says the same. */
const ROW_HEIGHT = 32;

/** Steps up to which all rows are drawn, each as high as its texts: a name or a reason may take several lines. */
const MOST_WRAPPED = 60;

interface TimelineProps {
  steps: readonly Step[];
  reasons: ReadonlyMap<string, CacheReason>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The steps of a run over time: when each began, how long it took, and why it was not taken from the cache; of very many, only rows in sight are drawn. */
export function Timeline({ steps, reasons, now }: TimelineProps) {
  const { texts, formats } = useLanguage();
  const { columns } = texts.pipeline;
  const body = useRef<HTMLTableSectionElement>(null);
  const isWrapped = steps.length <= MOST_WRAPPED;
  const inSight = useVisibleRows(body, steps.length, ROW_HEIGHT);
  const { first, end } = isWrapped ? { first: 0, end: steps.length } : inSight;
  const beginning = Math.min(...steps.flatMap(({ started }) => started ?? []));
  const length = Math.max(
    1,
    ...steps.map(({ started, ended }) => (started === undefined ? 0 : (ended ?? now) - beginning)),
  );
  return (
    <div class="wide">
      <table class={`rows timeline ${isWrapped ? "wrapped" : "even"}`} aria-rowcount={steps.length}>
        <thead>
          <tr>
            <th scope="col">{columns.status}</th>
            <th scope="col">{columns.step}</th>
            <th scope="col">
              {columns.time} {length > 1 && <span class="dim">{formats.duration(length / 1000)}</span>}
            </th>
            <th scope="col" class="number">
              {columns.duration}
            </th>
            <th scope="col">{columns.cache}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          <tr style={{ height: `${first * ROW_HEIGHT}px` }} hidden={first === 0} />
          {steps.slice(first, end).map((step) => (
            <Row
              key={step.name}
              step={step}
              reason={reasons.get(step.name)}
              span={{ beginning, length, now }}
              isWrapped={isWrapped}
            />
          ))}
          <tr style={{ height: `${(steps.length - end) * ROW_HEIGHT}px` }} hidden={end === steps.length} />
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  step: Step;
  reason: CacheReason | undefined;
  /** The time that the whole table stands for, in milliseconds. */
  span: { beginning: number; length: number; now: number };
  /** Whether long texts take several lines; otherwise they unfold when somebody comes to them. */
  isWrapped: boolean;
}

function Row({ step, reason, span: { beginning, length, now }, isWrapped }: RowProps) {
  const { texts, formats } = useLanguage();
  const { name, task, started, ended, isCached } = step;
  const took = started === undefined ? undefined : (ended ?? now) - started;
  const share = (milliseconds: number) => `${(100 * milliseconds) / length}%`;
  const cache = isCached || reason?.isHit ? texts.pipeline.cached : reason && texts.pipeline.ran;
  return (
    <tr>
      <td>
        <StatusMark status={statusOf(step)} word={stepWord(step, texts)} />
      </td>
      <td>
        <span class="text">{task === undefined ? name : <Link href={`/tasks/${task}`}>{name}</Link>}</span>
      </td>
      <td class="span">
        {started !== undefined && took !== undefined && (
          <span
            class={`part ${statusOf(step)}`}
            style={{ marginLeft: share(started - beginning), width: share(took) }}
          />
        )}
      </td>
      <td class="number">{isCached || took === undefined ? "–" : formats.duration(took / 1000)}</td>
      <td>
        {/* With keys alone, a text that is cut off unfolds when the focus comes to it. */}
        <span class="text reason" tabIndex={isWrapped || reason === undefined ? undefined : 0}>
          {cache !== undefined && <span class="tag">{cache}</span>}{" "}
          <span class="dim">{reason && <LinkedText text={reason.reason} />}</span>
        </span>
      </td>
    </tr>
  );
}
