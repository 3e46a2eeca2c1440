import { UnwritableValueError } from "@clearml-ts/protocol";

/** Writes a value; a part of it that has no stored form becomes the error that the caller makes of the refusal. */
export function orRefused<T>(write: () => T, errorOf: (refusal: UnwritableValueError) => Error): T {
  try {
    return write();
  } catch (cause) {
    throw cause instanceof UnwritableValueError ? errorOf(cause) : cause;
  }
}
