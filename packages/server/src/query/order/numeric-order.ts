const numeric = new Intl.Collator("en-US", { numeric: true });

/** Compares texts as lists of parameters and metadata are sorted: numbers in them by what they are worth, "2" before "10". */
export const compareNumeric: (left: string, right: string) => number = numeric.compare;
