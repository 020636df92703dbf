-- Movements that an organisation adds to accounts of its sandbox. They belong to the login, not to a
-- link: every link of it shows them.
CREATE TABLE injections (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL,
    institution TEXT NOT NULL,
    institution_user_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX injections_id ON injections (organisation, id);
CREATE INDEX injections_listed ON injections (organisation, created_at, seq);
CREATE INDEX injections_of_user ON injections (organisation, institution_user_id, institution, seq);
