/** Reads one of ClearML's own headers, in its present or its former spelling. */
export function clearmlHeader(headers: Headers, name: string): string | undefined {
  return headers.get(`x-clearml-${name}`) ?? headers.get(`x-trains-${name}`) ?? undefined;
}
