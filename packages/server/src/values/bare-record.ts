/** Makes an object for keys that senders choose: without a prototype, so that `__proto__` is a key like any other. */
export function bareRecord<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}
