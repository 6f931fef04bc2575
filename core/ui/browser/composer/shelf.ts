// Keeps letters in IndexedDB, so that a closed tab loses nothing; in memory where the browser has none.
import type { Letter, Shelf } from "~/core/ui/browser/models/outbox";

const DATABASE = "compagnon-outbox";
const STORE = "letters";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function ask<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** A private window may refuse a database: then letters live as long as the page. */
export class BrowserShelf implements Shelf {
  #memory = new Map<string, Letter>();

  async all(): Promise<Letter[]> {
    const kept = await ask<Letter[]>("readonly", (store) => store.getAll()).catch(() => [] as Letter[]);
    return [...kept, ...this.#memory.values()];
  }

  async put(letter: Letter): Promise<void> {
    try {
      await ask("readwrite", (store) => store.put(letter));
      this.#memory.delete(letter.key);
    } catch {
      this.#memory.set(letter.key, letter);
    }
  }

  async remove(key: string): Promise<void> {
    this.#memory.delete(key);
    await ask("readwrite", (store) => store.delete(key)).catch(() => undefined);
  }
}
