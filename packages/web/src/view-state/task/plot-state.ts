/** How the plots of a task are shown, all of it in the address. */
export interface PlotState {
  /** Text that the names of metrics contain. */
  search: string;
  /** Earlier iterations that are looked at, by metric. */
  iterations: Readonly<Record<string, number>>;
  /** The plot that is shown over the whole page: its metric and variant. */
  large: string | undefined;
}

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readPlotState(query: string): PlotState {
  const fields = new URLSearchParams(query);
  const iterations = fields.getAll("iteration").flatMap((text) => {
    const [, iteration, metric] = /^(-?\d{1,15}):(.+)$/s.exec(text) ?? [];
    return metric === undefined ? [] : [[metric, Number(iteration)] as const];
  });
  return {
    search: fields.get("search") ?? "",
    iterations: Object.fromEntries(iterations),
    large: fields.get("large") || undefined,
  };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function plotQuery({ search, iterations, large }: PlotState): string {
  const fields = new URLSearchParams();
  if (search !== "") {
    fields.set("search", search);
  }
  for (const [metric, iteration] of Object.entries(iterations)) {
    fields.append("iteration", `${iteration}:${metric}`);
  }
  if (large !== undefined) {
    fields.set("large", large);
  }
  return fields.toString();
}
