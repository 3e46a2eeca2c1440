import type { ComponentChildren } from "preact";
import { Link, useLocation } from "wouter-preact";
import { callApi } from "../../api/api.ts";
import { useReply } from "../../api/use-reply.ts";
import { Keyboard } from "../../keyboard/keyboard.tsx";
import { useLanguage } from "../../language/language-context.tsx";
import "./frame.css";

/** The places of the bar, and the addresses of the pages that belong to each. */
const PLACES = [
  ["/", "home", /^\/$/],
  ["/projects/*", "tasks", /^\/(?:projects|tasks|pipelines|compare)\b/],
  ["/datasets", "datasets", /^\/datasets\b/],
  ["/models", "models", /^\/models\b/],
  ["/queues", "queues", /^\/queues\b/],
  ["/settings", "settings", /^\/settings\b/],
] as const;

/** The bar above every page, and the page. */
export function Frame({ children }: { children: ComponentChildren }) {
  const { texts } = useLanguage();
  const [path] = useLocation();
  const { data } = useReply("users.get_current_user", {});
  return (
    <>
      <a class="skip" href="#content">
        {texts.frame.toContent}
      </a>
      <header class="bar">
        <Link href="/" class="brand">
          <img src="/icon.svg" alt="" width="20" height="20" /> ClearML
        </Link>
        <nav aria-label={texts.frame.pages}>
          {PLACES.map(([address, name, pages]) => (
            <Link
              key={address}
              href={address}
              aria-current={path === address ? "page" : pages.test(path) ? "true" : undefined}
            >
              {texts.frame[name]}
            </Link>
          ))}
        </nav>
        <span class="dim">{data?.user.name}</span>
        <button type="button" onClick={() => void signOut()}>
          {texts.frame.signOut}
        </button>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Keyboard />
    </>
  );
}

async function signOut(): Promise<void> {
  await callApi("login.logout", {});
  location.assign("/");
}
