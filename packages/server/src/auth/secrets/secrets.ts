import { createHash, randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import type { KeyPair } from "../../startup/config.ts";
import { DerivationQueue } from "./derivation-queue.ts";

const COST: ScryptOptions = { N: 2 ** 14, r: 8, p: 1 };
const HASH_BYTES = 32;
const KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Makes a key pair that nobody can guess, in the shape of the official server's. */
export function newKeyPair(): KeyPair {
  const accessKey = Array.from({ length: 30 }, () => KEY_ALPHABET[randomInt(KEY_ALPHABET.length)]).join("");
  return { accessKey, secretKey: randomBytes(50).toString("base64url") };
}

/**
 * Hashes secrets for storage, and checks them against what is stored. Deriving a key is slow on purpose, so it is done for one secret
 * after the other, and what was found right once is remembered: clients sign in often.
 */
export class Secrets {
  readonly #queue = new DerivationQueue();
  readonly #seen = new Map<string, Buffer>();
  readonly #pepper = randomBytes(32);

  /**
   * Hashes a secret, with a salt of its own.
   *
   * @throws {@link ApiFailure} 429/0 when too many wait already.
   */
  async hash(secret: string): Promise<string> {
    const salt = randomBytes(16);
    return `scrypt$${salt.toString("base64url")}$${(await this.#derive(secret, salt)).toString("base64url")}`;
  }

  /** Whether a secret was found right before, which takes no time to say. */
  isRemembered(secret: string, stored: string): boolean {
    const seen = this.#seen.get(stored);
    return seen !== undefined && timingSafeEqual(seen, this.#digest(secret));
  }

  /**
   * Whether a secret is the one of which the hash is stored.
   *
   * @throws {@link ApiFailure} 429/0 when too many wait already.
   */
  async verify(secret: string, stored: string): Promise<boolean> {
    if (this.isRemembered(secret, stored)) {
      return true;
    }
    const [, salt = "", hash = ""] = stored.split("$");
    const expected = Buffer.from(hash, "base64url");
    if (expected.length !== HASH_BYTES) {
      return false;
    }
    const matches = timingSafeEqual(await this.#derive(secret, Buffer.from(salt, "base64url")), expected);
    if (matches) {
      this.#seen.set(stored, this.#digest(secret));
    }
    return matches;
  }

  #digest(secret: string): Buffer {
    return createHash("sha256").update(this.#pepper).update(secret).digest();
  }

  #derive(secret: string, salt: Buffer): Promise<Buffer> {
    return this.#queue.run(() => derive(secret, salt));
  }
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
