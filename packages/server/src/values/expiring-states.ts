import type { Clock } from "./clock.ts";
import { newId } from "./ids.ts";

/** Where clients stand in something they leaf through. In memory: a client that lost its place starts again. */
export class ExpiringStates<State> {
  readonly #states = new Map<string, { state: State; expires: number }>();
  readonly #clock: Clock;
  readonly #lifetime: number;

  constructor(
    clock: Clock,
    /** Milliseconds after the last use for which a state is kept. */
    lifetime = 3_600_000,
  ) {
    this.#clock = clock;
    this.#lifetime = lifetime;
  }

  /** Returns a state that is still there, and keeps it longer. */
  get(id: string | undefined): State | undefined {
    const found = id === undefined ? undefined : this.#states.get(id);
    if (!found || id === undefined || found.expires <= this.#clock().getTime()) {
      return undefined;
    }
    this.#keep(id, found.state);
    return found.state;
  }

  /** Keeps a new state and returns its id. */
  add(state: State): string {
    this.#forgetExpired();
    const id = newId();
    this.#keep(id, state);
    return id;
  }

  /** Forgets a state; an unknown id is not an error. */
  delete(id: string): void {
    this.#states.delete(id);
  }

  #keep(id: string, state: State): void {
    // Deleted first, so that the map stays in the order of expiry.
    this.#states.delete(id);
    this.#states.set(id, { state, expires: this.#clock().getTime() + this.#lifetime });
  }

  #forgetExpired(): void {
    const now = this.#clock().getTime();
    for (const [id, { expires }] of this.#states) {
      if (expires > now) {
        return;
      }
      this.#states.delete(id);
    }
  }
}
