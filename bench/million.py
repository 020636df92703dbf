"""Ten million more documents in the database: does the page of one link stay as fast?

The documents have the facets of a real transaction and ids of their own, in links of 1,500, with
texts of about 600 bytes. They are written by SQL with the indexes dropped and built again after.
"""

import sqlite3
import time
from pathlib import Path
from urllib.parse import urlsplit

from harness import Api, Server
from harness.database import psql
from load import Load, run_load, unlike
from workbench import AUTHORIZATION, Workbench

RATIO_MAX = 1.3
DOCUMENTS_PER_LINK = 1_500
BODY_BYTES = 600
PAGE_SIZE = 100
PATHS = 50_000
BATCH = 500_000


def run(bench: Workbench, documents: int) -> int:
    """Measures on both engines; 0 when both stay within the ratio."""
    rows, holds = [], True
    for engine in ("sqlite", "postgres"):
        server = bench.server(engine)
        api = Api(server.base_url, judged=False)
        link = api.register(username="bnk100", password="full")["id"]
        count = api.page("/api/transactions/", link=link)["count"]
        before = measure(bench, server, link, count)
        server.stop()
        begun = time.monotonic()
        fill(server, documents)
        seconds = time.monotonic() - begun
        server.start()
        after = measure(bench, server, link, count)
        ratio = before.requests_per_second / after.requests_per_second
        holds &= ratio <= RATIO_MAX
        rows.append(row(engine, before, after, ratio))
        print(
            f"{engine}: {documents:,} documents in {seconds:.0f} s, ratio {ratio:.2f}", flush=True
        )
    head = (
        "| engine | before/s | p99 ms | after/s | p99 ms | ratio | at most 1.3 |\n"
        "|---|---:|---:|---:|---:|---:|---|\n"
    )
    text = (
        f"{documents:,} more documents of {BODY_BYTES} bytes in links of {DOCUMENTS_PER_LINK:,}; "
        f"pages of {PAGE_SIZE} transactions of one link, 32 connections.\n\n"
    )
    bench.note("-million", text + head + "\n".join(rows) + "\n")
    return 0 if holds else 1


def measure(bench: Workbench, server: Server, link: str, count: int) -> Load:
    """All pages of one link, in turn."""
    base = f"/api/transactions/?link={link}&page_size={PAGE_SIZE}&page="
    pages = unlike([f"{base}{number}" for number in range(1, count // PAGE_SIZE + 1)], PATHS)
    return run_load(
        server.base_url, pages, bench.folder, seconds=bench.seconds, headers=[AUTHORIZATION]
    )


def row(engine: str, before: Load, after: Load, ratio: float) -> str:
    """One line of the table."""
    word = "holds" if ratio <= RATIO_MAX else "**broken**"
    return (
        f"| {engine} | {before.requests_per_second:,.0f} | {before.p99_ms:.1f} "
        f"| {after.requests_per_second:,.0f} | {after.p99_ms:.1f} | {ratio:.2f} | {word} |"
    )


def fill(server: Server, documents: int) -> None:
    """Writes the documents into the store's own tables."""
    url = server.database.url
    if server.database.engine == "postgres":
        fill_postgres(url, documents)
    else:
        fill_sqlite(Path(url.removeprefix("sqlite://")), documents)


def fill_sqlite(path: Path, documents: int) -> None:
    """Writes in batches; random ids are drawn by SQLite itself."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    indexes = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'documents'"
        " AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    model = database.execute(
        "SELECT organisation, facets FROM documents WHERE kind = 'transactions' LIMIT 1"
    ).fetchone()
    first = database.execute("SELECT max(seq) + 1 FROM documents").fetchone()[0]
    database.execute("CREATE TEMP TABLE filling (link BLOB)")
    links = documents // DOCUMENTS_PER_LINK + 1
    database.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO filling SELECT randomblob(16) FROM n",
        (links,),
    )
    for start in range(0, documents, BATCH):
        size = min(BATCH, documents - start)
        numbers = "WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) "
        bounds = (first + start, first + start + size - 1)
        database.execute("BEGIN")
        database.execute(
            numbers + "INSERT INTO documents (seq, id, organisation, link, kind, account, identity,"
            " created_at, collected_at, facets) SELECT i, randomblob(16), ?3,"
            " (SELECT link FROM filling WHERE rowid = i % ?5 + 1), 'transactions', NULL,"
            " 'filling' || i, 1700000000000000 + i, 1700000000000000 + i, ?4 FROM n",
            (*bounds, *model, links),
        )
        database.execute(
            numbers + "INSERT INTO bodies (seq, body)"
            " SELECT i, '{\"filling\":\"' || hex(randomblob(?3 / 2)) || '\"}' FROM n",
            (*bounds, BODY_BYTES),
        )
        database.execute("COMMIT")
    for _, sql in indexes:
        database.execute(sql)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def fill_postgres(url: str, documents: int) -> None:
    """Writes with `generate_series`, then builds the indexes again."""
    assert urlsplit(url).hostname == "127.0.0.1"
    indexes = psql(
        url,
        "SELECT indexname || E'\\t' || indexdef FROM pg_indexes"
        " WHERE tablename = 'documents' AND indexname <> 'documents_pkey'",
    ).splitlines()
    for line in indexes:
        psql(url, f"DROP INDEX {line.split(chr(9))[0]}")
    psql(
        url,
        "CREATE TABLE filling AS SELECT i, gen_random_uuid() AS link"
        f" FROM generate_series(0, {documents // DOCUMENTS_PER_LINK}) AS i;"
        " CREATE TABLE model AS SELECT organisation, facets FROM documents"
        " WHERE kind = 'transactions' LIMIT 1;"
        " SELECT setval(pg_get_serial_sequence('documents', 'seq'), max(seq)) FROM documents",
    )
    psql(
        url,
        "CREATE TABLE numbers AS"
        " SELECT nextval(pg_get_serial_sequence('documents', 'seq')) AS seq, i"
        f" FROM generate_series(1, {documents}) AS i",
    )
    psql(
        url,
        "INSERT INTO documents (seq, id, organisation, link, kind, account, identity, created_at,"
        " collected_at, facets) SELECT numbers.seq, gen_random_uuid(), model.organisation,"
        " filling.link, 'transactions', NULL, 'filling' || numbers.i, 1700000000000000 + numbers.i,"
        " 1700000000000000 + numbers.i, model.facets FROM numbers CROSS JOIN model"
        f" JOIN filling ON filling.i = numbers.i % {documents // DOCUMENTS_PER_LINK}",
    )
    psql(
        url,
        'INSERT INTO bodies (seq, body) SELECT seq, \'{"filling":"\' ||'
        f" repeat(md5(i::text), {BODY_BYTES // 32}) || '\"}}' FROM numbers",
    )
    for line in indexes:
        psql(url, line.split("\t", 1)[1])
    psql(url, "DROP TABLE filling, model, numbers")
    psql(url, "VACUUM ANALYZE")
