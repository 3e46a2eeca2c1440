import { ClearMLError } from "@clearml-ts/protocol";
import { clientAddress } from "../auth/attempts/client-address.ts";
import { prepareKeyPair } from "../auth/secrets/first-start.ts";
import { createContext, type ServerContext } from "../context.ts";
import { DataDir } from "../data-folder/data-dir.ts";
import { DataDirError } from "../errors.ts";
import { FileStore } from "../files/file-store.ts";
import { createFilesApp } from "../files/files-app.ts";
import { createApiApp } from "../http/api-app.ts";
import { isLocalName, refuseForeignRequests } from "../http/guards/foreign-requests.ts";
import { dropForeignCookies, isOwnPage } from "../http/guards/own-pages.ts";
import type { FetchHandler } from "../http/node/node-listener.ts";
import { openPorts } from "../http/node/ports.ts";
import { ownFiles } from "../http/reply/own-files.ts";
import { createMissingPage } from "../page/missing-page.ts";
import { openPage } from "../page/page-build.ts";
import { pageHeaders } from "../page/page-headers.ts";
import { SettingsStore } from "../services/server/settings.ts";
import { type StaticHeaders, webappHeaders } from "../webapp/static-headers.ts";
import { createWebapp } from "../webapp/webapp-app.ts";
import { WebappBuild } from "../webapp/webapp-build.ts";
import { Closers } from "./closers.ts";
import { describeConfig, resolveConfig, type ServerConfig, type StartServerOptions } from "./config.ts";
import { openDatabase } from "./open-database.ts";
import { EmbeddedServer, type PageLogin, type PartHandlers, type Server } from "./server.ts";
import { filePath, type ServerUrls, VIRTUAL_URLS } from "./server-urls.ts";

/**
 * Starts a ClearML server in this process: API, file store and page on one SQLite file.
 *
 * @throws {@link PortInUseError} when one of its ports is taken.
 * @throws {@link DataDirInUseError} when another server works on the folder.
 * @throws {@link DataDirError} when the folder cannot be used.
 * @throws {@link WebappError} when `webapp` names no build of the web UI.
 */
export async function startServer(options: StartServerOptions = {}): Promise<Server> {
  const config = resolveConfig(options);
  const webapp = config.webapp === undefined ? await openPage() : await WebappBuild.open(config.webapp);
  const closers = new Closers();
  try {
    const dataDir = config.dataDir === undefined ? await DataDir.temporary() : await DataDir.open(config.dataDir);
    closers.add(() => dataDir.close());
    let urls = VIRTUAL_URLS;
    const context = await openContext(config, dataDir, closers, () => urls);
    const keyPair = await prepareKeyPair(context, dataDir, config.keyPair);
    context.queues.ensureDefault();
    const handlers = createHandlers(context, {
      urls: () => urls,
      local: isLocalName(config.host),
      listens: config.listen,
      webapp,
      headers: config.webapp === undefined ? pageHeaders : webappHeaders,
    });
    if (config.listen) {
      const ports = await openPorts(handlers, config);
      closers.add(() => ports.close());
      urls = ports.urls;
    }
    const pageLogin = (): PageLogin => {
      if (context.nameLogin.isOpen) {
        return "name";
      }
      return context.passwords.any ? "password" : "nobody";
    };
    const endWaits = () => context.heldAnswers.close();
    return new EmbeddedServer({ urls, keyPair, pageLogin, handlers, endWaits, shutDown: () => closers.run() });
  } catch (error) {
    await closers.run();
    throw asDataDirError(error, config.dataDir);
  }
}

function exposureWarning(paths: readonly string[]): string {
  return `Other users of this machine could read ${paths.join(", ")} until now. They cannot any more, and every token that was given out is invalid. Replace the key pair, which they may know.`;
}

/** Names the folder in what the system or the database says about a file in it; leaves our own errors as they are. */
function asDataDirError(error: unknown, dataDir: string | undefined): unknown {
  const isRefusal = error instanceof Error && "code" in error && !(error instanceof ClearMLError);
  return isRefusal && dataDir !== undefined ? new DataDirError(dataDir, error.message, { cause: error }) : error;
}

async function openContext(
  config: ServerConfig,
  dataDir: DataDir,
  closers: Closers,
  urls: () => ServerUrls,
): Promise<ServerContext> {
  const { now, reportBug } = config;
  const database = await openDatabase(dataDir);
  closers.add(() => database.close());
  if (dataDir.exposed.length > 0) {
    new SettingsStore(database).renewTokenSecret();
    config.warn(exposureWarning(dataDir.exposed));
  }
  const files = new FileStore(dataDir.filesPath);
  await files.prepare();
  const context = createContext({
    database,
    clock: now,
    files,
    filePath: (url) => filePath(urls(), url),
    local: isLocalName(config.host),
    configuration: () => ({ ...describeConfig(config), urls: urls() }),
    reportBug,
  });
  closers.add(() => context.fileRemoval.close());
  context.fileRemoval.resume();
  closers.add(() => context.watchdog.close());
  context.watchdog.start((error) => reportBug(error, "task watchdog"));
  closers.add(() => context.queueSampler.close());
  context.queueSampler.start((error) => reportBug(error, "queue sampler"));
  return context;
}

interface Place {
  readonly urls: () => ServerUrls;
  /** Whether only this machine can call. */
  readonly local: boolean;
  /** Whether it can be called through a port, and so by pages of others. */
  readonly listens: boolean;
  /** The page, or the official web UI in its place; undefined where the page was not built. */
  readonly webapp: WebappBuild | undefined;
  readonly headers: StaticHeaders;
}

function createHandlers(context: ServerContext, { urls, local, listens, webapp, headers }: Place): PartHandlers {
  const web = () => urls().web;
  const guards = listens && local ? [refuseForeignRequests] : [];
  const guardsOfData = [...guards, dropForeignCookies(web)];
  const apiApp = createApiApp(context, guardsOfData);
  const filesApp = createFilesApp(context, guardsOfData);
  const api: FetchHandler = async (request, address) => {
    const origin = request.headers.get("origin");
    return apiApp.fetch(request, {
      address: clientAddress(address, request.headers),
      ownPage: origin !== null && isOwnPage(origin, request.url, web()),
      ownFiles: ownFiles({ called: request.url, files: urls().files }),
    });
  };
  const files: FetchHandler = async (request) => filesApp.fetch(request);
  if (webapp) {
    return { api, files, web: createWebapp(webapp, { headers, context, api, files, urls, guards }) };
  }
  const page = createMissingPage(guards);
  return { api, files, web: async (request) => page.fetch(request) };
}
