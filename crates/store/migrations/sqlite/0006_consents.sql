-- What users of Open Finance allowed. A consent outlives its link: who allowed what stays known.
CREATE TABLE consents (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    link BLOB NOT NULL,
    -- The holder's number, without punctuation.
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- Since when it is no longer its link's: the link was deleted, or got another consent.
    detached_at INTEGER,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX consents_id ON consents (organisation, id);
CREATE UNIQUE INDEX consents_of_link ON consents (organisation, link) WHERE detached_at IS NULL;
CREATE INDEX consents_listed ON consents (organisation, document, created_at, seq);
CREATE INDEX consents_detached ON consents (detached_at) WHERE detached_at IS NOT NULL;

-- How often the network was asked, by holder (a keyed digest), kind of call and month.
CREATE TABLE quotas (
    organisation BLOB NOT NULL,
    holder BLOB NOT NULL,
    call TEXT NOT NULL,
    month TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (organisation, holder, call, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX quotas_month ON quotas (month);

-- What goes wrong in a sandbox because somebody wanted to see it.
CREATE TABLE faults (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    -- How often it struck.
    struck INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX faults_id ON faults (organisation, id);
CREATE INDEX faults_listed ON faults (organisation, created_at, seq);

-- Those that wait for their token are looked for again and again.
CREATE INDEX links_unconfirmed ON links (created_at) WHERE status = 'unconfirmed';
