-- Requests that a client may send twice: what the first of them was answered.
CREATE TABLE idempotency (
    organisation BLOB NOT NULL,
    key TEXT NOT NULL,
    -- A digest of what was asked: the same key must not stand for two things.
    fingerprint BLOB NOT NULL,
    -- The request that had the key first: whoever takes over from the dead goes on under its id.
    origin TEXT NOT NULL,
    -- The request that has the key, and until when nobody else may have it.
    request_id TEXT NOT NULL,
    held_until INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- Zero until it is answered.
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (organisation, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_created ON idempotency (created_at);
