/** What the system or the database said, without a full stop at the end. */
export function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\.$/, "") : String(cause);
}
