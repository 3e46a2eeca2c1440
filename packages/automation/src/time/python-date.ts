/** Writes a date as Python's `isoformat` writes one in UTC, which is the only form that its schedulers read. */
export function pythonDate(date: Date): string {
  return date.toISOString().replace(/Z$/, "000+00:00");
}

/** Reads a date that either SDK has written; one without a zone is in UTC. */
export function readPythonDate(text: string | null | undefined): Date | undefined {
  if (text === null || text === undefined || text === "") {
    return undefined;
  }
  const date = new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
