import { UnwritableValueError } from "../errors.ts";

/** Levels of lists and objects inside each other that a stored value may have; Python's reader gives up at about 1000. */
const MAX_DEPTH = 500;

/** Writes one step of a path inside a value: `.weights`, `[3]` or `["odd key"]`. */
export function pathStep(key: string | number): string {
  if (typeof key === "number") {
    return `[${key}]`;
  }
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** The way from a value to the part that is looked at, so that a message can name the place. */
export class ValueTrail {
  readonly #keys: (string | number)[] = [];
  readonly #around = new Set<object>();

  /** Number of lists and objects around the present place. */
  get depth(): number {
    return this.#around.size;
  }

  /** The present place, such as `$.model.weights[3]`. */
  get path(): string {
    return `$${this.#keys.map(pathStep).join("")}`;
  }

  /** Looks at the parts of a list or an object. */
  inside<Result>(value: object, look: () => Result): Result {
    if (this.#around.has(value)) {
      throw this.refusal("an object that contains itself", "Cut the circle, for example by an id.");
    }
    if (this.#around.size >= MAX_DEPTH) {
      throw this.refusal(`more than ${MAX_DEPTH} levels of nesting`, "Python could not read it. Store it flatter.");
    }
    this.#around.add(value);
    try {
      return look();
    } finally {
      this.#around.delete(value);
    }
  }

  /** Looks at one part. */
  at<Result>(key: string | number, look: () => Result): Result {
    this.#keys.push(key);
    const result = look();
    this.#keys.pop();
    return result;
  }

  /** Makes the error for a value at the present place. */
  refusal(kind: string, advice?: string): UnwritableValueError {
    return new UnwritableValueError(this.path, kind, advice);
  }
}
