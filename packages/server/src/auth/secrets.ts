import { createHash, randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import type { KeyPair } from "../startup/config.ts";

const COST: ScryptOptions = { N: 2 ** 14, r: 8, p: 1 };
const HASH_BYTES = 32;
const KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Makes a key pair that nobody can guess, in the shape of the official server's. */
export function newKeyPair(): KeyPair {
  const accessKey = Array.from({ length: 30 }, () => KEY_ALPHABET[randomInt(KEY_ALPHABET.length)]).join("");
  return { accessKey, secretKey: randomBytes(50).toString("base64url") };
}

/** Hashes a secret for storage, with a salt of its own. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString("base64url")}$${(await derive(secret, salt)).toString("base64url")}`;
}

/** Checks secrets against stored hashes, remembering what it has seen: deriving is slow on purpose, and clients sign in often. */
export class SecretVerifier {
  readonly #seen = new Map<string, Buffer>();
  readonly #pepper = randomBytes(32);

  async verify(secret: string, stored: string): Promise<boolean> {
    const digest = createHash("sha256").update(this.#pepper).update(secret).digest();
    const seen = this.#seen.get(stored);
    if (seen && timingSafeEqual(seen, digest)) {
      return true;
    }
    const [, salt = "", hash = ""] = stored.split("$");
    const expected = Buffer.from(hash, "base64url");
    if (expected.length !== HASH_BYTES) {
      return false;
    }
    const matches = timingSafeEqual(await derive(secret, Buffer.from(salt, "base64url")), expected);
    if (matches) {
      this.#seen.set(stored, digest);
    }
    return matches;
  }
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
