import type { Database } from "./driver.ts";

/** One numbered step of the schema. */
export interface Migration {
  /** Position in the sequence; stored in the file as `user_version` once applied. */
  readonly id: number;
  readonly name: string;
  up(database: Database): void;
}
