/** The iteration under which a value without iterations is stored: the least 32-bit integer. */
export const SINGLE_VALUE_ITERATION = -2147483648;

/** The metric under which single values are reported. */
export const SINGLE_VALUE_METRIC = "Summary";
