import { patternOf } from "./pattern.ts";
import { useReply } from "./use-reply.ts";

/** Projects in one call. */
const MOST = 500;

/** The ids of projects by their names, as far as they are known. */
export function useProjectIds(names: readonly string[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(names)].filter((name) => name !== "").sort();
  const { data } = useReply(
    "projects.get_all",
    { name: `^(?:${wanted.map(patternOf).join("|")})$`, only_fields: ["id", "name"], page: 0, page_size: MOST },
    { enabled: wanted.length > 0 },
  );
  return new Map(data?.projects.map(({ id, name }) => [name, id]));
}
