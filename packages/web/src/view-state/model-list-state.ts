/** How the list of models is shown, all of it in the address. */
export interface ModelListState {
  /** Text that the names contain. */
  search: string;
  champions: boolean;
  /** Id of the project; all of them when undefined. */
  project: string | undefined;
  /** Field to sort by; a minus before it for descending. */
  order: string;
}

/** The fields that the list can be sorted by. */
const FIELDS = ["name", "framework", "ready", "last_update"];

const NEWEST = "-last_update";

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readModelListState(query: string): ModelListState {
  const fields = new URLSearchParams(query);
  const order = fields.get("order") ?? NEWEST;
  return {
    search: fields.get("search") ?? "",
    champions: fields.has("champions"),
    project: fields.get("project") || undefined,
    order: FIELDS.includes(order.replace(/^-/, "")) ? order : NEWEST,
  };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function modelListQuery({ search, champions, project, order }: ModelListState): string {
  const fields = new URLSearchParams();
  if (search !== "") {
    fields.set("search", search);
  }
  if (champions) {
    fields.set("champions", "");
  }
  if (project !== undefined) {
    fields.set("project", project);
  }
  if (order !== NEWEST) {
    fields.set("order", order);
  }
  return fields.toString();
}
