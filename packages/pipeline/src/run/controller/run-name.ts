/** The name of a pipeline's next run: the pipeline's own for the first, then `{name} #{n}`. */
export function nextRunName(name: string, earlierNames: readonly string[]): string {
  // Runs may have been deleted, so their number alone could give a name that is taken.
  const numbers = earlierNames.map((earlier) => Number(/ #(\d+)$/.exec(earlier)?.[1] ?? 1));
  const next = Math.max(earlierNames.length, ...numbers) + 1;
  return next > 1 ? `${name} #${next}` : name;
}

/** Tells whether a name is one that {@link nextRunName} gives to the runs of a pipeline. */
export function isRunName(name: string, pipeline: string): boolean {
  return name === pipeline || (name.startsWith(`${pipeline} #`) && /^\d+$/.test(name.slice(pipeline.length + 2)));
}
