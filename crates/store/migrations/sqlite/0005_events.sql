-- What happened to an organisation's links, in the order in which it became known. Numbers are never
-- given twice: readers remember how far they came.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    link BLOB NOT NULL,
    webhook_type TEXT NOT NULL,
    webhook_code TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- When it was told of, by the system's time.
    announced_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_id ON events (organisation, id);
CREATE INDEX events_listed ON events (organisation, seq);
CREATE INDEX events_of_link ON events (organisation, link, seq);
-- What a request brought about, for the operator.
CREATE INDEX events_of_request ON events (request_id);
CREATE INDEX events_announced ON events (announced_at);

-- Where organisations want to be told of events.
CREATE TABLE webhooks (
    id BLOB PRIMARY KEY NOT NULL,
    organisation BLOB NOT NULL,
    url TEXT NOT NULL,
    -- Both sealed: the value of the Authorization header, if there is one, and the key of signatures.
    authorization_header BLOB,
    secret BLOB NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- Since when every delivery failed; nothing while they succeed.
    failing_since INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX webhooks_of_organisation ON webhooks (organisation, created_at);

-- One event on its way to one webhook.
CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation BLOB NOT NULL,
    webhook BLOB NOT NULL,
    event INTEGER NOT NULL,
    -- pending, delivered or failed
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- When it is to be tried, or when its lease ends; nothing once it is over.
    due_at INTEGER,
    worker TEXT,
    -- When it was delivered, or given up.
    ended_at INTEGER
) STRICT;

CREATE UNIQUE INDEX deliveries_of_event ON deliveries (event, webhook);
CREATE INDEX deliveries_due ON deliveries (webhook, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_of_webhook ON deliveries (webhook, seq);
CREATE INDEX deliveries_failed ON deliveries (webhook, ended_at) WHERE state = 'failed';

-- Every attempt to deliver, and what came of it.
CREATE TABLE delivery_attempts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery INTEGER NOT NULL,
    at INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    -- The receiver's status, or nothing when there was no answer.
    status INTEGER,
    -- The beginning of the receiver's answer, or why there was none.
    answer TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_attempts_of ON delivery_attempts (delivery, seq);
CREATE INDEX delivery_attempts_at ON delivery_attempts (at);

-- What has to happen to a link at a moment of its institution's time.
CREATE TABLE appointments (
    organisation BLOB NOT NULL,
    link BLOB NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- How often it was put off.
    postponed INTEGER NOT NULL,
    PRIMARY KEY (organisation, link, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX appointments_at ON appointments (at);

-- The time of a sandbox, where it is not the system's.
CREATE TABLE clock (
    name TEXT PRIMARY KEY NOT NULL,
    -- Where it stands, if it is held; how far it is ahead of the system's, if it runs.
    held_at INTEGER,
    ahead_us INTEGER NOT NULL,
    -- Until when somebody is moving it.
    moving_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE links ADD COLUMN refreshed_at INTEGER;

-- How often a job was tried and failed; attempts also count those whose worker died.
ALTER TABLE jobs ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;

-- Whether a request that is sent again has been accepted already.
CREATE INDEX jobs_of_request ON jobs (organisation, request_id);
