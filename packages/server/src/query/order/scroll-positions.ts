import type { Clock } from "../../values/clock.ts";
import { ExpiringStates } from "../../values/expiring-states.ts";
import type { Document } from "../document-path.ts";
import { type Page, parseScrollSize } from "./paging.ts";

/** One request of a scroll. */
export interface ScrollStep {
  readonly id: string;
  readonly page: Page;
  /** Remembers that the page held this many records. */
  advance(count: number): void;
}

/** How far each scroll got. Only positions are kept, not queries; a scroll not used for ten minutes starts anew. */
export class ScrollPositions {
  readonly #states: ExpiringStates<{ position: number }>;

  constructor(clock: Clock) {
    this.#states = new ExpiringStates(clock, 600_000);
  }

  /** Finds where a request continues. With `refresh_scroll` it repeats everything from the start to there. */
  step(request: Document): ScrollStep {
    const size = parseScrollSize(request);
    const requested = typeof request.scroll_id === "string" ? request.scroll_id : undefined;
    const known = this.#states.get(requested);
    const state = known ?? { position: 0 };
    const page = request.refresh_scroll
      ? { skip: 0, limit: Math.max(state.position, size) }
      : { skip: state.position, limit: size };
    return {
      id: known && requested ? requested : this.#states.add(state),
      page,
      advance: (count) => {
        state.position = page.skip + count;
      },
    };
  }
}

/** Whether a request scrolls: that the key is there decides, even when it holds null. */
export function isScroll(request: Document): boolean {
  return request.scroll_id !== undefined;
}
