import { isBusy } from './sqlite-schema.js';
export class GroupCommit {
    #database;
    #now;
    #waiting = [];
    #durability = 'POWER_CUT';
    constructor(database, now) {
        this.#database = database;
        this.#now = now;
    }
    write(work, durability = 'POWER_CUT') {
        return new Promise((resolve, reject) => {
            this.#waiting.push({ work, durability, resolve: resolve, reject });
            if (this.#waiting.length === 1)
                setImmediate(() => this.flush());
        });
    }
    flush() {
        const writes = this.#waiting;
        this.#waiting = [];
        if (writes.length > 0)
            this.#commit(writes);
    }
    #commit(writes) {
        try {
            const results = this.#transaction(writes);
            for (const [index, { resolve }] of writes.entries())
                resolve(results[index]);
        }
        catch (error) {
            if (writes.length === 1 || isBusy(error))
                for (const { reject } of writes)
                    reject(error);
            else
                for (const write of writes)
                    this.#commit([write]);
        }
    }
    #transaction(writes) {
        this.#setDurability(writes.every(({ durability }) => durability === 'PROCESS') ? 'PROCESS' : 'POWER_CUT');
        this.#database.exec('BEGIN IMMEDIATE');
        try {
            const now = this.#now();
            const results = writes.map(({ work }) => work(now));
            this.#database.exec('COMMIT');
            return results;
        }
        catch (error) {
            if (this.#database.isTransaction)
                this.#database.exec('ROLLBACK');
            throw error;
        }
    }
    #setDurability(durability) {
        if (durability === this.#durability)
            return;
        this.#database.exec(`PRAGMA synchronous = ${durability === 'POWER_CUT' ? 'FULL' : 'NORMAL'}`);
        this.#durability = durability;
    }
}
