/**
 * Says which form a request has: requests of one form differ in ids, numbers, times and free texts only.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function formOf(value) {
  if (Array.isArray(value)) {
    return `[${[...new Set(value.map(formOf))].sort().join()}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, item]) => `${nameOf(name)}:${formOf(item)}`);
    return `{${[...new Set(fields)].sort().join()}}`;
  }
  if (typeof value === "number") {
    return `${Number.isInteger(value) ? "int" : "float"}${Math.sign(value)}`;
  }
  return typeof value === "string" ? textForm(value) : String(value);
}

/** Names of metrics and of parameters are as free as texts. @param {string} name */
function nameOf(name) {
  return /^[a-z_]+$/.test(name) ? name : "name";
}

/** One of the short words that a field chooses from stays; of other texts only the length counts. @param {string} text */
function textForm(text) {
  return /^[a-z_]{1,24}$/.test(text) ? text : `text${Math.min(text.length, 4)}`;
}
