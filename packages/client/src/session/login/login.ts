import { ApiError } from "@clearml-ts/protocol";
import { publicAddress } from "../../config/public-address.ts";
import type { ResolvedConfig } from "../../config/resolve-config.ts";
import { AuthenticationError, ConnectionError } from "../../errors.ts";
import { type ExchangeOptions, exchange } from "../../transport/exchange.ts";
import { callHeaders } from "../../transport/headers.ts";

/** A few seconds: whoever connects wants to know soon that the address is wrong. */
const CONNECT_RETRIES = 2;

/**
 * Logs in and returns a token; `current` is the one in use, if any.
 * @throws {@link AuthenticationError} when the server does not accept the credentials.
 * @throws {@link ConnectionError} when it cannot be reached, or is not an API server.
 */
export async function login(
  config: ResolvedConfig,
  current: string | undefined,
  options: ExchangeOptions & { timeout: number },
  signal: AbortSignal,
): Promise<string> {
  const { tokenLifetime, workerName } = config;
  const { apiServer, policy } = options;
  const retries = current === undefined ? Math.min(CONNECT_RETRIES, policy.retries) : policy.retries;
  const answer = await exchange(
    {
      path: "/auth.login",
      body: JSON.stringify({ expiration_sec: tokenLifetime }),
      headers: {
        ...callHeaders(workerName),
        "content-type": "application/json",
        authorization: authorization(config, current),
      },
      timeout: options.timeout,
      signal,
    },
    { ...options, policy: { ...policy, retries } },
  );
  const { meta, data } = answer.envelope ?? {};
  if (meta?.result_code === 401) {
    throw refused(config, meta.result_msg);
  }
  if (meta !== undefined && meta.result_code !== 200) {
    throw ApiError.fromMeta("auth.login", meta);
  }
  const token = (data as { token?: unknown } | undefined)?.token;
  if (typeof token === "string") {
    return token;
  }
  const message = `${apiServer} accepts the login but returns no token. Is api_server the API server?`;
  throw new ConnectionError(message, { apiServer });
}

/** Makes the error of credentials that the server does not accept. */
export function refused({ credentials, ...config }: ResolvedConfig, serverMessage: string): AuthenticationError {
  const apiServer = publicAddress(config.apiServer);
  const which = credentials.kind === "keys" ? `access key ${credentials.accessKey.slice(0, 4)}…` : "token";
  const advice = "Create new credentials on its web page, or check which server they are for.";
  const message = `The ClearML server at ${apiServer} does not accept the ${which}: ${serverMessage}. ${advice}`;
  return new AuthenticationError(message, { apiServer });
}

/** A token that was given serves to get the first one of our own, and each one to get the next. */
function authorization({ credentials }: ResolvedConfig, current: string | undefined): string {
  if (credentials.kind === "token") {
    return `Bearer ${current ?? credentials.token}`;
  }
  return `Basic ${Buffer.from(`${credentials.accessKey}:${credentials.secretKey}`).toString("base64")}`;
}
