/** The cookie that carries a page's token, for the API and the file store alike: cookies do not tell ports apart. */
const COOKIE = "clearml_token_basic";

/** The `Set-Cookie` value that signs a browser in; `secure` when it came by HTTPS, and is never to send it in the open. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${COOKIE}=${token}; Max-Age=99999999999; ${attributes(secure)}`;
}

/** The `Set-Cookie` value that signs a browser out. */
export function expiredCookie(secure: boolean): string {
  return `${COOKIE}=; Max-Age=0; ${attributes(secure)}`;
}

/** Finds the token among the cookies of a request. */
export function readSessionCookie(headers: Headers): string | undefined {
  for (const cookie of (headers.get("cookie") ?? "").split(";")) {
    const [name, value] = cookie.trim().split("=", 2);
    if (name === COOKIE && value) {
      return value;
    }
  }
  return undefined;
}

function attributes(secure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
