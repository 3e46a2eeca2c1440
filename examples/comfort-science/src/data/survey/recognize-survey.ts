import { TargetError } from "../errors.ts";
import { exclusionReason } from "./exclusions.ts";
import { type Layout, layouts } from "./layouts.ts";
import { type Quantity, quantities } from "./quantities.ts";
import { type Imputation, MONTH_YEAR, type SurveyColumn, type SurveySchema } from "./schema.ts";

/** Options that override the recognized layout. Names are those of the file, in upper or lower case. */
export interface RecognizeOptions {
  /** The column to predict. @default the layout's own */
  target?: string;
  /** The column whose rows belong together. @default the layout's own, else month and year */
  group?: string;
  /** How holes are filled, by the file's column names. @default the layout's own */
  imputation?: Readonly<Record<string, Imputation>>;
}

const GENERIC_TARGETS = ["thermal_sensation", "tsv", "p1", "target"];
const GENERIC_GROUPS = ["building_id", "building", "group", "site", "room"];
const GENERIC_DATES = ["date", "data", "timestamp", "datetime"];
const GENERIC_HOURS = ["hour", "hora", "time"];

/**
 * Understands a survey by the names of its columns: the ASHRAE database, the Santa Maria survey, or any other table.
 *
 * @throws {@link TargetError} when the column to predict is not there.
 */
export function recognizeSurvey(columnNames: readonly string[], options: RecognizeOptions = {}): SurveySchema {
  const byName = new Map(columnNames.map((name) => [name.toLowerCase(), name]));
  const layout = recognizeLayout(byName);
  const has = (name: string) => byName.has(name);
  const asked = (name: string | undefined) => name?.trim().toLowerCase();

  const target = asked(options.target) ?? layout?.target ?? GENERIC_TARGETS.find(has);
  if (target === undefined || !has(target)) {
    throw absentTarget(columnNames, options.target ?? target, layout);
  }
  const date = layout?.date ?? GENERIC_DATES.find(has);
  const hour = layout ? layout.hour : GENERIC_HOURS.find(has);
  const wanted = asked(options.group) ?? layout?.group ?? (layout ? undefined : GENERIC_GROUPS.find(has));
  const group = wanted !== undefined && wanted !== target && has(wanted) ? wanted : undefined;

  const imputations = new Map(Object.entries(options.imputation ?? {}).map(([name, how]) => [name.toLowerCase(), how]));
  const columns = [...byName].map(([key, source]): SurveyColumn => {
    const imputation = imputations.get(key) ?? layout?.imputation[key];
    const described = { ...describe(key, layout, has), ...(imputation && { imputation }), source };
    if (key === target) {
      return { ...described, role: "target" };
    }
    if (key === group) {
      return { ...described, role: "group", kind: "category" };
    }
    if (key === date) {
      return { ...described, role: "date" };
    }
    if (key === hour) {
      return { ...described, role: "hour" };
    }
    // By both names: `p1` is a questionnaire's answer, and it is the thermal sensation.
    const reason = exclusionReason(key) ?? exclusionReason(described.name);
    return reason === undefined ? { ...described, role: "feature" } : { ...described, role: "excluded", reason };
  });

  const named = (key: string | undefined) => columns.find((column) => column.source.toLowerCase() === key)?.name;
  const groupName = named(group) ?? (date !== undefined && has(date) ? MONTH_YEAR : undefined);
  const schema = { world: layout?.world ?? "generic", target: named(target) ?? target, columns } as const;
  return {
    ...schema,
    ...(groupName !== undefined && { group: groupName }),
    messages: describeSchema(
      schema,
      layout,
      groupName,
      options.group !== undefined && group === undefined ? options.group : undefined,
    ),
  };
}

function recognizeLayout(byName: ReadonlyMap<string, string>): Layout | undefined {
  const found = (layout: Layout) => layout.signature.filter((name) => byName.has(name)).length;
  return layouts
    .filter((layout) => found(layout) * 2 >= layout.signature.length)
    .toSorted((a, b) => found(b) - found(a))[0];
}

function describe(
  key: string,
  layout: Layout | undefined,
  has: (name: string) => boolean,
): Omit<SurveyColumn, "source" | "role"> {
  const known = layout?.quantities[key];
  // Beside a column that has the name already, a column keeps its own.
  const name = known === undefined || has(known) ? key : known;
  const quantity: Quantity = known ? quantities[known] : { kind: "auto" };
  // The answers of a questionnaire are small codes, so 99 is "no answer" in all of them.
  const coded = layout?.coded.includes(key) || /^p\d+$/.test(key);
  return { ...quantity, name, ...(coded && { coded: true }) };
}

function describeSchema(
  schema: Pick<SurveySchema, "world" | "target" | "columns">,
  layout: Layout | undefined,
  group: string | undefined,
  absentGroup: string | undefined,
): string[] {
  const messages: string[] = [];
  const worlds = {
    ashrae: "the ASHRAE database",
    "santa-maria": "the Santa Maria survey",
    generic: "a table of its own",
  };
  messages.push(`Columns understood as ${worlds[schema.world]}; target ${schema.target}.`);
  if (absentGroup !== undefined) {
    messages.push(`There is no column ${absentGroup} to group by.`);
  }
  messages.push(
    group === undefined
      ? "No building, group or date column: every row stands alone in the split."
      : `Rows of one ${group} stay together in the split.`,
  );
  const unused = schema.columns.filter(({ role }) => role === "excluded").map(({ source }) => source);
  if (unused.length > 0) {
    messages.push(`Columns that are not used to predict: ${unused.join(", ")}.`);
  }
  const present = new Set(schema.columns.map((column) => column.name));
  const absent = Object.values(layout?.quantities ?? {}).filter((name) => !present.has(name));
  if (absent.length > 0) {
    messages.push(`Not in this file, so not among the features: ${absent.join(", ")}.`);
  }
  return messages;
}

function absentTarget(columnNames: readonly string[], target: string | undefined, layout: Layout | undefined) {
  const present = `columns present: ${columnNames.join(", ")}`;
  const message =
    target === undefined
      ? `No column to predict was recognized: name one by --target; ${present}.`
      : `There is no column "${target}" to predict${layout ? ` in what looks like ${layout.world} data` : ""}: name one by --target; ${present}.`;
  return new TargetError(target ?? "", "absent", message);
}
