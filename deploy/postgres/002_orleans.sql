-- Grain storage, reminders and membership on PostgreSQL: the tables, and the queries that Orleans' ADO.NET providers
-- look up by key. Applied at every start, in one transaction under an advisory lock that the caller holds; running it
-- again changes nothing but the text of queries that were rewritten.
--
-- Texts compare byte by byte (collation "C"), as keys should. Times are TIMESTAMPTZ: the providers send UTC, and that
-- is the type that a DateTime in UTC is sent as.

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
);

-- A state is written over and over and none of its indexed columns ever changes: with room left on its page the new
-- row lies beside the old one, and no index hears of it.
CREATE TABLE IF NOT EXISTS OrleansStorage (
    GrainIdHash            INTEGER NOT NULL,
    GrainIdN0              BIGINT NOT NULL,
    GrainIdN1              BIGINT NOT NULL,
    GrainTypeHash          INTEGER NOT NULL,
    GrainTypeString        TEXT COLLATE "C" NOT NULL,
    GrainIdExtensionString TEXT COLLATE "C" NOT NULL, -- empty where a grain has none: NULLs never are the same key
    ServiceId              TEXT COLLATE "C" NOT NULL,
    PayloadBinary          BYTEA,                     -- NULL once the state was cleared
    ModifiedOn             TIMESTAMPTZ NOT NULL,
    Version                INTEGER NOT NULL,
    PRIMARY KEY (
        GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId)
) WITH (fillfactor = 60);

-- The range query goes by hash; every silo asks it for its part of the ring.
CREATE TABLE IF NOT EXISTS OrleansRemindersTable (
    ServiceId    TEXT COLLATE "C" NOT NULL,
    GrainId      TEXT COLLATE "C" NOT NULL,
    ReminderName TEXT COLLATE "C" NOT NULL,
    StartTime    TIMESTAMPTZ NOT NULL,
    Period       BIGINT NOT NULL, -- milliseconds
    GrainHash    INTEGER NOT NULL,
    Version      INTEGER NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX IF NOT EXISTS OrleansRemindersByHash ON OrleansRemindersTable (ServiceId, GrainHash);

-- One row for each cluster. Whoever changes the list of its silos raises the version, so this row is their turnstile.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
    DeploymentId TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Timestamp    TIMESTAMPTZ NOT NULL,
    Version      INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
    DeploymentId TEXT COLLATE "C" NOT NULL REFERENCES OrleansMembershipVersionTable ON DELETE CASCADE,
    Address      TEXT COLLATE "C" NOT NULL,
    Port         INTEGER NOT NULL,
    Generation   INTEGER NOT NULL,
    SiloName     TEXT NOT NULL,
    HostName     TEXT NOT NULL,
    Status       INTEGER NOT NULL,
    ProxyPort    INTEGER NOT NULL, -- 0: no gateway
    SuspectTimes TEXT,
    StartTime    TIMESTAMPTZ NOT NULL,
    IAmAliveTime TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
) WITH (fillfactor = 60);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES

-- A writer that names a version replaces that one; one that names none makes the row. Anything else returns no row,
-- which the provider takes for what it is: somebody else was there.
('WriteToStorageKey', $query$
WITH replaced AS (
    UPDATE OrleansStorage
    SET PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
      AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
      AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
      AND Version = @GrainStateVersion
    RETURNING Version
), made AS (
    INSERT INTO OrleansStorage (
        GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
        PayloadBinary, ModifiedOn, Version)
    SELECT
        @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, COALESCE(@GrainIdExtensionString, ''),
        @ServiceId, @PayloadBinary, now(), 1
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING Version
)
SELECT Version AS NewGrainStateVersion FROM replaced
UNION ALL
SELECT Version FROM made;
$query$),

('ReadFromStorageKey', $query$
SELECT PayloadBinary, Version
FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
  AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND ServiceId = @ServiceId;
$query$),

('ClearStorageKey', $query$
UPDATE OrleansStorage
SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
  AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
  AND Version = @GrainStateVersion
RETURNING Version AS NewGrainStateVersion;
$query$),

