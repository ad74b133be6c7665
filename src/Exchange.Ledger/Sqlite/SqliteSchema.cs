namespace Exchange.Ledger.Sqlite;

/// <summary>The tables, and how an older file becomes a newer one.</summary>
internal static class SqliteSchema
{
    /// <summary>The number of the newest schema that this program knows.</summary>
    public const int Version = 1;

    // "EXLG": says that a SQLite file is a ledger and nothing else.
    private const int ApplicationId = 0x45584C47;

    // Amounts have 128 bits, more than any number of SQLite, so they are canonical decimal text. The check on balances
    // says what Accounts.IsNeverNegative says: the database has the last word.
    private static readonly string[] First =
    [
        """
        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, time INTEGER NOT NULL,
            wallet_id TEXT, symbol TEXT, cause TEXT NOT NULL, postings TEXT NOT NULL, detail TEXT NOT NULL,
            writer TEXT NOT NULL, hash BLOB NOT NULL) STRICT
        """,
        "CREATE INDEX entry_wallet ON entry (wallet_id, sequence) WHERE wallet_id IS NOT NULL",
        "CREATE INDEX entry_symbol ON entry (symbol, sequence) WHERE symbol IS NOT NULL",
        """
        CREATE TABLE balance (
            account TEXT NOT NULL, asset TEXT NOT NULL, amount TEXT NOT NULL, PRIMARY KEY (account, asset),
            CONSTRAINT never_negative CHECK (
                substr(amount, 1, 1) <> '-'
                OR (substr(account, 1, 7) <> 'wallet/'
                    AND (substr(account, 1, 6) <> 'token/' OR substr(asset, -5) = '-PERP'
                        OR substr(account, 7) = asset)))) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE wallet (wallet_id TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        """
        CREATE TABLE token_state (
            symbol TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, entry_id BLOB NOT NULL, state TEXT NOT NULL)
            STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE writer (
            writer TEXT NOT NULL PRIMARY KEY, opened INTEGER NOT NULL, entries INTEGER NOT NULL,
            sequence INTEGER NOT NULL, hash BLOB NOT NULL) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TRIGGER entry_never_updated BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never updated'); END
        """,
        """
        CREATE TRIGGER entry_never_deleted BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END
        """,
    ];

    /// <summary>Brings the file to the newest schema.</summary>
    /// <exception cref="LedgerException">The file is of a newer program, or is not a ledger.</exception>
    public static void Migrate(SqliteSession session)
    {
        session.Execute("PRAGMA journal_mode = WAL");
        session.Execute("BEGIN IMMEDIATE");
        var version = session.QueryInteger("PRAGMA user_version");
        if (version > Version)
        {
            throw new LedgerException(
                $"The ledger has schema {version}, written by a newer version of this program, which knows {Version}.",
                outcomeKnown: true);
        }

        var tables = session.QueryInteger("SELECT count(*) FROM sqlite_schema");
        if (version == 0 ? tables > 0 : session.QueryInteger("PRAGMA application_id") != ApplicationId)
        {
            throw new LedgerException("The file is a database, but not a ledger.", outcomeKnown: true);
        }

        if (version == 0)
        {
            Create(session);
        }

        session.Execute("COMMIT");
    }

    private static void Create(SqliteSession session)
    {
        foreach (var statement in First)
        {
            session.Execute(statement);
        }

        session.Execute($"PRAGMA application_id = {ApplicationId}");
        session.Execute($"PRAGMA user_version = {Version}");
    }
}
