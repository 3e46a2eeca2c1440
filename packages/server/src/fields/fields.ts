/**
 * The types of values that a request may hold. `list` is an array of anything; in `string?[]` nulls are allowed;
 * `any` is for a value of more than one type and for a pair, which the handler reads by itself.
 */
export type TypeName =
  | ("string" | "integer" | "number" | "boolean" | "object" | "any")
  | ("list" | "string[]" | "string?[]" | "object[]");

/** The mark behind the type of a required field. */
type Mark = "" | "!";

/** The meaning of a `null`: it is refused, or the code behind the route reads it. Elsewhere the field is not given. */
interface OfNull<Meaning extends "refused" | "kept"> {
  readonly null?: Meaning;
}

/** A text with limits: counted in characters. */
interface TextField<V, M extends Mark> extends OfNull<"refused" | "kept"> {
  readonly type: `string${M}`;
  readonly enum?: readonly V[];
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A number with limits, both included. */
interface NumberField<M extends Mark> extends OfNull<"refused"> {
  readonly type: `${"integer" | "number"}${M}`;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A boolean in which `null` has a meaning. */
interface BooleanField<M extends Mark> extends OfNull<"refused" | "kept"> {
  readonly type: `boolean${M}`;
}

/** A value that is handed on as it came, `null` included: the code behind the route checks it by itself. */
interface UncheckedField<M extends Mark> extends Required<OfNull<"kept">> {
  readonly type: `any${M}`;
}

/** A list whose items are checked. */
interface ListField<Item, M extends Mark> {
  readonly type: `list${M}`;
  readonly items?: Field<Given<Item>>;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** An object whose fields are checked, or all values of which have one type. */
interface ObjectField<V, M extends Mark> {
  readonly type: `object${M}`;
  readonly fields?: Fields<V>;
  /** Whether fields that are not declared are refused. @default they are ignored */
  readonly exact?: true;
  /**
   * Whether the official server looks at the parts only when it stores them, and refuses them with another code;
   * `missing` when that is only where it sees that one is missing.
   */
  readonly stored?: true | "missing";
  readonly values?: Field<Given<V[keyof V]>>;
}

/** How a value of a type is declared: by the name of its type, or as an object with limits and with types of parts. */
export type Field<V, M extends Mark = ""> = UncheckedField<M> | CheckedField<V, M>;

type CheckedField<V, M extends Mark> = [V] extends [string]
  ? TextDeclaration<V, M>
  : [V] extends [number]
    ? `${"integer" | "number"}${M}` | NumberField<M>
    : [V] extends [boolean]
      ? `boolean${M}` | BooleanField<M>
      : [V] extends [readonly (infer Item)[]]
        ? number extends V["length"]
          ? `${ListName<Item>}${M}` | ListField<Item, M>
          : `any${M}`
        : [V] extends [object]
          ? `object${M}` | ObjectField<V, M>
          : `any${M}`;

/** A choice of texts has to name them. */
type TextDeclaration<V extends string, M extends Mark> = string extends V
  ? `string${M}` | TextField<V, M>
  : TextField<V, M> & { readonly enum: readonly V[] };

type ListName<Item> = [Item] extends [string]
  ? string extends Item
    ? "string[]"
    : never
  : [Item] extends [string | null]
    ? "string?[]"
    : [Item] extends [object]
      ? "object[]"
      : "list";

/** A type without `null`, which means that the value is not given. */
type Given<V> = Exclude<V, null | undefined>;

/** The names of the fields of a request; patterns of names such as `metadata.…` are not among them. */
export type FieldName<Request> = keyof {
  [Name in keyof Request as Record<never, never> extends Record<Name, 1> ? never : Name]: 1;
} &
  keyof Request &
  string;

/**
 * The declaration of each field of a request, derived from the type of the request: none can be left out, be of
 * another type, or be required when the type says that it is optional.
 */
export type Fields<Request> = {
  readonly [Name in FieldName<Request>]: Field<
    Given<Request[Name]>,
    Record<never, never> extends Pick<Request, Name> ? "" : "!"
  >;
};

/** The declaration of an optional number of things. */
export const countField = { type: "integer", minimum: 1 } as const;

/** The declaration of a number of things that can be left out, but cannot be `null`. */
export const givenCountField = { ...countField, null: "refused" } as const;

/** The declaration of a value that the code behind the route checks by itself. */
export const uncheckedField = { type: "any", null: "kept" } as const;

/** The declaration of a required list of texts, such as ids, that is not empty. */
export const textsField = { type: "list!", items: "string", minItems: 1 } as const;

/** A declaration as it is read when a request is checked. */
export type AnyField = `${TypeName}${Mark}` | LimitedField;

/** A declaration with limits or types of parts. */
export interface LimitedField {
  readonly type: `${TypeName}${Mark}`;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: AnyField;
  readonly fields?: AnyFields;
  readonly exact?: true;
  readonly stored?: true | "missing";
  readonly values?: AnyField;
  readonly null?: "refused" | "kept";
}

/** Declarations by the names of the fields. */
export type AnyFields = Readonly<Record<string, AnyField>>;

/** A declaration taken apart. */
export interface ReadField extends Omit<LimitedField, "type"> {
  readonly type: TypeName;
  readonly required: boolean;
}

/** Takes a declaration apart. */
export function readField(field: AnyField): ReadField {
  const { type, ...limits } = typeof field === "string" ? { type: field } : field;
  const required = type.endsWith("!");
  return { ...limits, type: (required ? type.slice(0, -1) : type) as TypeName, required };
}
