const FORMS = 'sqlite:<path>, postgres://<user>@<host>/<database> or memory:';
export async function openStore(url) {
    if (url === 'memory:') {
        const { MemoryStore } = await import('./memory.js');
        return new MemoryStore();
    }
    if (url.startsWith('sqlite:')) {
        const path = sqlitePath(url.slice('sqlite:'.length));
        const { SqliteStore } = await import('./sqlite.js');
        return new SqliteStore(path);
    }
    if (/^postgres(ql)?:\/\//.test(url)) {
        if (!URL.canParse(url)) {
            throw new TypeError('The URL of the PostgreSQL store cannot be read. Signs such as / ? # @ in a password have to be percent-encoded.');
        }
        const { PostgresStore } = await import('./postgres.js');
        return PostgresStore.open(url);
    }
    throw new TypeError(`The URL of the store has to be ${FORMS}.`);
}
function sqlitePath(path) {
    if (path === '' || path === ':memory:') {
        throw new TypeError('The SQLite store needs the path of a file: sqlite:./data/contacts.db');
    }
    if (/^\/\/(?!\/)/.test(path)) {
        throw new TypeError('The path follows the colon: sqlite:./relative/path or sqlite:/absolute/path');
    }
    return path;
}
