/** Claims of a token about its holder and its server. They are read, not verified: the server does that. */
export interface TokenClaims {
  /** Highest version of the API that the server speaks. */
  apiVersion: string | undefined;
  /** Version of the server. */
  serverVersion: string | undefined;
  /** The user who is logged in. */
  user: { id: string; name: string } | undefined;
  /** Seconds from issue to expiry. */
  lifetime: number | undefined;
  /** Whether the server stores scalars that are NaN or infinite, as the embedded one does. */
  storesNonFinite: boolean;
}

/** Reads the claims of a JWT; those that are missing, or all where the text is not a JWT, are undefined. */
export function readToken(token: string): TokenClaims {
  const claims = decodePayload(token);
  const { identity } = claims;
  const { user, user_name: name } = isRecord(identity) ? identity : {};
  const { exp, iat } = claims;
  return {
    apiVersion: version(claims["api_version"]),
    serverVersion: version(claims["server_version"]),
    user: typeof user === "string" ? { id: user, name: typeof name === "string" ? name : user } : undefined,
    lifetime: typeof exp === "number" && typeof iat === "number" ? exp - iat : undefined,
    storesNonFinite: claims["non_finite_scalars"] === true,
  };
}

function decodePayload(token: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isRecord(payload) ? payload : {};
  } catch {
    return {};
  }
}

/** Versions come as text or, from old servers, as numbers. */
function version(value: unknown): string | undefined {
  const text = String(value ?? "");
  return /^\d+(\.\d+)+$/.test(text) ? text : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
