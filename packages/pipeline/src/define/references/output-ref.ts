/** The thing that an {@link OutputRef} stands for. */
export type RefTarget =
  /** One output. */
  | { kind: "output"; name: string }
  /** All outputs, as one object. */
  | { kind: "outputs" }
  /** The id of the step's task. */
  | { kind: "id" }
  /** A text with references as the Python SDK writes them, which is read when the step has ended. */
  | { kind: "text"; text: string };

/** Where an {@link OutputRef} gets its value. */
export interface RefSource<Owner, T> {
  /** The step that will have the value. */
  owner: Owner;
  target: RefTarget;
  /** Waits for the value. */
  value(): Promise<T>;
}

let read: (ref: OutputRef<unknown>) => RefSource<unknown, unknown>;

/**
 * Stands for something that a step will have: hand it to the next component in place of the value, or await it.
 *
 * As an input it makes the step that it comes from a parent of the step that it goes to.
 */
export class OutputRef<out T> implements PromiseLike<T> {
  readonly #source: RefSource<unknown, T>;

  static {
    read = (ref) => ref.#source;
  }

  constructor(source: RefSource<unknown, T>) {
    this.#source = source;
  }

  /** Waits for the value; rejects with a `StepError` when the step ends without one. */
  // biome-ignore lint/suspicious/noThenProperty: a reference is made to be awaited
  then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#source.value().then(onFulfilled, onRejected);
  }
}

/** Returns the source of a reference; kept out of the class because users have no need of it. */
export function sourceOf(ref: OutputRef<unknown>): RefSource<unknown, unknown> {
  return read(ref);
}
