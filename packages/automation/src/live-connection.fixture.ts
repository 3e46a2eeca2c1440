import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { liveConnections } from "@clearml-ts/testing";

/** Connects to a real server in this process; both are gone when the test is. */
export const liveConnection = liveConnections({ startServer, connect });
