-- A document is asked for by organisation, id and kind: with all three in the index, finding its text
-- does not read its row.
DROP INDEX documents_id;
CREATE UNIQUE INDEX documents_id ON documents (organisation, id, kind);
