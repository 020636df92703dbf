-- People whom organisations of a sandbox describe.
CREATE TABLE personas (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX personas_id ON personas (organisation, id);
CREATE INDEX personas_listed ON personas (organisation, created_at, seq);

-- The names under which institutions know them. A name outlives its persona, so that a login as
-- somebody who is gone leads to nobody else.
CREATE TABLE persona_names (
    organisation BLOB NOT NULL,
    name TEXT NOT NULL,
    persona BLOB,
    PRIMARY KEY (organisation, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX persona_names_of ON persona_names (organisation, persona);
