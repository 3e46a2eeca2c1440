export { createMemoryDriver } from "./memory-driver.ts";
export { type StorageDriverSuite, type StorageDriverUnderTest, testStorageDriver } from "./test-storage-driver.ts";
