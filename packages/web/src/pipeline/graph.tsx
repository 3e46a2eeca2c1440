import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import type { Texts } from "../language/texts.ts";
import { layOut, type Place } from "./layout.ts";
import { type Step, statusOf } from "./steps.ts";

const [WIDTH, HEIGHT, GAP_X, GAP_Y] = [190, 44, 48, 18];

/** The graph of a run: a box a step, a line for everything that one waits for. */
export function Graph({ steps }: { steps: readonly Step[] }) {
  const { texts } = useLanguage();
  const places = layOut(steps);
  const byName = new Map(places.map((place) => [place.step.name, place]));
  const columns = Math.max(0, ...places.map(({ column }) => column)) + 1;
  const rows = Math.max(0, ...places.map(({ row }) => row)) + 1;
  const lines = places.flatMap((place) =>
    place.step.parents.flatMap((parent) => {
      const from = byName.get(parent);
      return from ? [{ key: `${parent} ${place.step.name}`, from, to: place }] : [];
    }),
  );
  return (
    <div class="graph">
      <svg
        width={columns * (WIDTH + GAP_X)}
        height={rows * (HEIGHT + GAP_Y)}
        role="img"
        aria-label={texts.pipeline.steps(steps.length)}
      >
        {lines.map(({ key, from, to }) => (
          <path key={key} class="edge" d={curve(from, to)} />
        ))}
      </svg>
      {places.map((place) => (
        <div
          key={place.step.name}
          class={`node ${statusOf(place.step)}`}
          style={{ left: `${left(place)}px`, top: `${top(place)}px`, width: `${WIDTH}px`, height: `${HEIGHT}px` }}
        >
          {place.step.task === undefined ? (
            place.step.name
          ) : (
            <Link href={`/tasks/${place.step.task}`}>{place.step.name}</Link>
          )}
          <span class="dim">{wordFor(place.step, texts)}</span>
        </div>
      ))}
    </div>
  );
}

function wordFor(step: Step, { pipeline, statuses }: Texts): string {
  if (step.isCached) {
    return pipeline.cached;
  }
  return step.status === "pending" ? pipeline.pending : statuses[statusOf(step)];
}

function left({ column }: Place): number {
  return column * (WIDTH + GAP_X);
}

function top({ row }: Place): number {
  return row * (HEIGHT + GAP_Y);
}

function curve(from: Place, to: Place): string {
  const [x1, y1] = [left(from) + WIDTH, top(from) + HEIGHT / 2];
  const [x2, y2] = [left(to), top(to) + HEIGHT / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
