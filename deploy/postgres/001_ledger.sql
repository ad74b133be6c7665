-- The ledger. Applied once, by `exchange-silo migrate` or at the first start; the program checks the number of the last
-- script and refuses a database that a newer one made.

-- Entries are written once and never changed. Sequences rise along every wallet and every token, whoever wrote; the
-- last ten bits are the writer's, so that no two writers ever give the same. Postings are one text, a line each:
-- account, asset, amount with tabs between; a row per posting would cost several times as much.
CREATE TABLE entry (
    sequence   bigint   NOT NULL PRIMARY KEY,
    id         uuid     NOT NULL UNIQUE,  -- made from the cause: the last word on "once"
    kind       smallint NOT NULL,         -- 0 void, 1 deposit, 2 withdrawal, 3 creation, 4 redemption, …
    time       bigint   NOT NULL,         -- UTC, in units of 100 ns since the year 1
    wallet_id  text     COLLATE "C",
    symbol     text     COLLATE "C",
    cause      text     NOT NULL,
    postings   text     NOT NULL,
    detail     text     NOT NULL,
    writer     integer  NOT NULL,
    hash       bytea    NOT NULL,
    state_hash bytea                      -- of the token state that it produced
);

-- Statements and order history of a wallet, everything of a token; and both again without orders, so that a market
-- maker's few transfers and a token's few rebalances are found among its millions of orders.
CREATE INDEX entry_wallet ON entry (wallet_id, sequence) WHERE wallet_id IS NOT NULL;
CREATE INDEX entry_symbol ON entry (symbol, sequence) WHERE symbol IS NOT NULL;
CREATE INDEX entry_wallet_other ON entry (wallet_id, sequence)
    WHERE wallet_id IS NOT NULL AND kind <> 3 AND kind <> 4;
CREATE INDEX entry_symbol_other ON entry (symbol, sequence) WHERE symbol IS NOT NULL AND kind <> 3 AND kind <> 4;

CREATE FUNCTION entry_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an entry is never updated or deleted';
END $$;
CREATE TRIGGER entry_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION entry_is_never_changed();

-- What a wallet holds, in one row: a line for each asset, amount, asset and place ("/held" or nothing) with tabs
-- between. The amount comes first, so that a line that begins with a minus is a balance below zero. Rows are rewritten
-- in place all the time: the empty half of each page keeps that from touching an index.
CREATE TABLE wallet (
    wallet_id text   COLLATE "C" NOT NULL PRIMARY KEY,
    sequence  bigint NOT NULL DEFAULT 0,  -- of the batch that wrote it last
    version   bigint NOT NULL DEFAULT 0,  -- raised by every entry that touches it
    balances  text   NOT NULL DEFAULT '',
    CONSTRAINT never_negative CHECK (left(balances, 1) <> '-' AND position(E'\n-' IN balances) = 0)
) WITH (fillfactor = 50);

-- A token's last state, and what it holds: collateral is never below zero; units issued and positions may be.
CREATE TABLE token (
    symbol   text   COLLATE "C" NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL DEFAULT 0,
    version  bigint NOT NULL DEFAULT 0,
    entry_id uuid,                        -- of the entry that made the state
    state    text   NOT NULL DEFAULT '',
    balances text   NOT NULL DEFAULT '',
    open     text   NOT NULL DEFAULT '',
    CONSTRAINT never_negative CHECK (left(balances, 1) <> '-' AND position(E'\n-' IN balances) = 0)
) WITH (fillfactor = 50);

-- Whoever writes has a number, a hash chain, and the noted end of that chain. A closed one can commit nothing more.
CREATE TABLE writer (
    number   integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opened   timestamptz NOT NULL DEFAULT now(),
    closed   timestamptz,
    entries  bigint      NOT NULL DEFAULT 0,
    sequence bigint      NOT NULL DEFAULT 0,
    hash     bytea       NOT NULL DEFAULT ''
) WITH (fillfactor = 50);

-- Income, venue, insurance and the world outside are touched by everybody, so each writer keeps a share of them for
-- itself and nobody waits; the balance is the sum.
CREATE TABLE share (
    writer  integer        NOT NULL,
    account text           COLLATE "C" NOT NULL,
    asset   text           COLLATE "C" NOT NULL,
    amount  numeric(38, 8) NOT NULL,
    PRIMARY KEY (writer, account, asset)
) WITH (fillfactor = 50);

-- Every balance as a row, for the audit and for people; one that went back to nothing is none.
CREATE VIEW balance AS
    SELECT 'wallet/' || wallet_id || split_part(line, E'\t', 3) AS account,
           split_part(line, E'\t', 2) AS asset, split_part(line, E'\t', 1) AS amount
    FROM wallet, unnest(string_to_array(rtrim(balances, E'\n'), E'\n')) AS line
    UNION ALL
    SELECT 'token/' || symbol, split_part(line, E'\t', 2), split_part(line, E'\t', 1)
    FROM token, unnest(string_to_array(rtrim(balances || open, E'\n'), E'\n')) AS line
    UNION ALL
    SELECT account, asset, sum(amount)::text FROM share GROUP BY account, asset HAVING sum(amount) <> 0;

-- Ends a transaction in which another writer's work was found where there should have been none.
CREATE FUNCTION ledger_expect(rows bigint, expected bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF rows <> expected THEN
        RAISE EXCEPTION 'rows were changed by another writer' USING ERRCODE = 'XL001';
    END IF;
END $$;
