/**
 * Takes the lines of the stack from errors of the network and their causes, and returns the error. Node prints an error that nobody
 * caught with the stacks of all causes: those of a socket are innards, and would be most of what a user sees whose server is away.
 */
export function withoutFrames<E>(error: E): E {
  if (error instanceof Error && (isOfNetwork(error) || isOfNetwork(error.cause))) {
    error.stack = `${error.name}: ${error.message}`;
    withoutFrames(error.cause);
    if (error instanceof AggregateError) {
      // One for each address that a name such as "localhost" has.
      error.errors.forEach(withoutFrames);
    }
  }
  return error;
}

/** Errors of system calls, and those that gather them; errors of somebody's own `fetch` are none. */
function isOfNetwork(error: unknown): boolean {
  return error instanceof Error && ("syscall" in error || (error instanceof AggregateError && "code" in error));
}
