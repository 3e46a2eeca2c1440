/** The cookie that carries a page's token, for the API and the file store alike: cookies do not tell ports apart. */
const COOKIE = "clearml_token_basic";

/** The `Set-Cookie` value that signs a browser in. */
export function sessionCookie(token: string): string {
  return `${COOKIE}=${token}; Max-Age=99999999999; Path=/; HttpOnly; SameSite=Lax`;
}

/** The `Set-Cookie` value that signs a browser out. */
export function expiredCookie(): string {
  return `${COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`;
}

/** Finds the token among the cookies of a request. */
export function readSessionCookie(headers: Headers): string | undefined {
  for (const cookie of (headers.get("cookie") ?? "").split(";")) {
    const [name, value] = cookie.trim().split("=", 2);
    if (name === COOKIE && value) return value;
  }
  return undefined;
}
