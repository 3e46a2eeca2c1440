/** A time of a record as `--json` prints it: servers write the same moment in several forms. */
export function timeText(time: string | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
