/** A value that can be bound to a statement. Booleans are stored as 0 and 1, `undefined` as NULL. */
export type SqlValue = string | number | bigint | boolean | null | undefined | Uint8Array;

/** Values for the parameters of a statement: in order, or one record by name (`:name`). */
export type SqlParameters = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

/** The values that the driver takes. */
type DriverValue = string | number | bigint | null | Uint8Array;

/** The names of the parameters of a statement; none when they are bound in order. */
export function parameterNames(sql: string): string[] {
  return [...sql.replace(/'[^']*'/g, "").matchAll(/:([a-z]\w*)/gi)].flatMap(([, name]) => name ?? []);
}

/** Turns values into what the driver takes. The driver ends the process on others, and on names without a value. */
export function bind(parameters: SqlParameters, names: readonly string[]): DriverValue[] | Record<string, DriverValue> {
  if (names.length === 0) {
    return (parameters as readonly SqlValue[]).map(bindValue);
  }
  const [values] = parameters;
  if (!isRecord(values)) {
    throw new TypeError(`A statement takes ${names.join(", ")}: bind a record.`);
  }
  const bound: Record<string, DriverValue> = {};
  for (const name of names) {
    if (!Object.hasOwn(values, name)) {
      throw new TypeError(`The parameter :${name} of a statement has no value.`);
    }
    bound[name] = bindValue(values[name]);
  }
  return bound;
}

function isRecord(value: unknown): value is Readonly<Record<string, SqlValue>> {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}

function bindValue(value: SqlValue): DriverValue {
  switch (typeof value) {
    case "boolean":
      return value ? 1 : 0;
    case "undefined":
      return null;
    case "string":
    case "number":
    case "bigint":
      return value;
    default:
      if (value === null || value instanceof Uint8Array) {
        return value;
      }
      throw new TypeError(`A ${typeof value} cannot be stored in a column: turn it into text first.`);
  }
}
