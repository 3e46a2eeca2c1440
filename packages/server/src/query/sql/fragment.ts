import type { SqlValue } from "../../database/parameters.ts";

/** A piece of SQL with the values of its parameters, in order. */
export interface Fragment {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

/** Builds a fragment: fragments in it are spliced in, any other value becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: readonly (Fragment | SqlValue)[]): Fragment {
  let text = strings[0] ?? "";
  const params: SqlValue[] = [];
  values.forEach((value, index) => {
    if (isFragment(value)) {
      text += value.text;
      params.push(...value.params);
    } else {
      text += "?";
      params.push(value);
    }
    text += strings[index + 1] ?? "";
  });
  return { text, params };
}

/** Text that goes into the statement as it is: never something a caller sent. */
export function raw(text: string): Fragment {
  return { text, params: [] };
}

/** Puts a separator between fragments. */
export function join(fragments: readonly Fragment[], separator: string): Fragment {
  return {
    text: fragments.map((fragment) => fragment.text).join(separator),
    params: fragments.flatMap((fragment) => fragment.params),
  };
}

function isFragment(value: Fragment | SqlValue): value is Fragment {
  return typeof value === "object" && value !== null && "params" in value;
}
