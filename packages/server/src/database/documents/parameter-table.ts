import { type Fragment, raw, sql } from "../../query/sql/fragment.ts";
import { parameterId } from "../../query/sql/parameter-value.ts";
import type { Database } from "../driver.ts";

/** The parameters of all tasks as rows, which triggers keep as the documents are. */
export class ParameterTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The parameters that tasks of some projects have, sorted; of all tasks when no projects are given. */
  names(projects?: readonly string[]): { section: string; name: string }[] {
    return this.#query(
      sql`SELECT section, name FROM parameters
          WHERE EXISTS (SELECT 1 FROM task_parameters WHERE parameter = parameters.id ${within(projects)})
          ORDER BY section, name`,
    );
  }

  /** The different values of one of them, in no order. */
  values(section: string, name: string, projects?: readonly string[]): string[] {
    return this.#query<{ value: string }>(
      sql`SELECT DISTINCT value FROM task_parameters
          WHERE parameter = ${parameterId(section, name)} AND value IS NOT NULL ${within(projects)}`,
    ).map(({ value }) => value);
  }

  #query<Row>({ text, params }: Fragment): Row[] {
    return this.#database.prepare(text).all<Row>(...params);
  }
}

function within(projects: readonly string[] | undefined): Fragment {
  return projects ? sql`AND project IN (SELECT value FROM json_each(${JSON.stringify(projects)}))` : raw("");
}
