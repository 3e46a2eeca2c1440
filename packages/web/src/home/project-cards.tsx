import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { Problem } from "../looks/problem.tsx";

/** The projects, as far as they are known. */
export function useProjectList() {
  return useReply("projects.get_all_ex", {
    order_by: ["-last_update"],
    only_fields: ["name", "last_update"],
    page: 0,
    page_size: 60,
  });
}

/** The projects, last used first, and when that was. Nothing where there is none. */
export function ProjectCards() {
  const { texts } = useLanguage();
  const { data, error } = useProjectList();
  if (error) {
    return <Problem error={error} />;
  }
  if (data === undefined || data.projects.length === 0) {
    return null;
  }
  return (
    <>
      <h2>{texts.home.projects}</h2>
      <ul class="cards">
        {data.projects.map(({ id, name, last_update }) => (
          <li key={id}>
            <Link href={`/projects/${id}`}>{name}</Link>
            <span class="dim">
              <Moment at={last_update} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
