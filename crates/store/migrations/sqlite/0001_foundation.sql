-- Ids are 16 bytes, moments are microseconds since 1970, facets are SQLite's binary JSON.

CREATE TABLE organisations (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    -- Raised by every change of its links or documents.
    revision INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY NOT NULL,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    owner BLOB NOT NULL,
    secret_hash BLOB NOT NULL,
    name TEXT,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE deployment_secrets (
    name TEXT PRIMARY KEY NOT NULL,
    secret BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sequences (
    organisation BLOB NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (organisation, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    institution TEXT NOT NULL,
    status TEXT NOT NULL,
    institution_user_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_accessed_at INTEGER,
    credentials BLOB,
    credentials_until INTEGER,
    refused_logins INTEGER NOT NULL,
    version INTEGER NOT NULL,
    facets BLOB NOT NULL,
    external_id TEXT GENERATED ALWAYS AS (facets ->> 'external_id') STORED,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX links_id ON links (organisation, id);
CREATE INDEX links_listed ON links (organisation, created_at, seq);
-- These end in the order of lists, or SQLite would rather walk through links_listed.
-- Credentials that are kept for some days only are looked for when those are over.
CREATE INDEX links_forgetting ON links (credentials_until)
    WHERE credentials IS NOT NULL AND credentials_until IS NOT NULL;
CREATE INDEX links_of_user ON links (organisation, institution_user_id, created_at, seq);
-- Clients find a link that they lost by the name that they gave it.
CREATE INDEX links_external ON links (organisation, external_id, created_at, seq);

-- What finds a document. The text itself stands in bodies, so that lists and filters read little.
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    link BLOB NOT NULL,
    kind TEXT NOT NULL,
    account BLOB,
    identity TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    collected_at INTEGER NOT NULL,
    facets BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX documents_id ON documents (organisation, id);
CREATE INDEX documents_of_link ON documents (organisation, link, kind, created_at, seq);
CREATE INDEX documents_of_kind ON documents (organisation, kind, created_at, seq);

CREATE TABLE bodies (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- How many documents a link has of each kind: what a list without filters answers as its count.
CREATE TABLE counts (
    organisation BLOB NOT NULL,
    kind TEXT NOT NULL,
    link BLOB NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (organisation, kind, link)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id TEXT NOT NULL,
    organisation BLOB NOT NULL,
    link BLOB NOT NULL,
    purpose TEXT NOT NULL,
    state BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_link ON sessions (organisation, link);
CREATE INDEX sessions_expiring ON sessions (expires_at);

CREATE TABLE jobs (
    id BLOB PRIMARY KEY NOT NULL,
    organisation BLOB NOT NULL,
    link BLOB,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    request_id TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- The moment from which it may be claimed: run_at, or the end of its lease, or never.
    due_at INTEGER,
    worker TEXT,
    error TEXT,
    buried_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX jobs_of_link ON jobs (organisation, link);

CREATE TABLE requests (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    organisation BLOB,
    link BLOB,
    at INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    steps TEXT NOT NULL
) STRICT;

CREATE INDEX requests_id ON requests (id);
CREATE INDEX requests_at ON requests (at);
