export { type StorageDriverSuite, type StorageDriverUnderTest, testStorageDriver } from "./test-storage-driver.ts";