-- For stores that delete what is cleared. The provider wants to see a version other than the one it named.
('DeleteStorageKey', $query$
DELETE FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
  AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
  AND Version = @GrainStateVersion
RETURNING Version + 1 AS NewGrainStateVersion;
$query$),

('ReadReminderRowsKey', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId;
$query$),

('ReadReminderRowKey', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;
$query$),

-- The ring of silos: a range either lies between its ends, or goes round through zero.
('ReadRangeRows1Key', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;
$query$),

('ReadRangeRows2Key', $query$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);
$query$),

('UpsertReminderRowKey', $query$
INSERT INTO OrleansRemindersTable AS kept (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE SET
    StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash,
    Version = kept.Version + 1
RETURNING Version;
$query$),

('DeleteReminderRowKey', $query$
WITH gone AS (
    DELETE FROM OrleansRemindersTable
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1
)
SELECT EXISTS (SELECT FROM gone);
$query$),

('DeleteReminderRowsKey', $query$
DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;
$query$),

('InsertMembershipVersionKey', $query$
WITH made AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId, Timestamp, Version) VALUES (@DeploymentId, now(), 0)
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT EXISTS (SELECT FROM made);
$query$),

-- Both or neither: the silo is added if the version could be raised, and the version is raised if the silo is new. Of
-- two that name the same version the second waits for the first at the version's row, and then finds another version.
('InsertMembershipKey', $query$
WITH raised AS (
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
        SELECT FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId
), added AS (
    INSERT INTO OrleansMembershipTable (
        DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT
        DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM raised
    RETURNING 1
)
SELECT EXISTS (SELECT FROM added);
$query$),

-- Both or neither again. The silo's row is locked first, so that nobody takes it away in between.
('UpdateMembershipKey', $query$
WITH member AS (
    SELECT FROM OrleansMembershipTable
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    FOR UPDATE
), raised AS (
    UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (SELECT FROM member)
    RETURNING DeploymentId
), changed AS (
    UPDATE OrleansMembershipTable AS silo
    SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    FROM raised
    WHERE silo.DeploymentId = raised.DeploymentId
      AND silo.Address = @Address AND silo.Port = @Port AND silo.Generation = @Generation
    RETURNING 1
)
SELECT EXISTS (SELECT FROM changed);
$query$),

-- A sign of life is no change of the list: it raises no version.
('UpdateIAmAlivetimeKey', $query$
UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
$query$),

-- The version is there even when no silo is; then the silo's columns are empty.
('MembershipReadRowKey', $query$
SELECT
    cluster.Version, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime,
    IAmAliveTime
FROM OrleansMembershipVersionTable AS cluster
LEFT JOIN OrleansMembershipTable AS silo
    ON silo.DeploymentId = cluster.DeploymentId
    AND Address = @Address AND Port = @Port AND Generation = @Generation
WHERE cluster.DeploymentId = @DeploymentId;
$query$),

('MembershipReadAllKey', $query$
SELECT
    cluster.Version, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime,
    IAmAliveTime
FROM OrleansMembershipVersionTable AS cluster
LEFT JOIN OrleansMembershipTable AS silo ON silo.DeploymentId = cluster.DeploymentId
WHERE cluster.DeploymentId = @DeploymentId;
$query$),

-- Its silos go with it.
('DeleteMembershipTableEntriesKey', $query$
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
$query$),

-- Dead silos (6) that gave no sign of life since. The provider asks for this one where it does not find the next.
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = 6 AND GREATEST(StartTime, IAmAliveTime) < @IAmAliveTime;
$query$),

-- One dead silo that the provider found to be old, unless it has changed since it was read.
('CleanupDefunctSiloEntryKey', $query$
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
  AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime
  AND COALESCE(SuspectTimes, '') = COALESCE(@SuspectTimes, '');
$query$),

('GatewaysQueryKey', $query$
SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
$query$)

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText
WHERE OrleansQuery.QueryText <> excluded.QueryText;
