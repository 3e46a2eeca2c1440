import { Link } from "wouter-preact";
import { Notice } from "../looks/notice.tsx";

/** The page for an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Notice kind="empty">
      There is no page at this address. <Link href="/">Go to the start.</Link>
    </Notice>
  );
}
