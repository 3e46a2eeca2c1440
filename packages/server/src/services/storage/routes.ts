import { results, type StorageSettings } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import type { Routes } from "../../routing/routes.ts";
import { formatDate } from "../../values/clock.ts";

const SETTINGS = "storage";
const SECTIONS = ["aws", "google", "azure"] as const;

const settingsFields = {
  aws: {
    type: "object",
    fields: {
      key: "string",
      secret: "string",
      region: "string",
      token: "string",
      use_credentials_chain: "boolean",
      buckets: {
        type: "list",
        items: {
          type: "object",
          fields: {
            bucket: "string",
            subdir: "string",
            host: "string",
            key: "string",
            secret: "string",
            token: "string",
            multipart: "boolean",
            acl: "string",
            secure: "boolean",
            region: "string",
            verify: "boolean",
            use_credentials_chain: "boolean",
          },
        },
      },
    },
  },
  google: {
    type: "object",
    fields: {
      project: "string",
      credentials_json: "string",
      buckets: {
        type: "list",
        items: {
          type: "object",
          fields: { bucket: "string", subdir: "string", project: "string", credentials_json: "string" },
        },
      },
    },
  },
  azure: {
    type: "object",
    fields: {
      containers: {
        type: "list",
        items: {
          type: "object",
          stored: "missing",
          fields: { account_name: "string!", account_key: "string!", container_name: "string" },
        },
      },
    },
  },
} as const;

type Shape =
  | string
  | { readonly type: "object"; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly type: "list"; readonly items: Shape };

/** Leaves out what settings do not have: the official server takes it, and stores it nowhere. */
function knownParts(value: unknown, shape: Shape): unknown {
  if (typeof shape === "string" || value === null || value === undefined) {
    return value;
  }
  if (shape.type === "list") {
    return (value as readonly unknown[]).map((item) => knownParts(item, shape.items));
  }
  const parts = Object.entries(shape.fields).filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(
    parts.map(([name, part]) => [name, knownParts((value as Record<string, unknown>)[name], part)]),
  );
}

/** Cloud credentials that the page keeps on the server. */
export const storageRoutes: Routes<"storage"> = {
  "storage.get_settings": ({ context }) => ({ settings: completeSettings(readSettings(context)) }),

  "storage.set_settings": {
    fields: settingsFields,
    handle({ request, context }) {
      const given = SECTIONS.filter((section) => request[section] !== undefined);
      if (given.length === 0) {
        throw new ApiFailure(results.validationError, { detail: "no settings were given" });
      }
      checkCredentials(request.google?.credentials_json);
      const sections = Object.fromEntries(
        given.map((section) => [section, knownParts(request[section], settingsFields[section])]),
      );
      writeSettings(context, { ...readSettings(context), ...sections });
      return { updated: 1 };
    },
  },

  "storage.reset_settings": {
    fields: { keys: { type: "list", items: { type: "string", enum: SECTIONS } } },
    handle({ request: { keys = [] }, context }) {
      if (context.settings.get(SETTINGS) === undefined) {
        return { updated: 0 };
      }
      // Without names nothing is cleared, as in the official server: `unset` of no field still writes the moment.
      const kept = Object.entries(readSettings(context)).filter(([name]) => !keys.some((key) => key === name));
      writeSettings(context, Object.fromEntries(kept) as StorageSettings);
      return { updated: 1 };
    },
  },
};

/** The cloud credentials that are kept. */
export function readSettings(context: ServerContext): StorageSettings {
  return (context.settings.get(SETTINGS) ?? {}) as StorageSettings;
}

type AwsBucket = NonNullable<NonNullable<StorageSettings["aws"]>["buckets"]>[number];

/** Without credentials a bucket is of no use, and is not shown: clearml backend_config/bucket_config.py, `is_valid`. */
function hasCredentials({ key, secret, use_credentials_chain }: AwsBucket): boolean {
  return (Boolean(key) && Boolean(secret)) || use_credentials_chain === true;
}

/** What a bucket is taken for unless it says otherwise: clearml-server apimodels/storage.py. */
const usualBucket = { multipart: true, secure: true, verify: true, use_credentials_chain: false } as const;

/** Adds what is not kept: the web UI's form goes through every list. */
function completeSettings({ aws, google, azure, ...rest }: StorageSettings) {
  const buckets = (aws?.buckets ?? []).filter(hasCredentials).map((bucket) => ({ ...usualBucket, ...bucket }));
  return {
    last_update: null,
    ...rest,
    aws: { key: "", secret: "", token: "", region: "", use_credentials_chain: false, ...aws, buckets },
    google: { project: null, credentials_json: null, buckets: [], ...google },
    azure: { containers: [], ...azure },
  };
}

/** Refuses a service account of Google that is not JSON. @throws {@link ApiFailure} 400/12 */
function checkCredentials(json: string | null | undefined): void {
  if (!json) {
    return;
  }
  try {
    JSON.parse(json);
  } catch (cause) {
    throw new ApiFailure(results.validationError, { detail: "google.credentials_json is not JSON", cause });
  }
}

function writeSettings(context: ServerContext, settings: StorageSettings): void {
  context.settings.set(SETTINGS, { ...settings, last_update: formatDate(context.clock()) });
}
