/** Returns the message of the system or the database, without a full stop at the end. */
export function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\.$/, "") : String(cause);
}
