import type { Migration } from "../migration.ts";

/** Containers that serve models, with an expiry, and what they measured. */
export const serving: Migration = {
  id: 4,
  name: "serving",
  up(database) {
    database.exec(`
      CREATE TABLE serving_containers (
        id TEXT PRIMARY KEY,
        doc TEXT NOT NULL,
        expires INTEGER NOT NULL
      ) STRICT;

      -- One row per report; what a container did not measure is NULL. Kept for some weeks.
      CREATE TABLE serving_measurements (
        endpoint TEXT NOT NULL,
        container TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        requests REAL,
        requests_min REAL,
        latency_ms REAL,
        cpu_count REAL,
        gpu_count REAL,
        cpu_util REAL,
        gpu_util REAL,
        ram_total REAL,
        ram_used REAL,
        ram_free REAL,
        gpu_ram_total REAL,
        gpu_ram_used REAL,
        gpu_ram_free REAL,
        network_rx REAL,
        network_tx REAL
      ) STRICT;
      CREATE INDEX serving_measurements_by_endpoint ON serving_measurements(endpoint, timestamp);
      CREATE INDEX serving_measurements_by_time ON serving_measurements(timestamp);
    `);
  },
};
