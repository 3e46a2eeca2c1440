import { Link } from "wouter-preact";

interface ProjectLinkProps {
  /** Unknown for as long as the server has not said it. */
  id: string | undefined;
  name: string;
  class?: string;
}

/** The name of a project, which leads to its tasks. */
export function ProjectLink({ id, name, class: looks }: ProjectLinkProps) {
  return id === undefined ? (
    name
  ) : (
    <Link href={`/projects/${id}`} class={looks}>
      {name}
    </Link>
  );
}
