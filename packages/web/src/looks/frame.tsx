import type { ComponentChildren } from "preact";
import { Link, useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { useReply } from "../api/use-reply.ts";

const PLACES = [
  ["/", "Home"],
  ["/projects/*", "Tasks"],
  ["/queues", "Queues"],
] as const;

/** The bar above every page, and the page. */
export function Frame({ children }: { children: ComponentChildren }) {
  const [path] = useLocation();
  const { data } = useReply("users.get_current_user", {});
  return (
    <>
      <header class="bar">
        <nav aria-label="Pages">
          {PLACES.map(([address, name]) => (
            <Link key={address} href={address} aria-current={path === address ? "page" : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <span class="dim">{data?.user.name}</span>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </header>
      <main>{children}</main>
    </>
  );
}

async function signOut(): Promise<void> {
  await callApi("login.logout", {});
  location.assign("/");
}
