import type { Path } from "../document-path.ts";
import { type Fragment, sql } from "./fragment.ts";

/** The id under which the table of parameters knows one of them. */
export function parameterId(section: string, name: string): Fragment {
  return sql`(SELECT id FROM parameters AS named WHERE named.section = ${section} AND named.name = ${name})`;
}

/**
 * The value of one parameter of the task at hand, from the table that holds nothing else; `undefined` where `path`, from the
 * section on, leads to something else.
 */
export function parameterValue([section = "", name = "", part, ...rest]: Path): Fragment | undefined {
  if (part !== "value" || rest.length > 0) {
    return undefined;
  }
  return sql`(SELECT held.value FROM task_parameters AS held
    WHERE held.parameter = ${parameterId(section, name)}
      AND held.project = ifnull(tasks.project, '') AND held.task = tasks.id)`;
}
