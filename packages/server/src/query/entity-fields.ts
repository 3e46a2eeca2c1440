import type { RangeType } from "./filters/ranges.ts";

/** The kinds of records that others refer to by id. */
export type EntityName = "tasks" | "projects" | "models" | "queues" | "users" | "companies";

/**
 * How list queries read a kind of record: which parameter is read how, and how its documents are laid out.
 *
 * A name that ends in `.*` stands for every path below.
 */
export interface EntityFields {
  /** As error messages call one of them. */
  readonly name: string;
  /** The top-level fields, which a projection may name. */
  readonly fields: readonly string[];
  /** The fields with others inside, and their names; `any` where people choose those. The rest holds plain values. */
  readonly inside?: Readonly<Record<string, "any" | readonly string[]>>;
  /** The top-level fields that can be so large that nobody reads them for the sake of the others. */
  readonly heavy?: readonly string[];
  /** Fields that are sent only to a projection that names them. */
  readonly hidden?: readonly string[];
  /** Parameters that are regular expressions. */
  readonly patterns?: readonly string[];
  /** Parameters that are lists of values and operators; also what `filters` may name. */
  readonly lists?: readonly string[];
  /** Parameters that are ranges. */
  readonly ranges?: Readonly<Record<string, RangeType>>;
  /** Parameters that are conditions on dates. */
  readonly dates?: readonly string[];
  /** Parameters that are compared as they are. */
  readonly equal?: readonly string[];
  /** Top-level fields that the table has columns for as well. Lists are there as JSON. */
  readonly columns?: readonly string[];
  /** Fields that hold items, `{ value, … }`, under names that people chose, and how many keys lead to one. Items are ordered by their values. */
  readonly items?: Readonly<Record<string, number>>;
  /** The one of them that the table of parameters holds as well, by section and name. */
  readonly parameters?: string;
  /** Paths that hold lists. */
  readonly arrays?: readonly string[];
  /** Top-level fields in which anything may be stored, lists included. */
  readonly open?: readonly string[];
  /** Paths that `search_text` looks into. */
  readonly text?: readonly string[];
  /** Fields that hold values under names that people chose, and the most parts that a path into them has. */
  readonly keyed?: Readonly<Record<string, number>>;
  /** Beginnings of paths with keys that people chose: records that have no value there come first. */
  readonly named?: readonly string[];
  /** Those of them whose texts are ordered as numbers where they are some. */
  readonly numericText?: readonly string[];
  /** Fields that every record has, so that ordering by them needs no rule for empty ones. */
  readonly required?: readonly string[];
  /** The paths that hold an id, and whose. */
  readonly references?: Readonly<Record<string, EntityName>>;
}

/** Finds the names of `parameters` that a list of names or `.*` names covers, in their order. */
export function coveredBy(names: readonly string[], parameters: readonly string[]): string[] {
  return parameters.filter((parameter) =>
    names.some((name) => (name.endsWith("*") ? parameter.startsWith(name.slice(0, -1)) : parameter === name)),
  );
}
