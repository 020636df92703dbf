// The official JavaScript client, unmodified, through the main flow.
// Needs CAUDAL_URL, CAUDAL_KEY_ID and CAUDAL_KEY_PASSWORD.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import belvo from "belvo";

const { CAUDAL_URL, CAUDAL_KEY_ID, CAUDAL_KEY_PASSWORD } = process.env;
assert.ok(CAUDAL_URL, "CAUDAL_URL names the server under test");

const BANK = "gringotts_co_retail";
const Client = belvo.default ?? belvo;
let client;
let link;

before(async () => {
  client = new Client(CAUDAL_KEY_ID, CAUDAL_KEY_PASSWORD, CAUDAL_URL);
  await client.connect();
  link = await client.links.register(BANK, "bnk100", "full", { externalId: "from-javascript" });
});

async function refused(promise, status, code) {
  const error = await promise.then(
    (value) => assert.fail(`expected ${status}, got ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  assert.equal(error.statusCode, status, JSON.stringify(error.detail));
  assert.equal(error.detail[0].code, code);
  assert.match(error.detail[0].request_id, /^[0-9a-f]{32}$/);
  return error.detail[0];
}

test("wrong keys do not connect", async (context) => {
  context.mock.method(console, "log", () => {});
  const stranger = new Client("nobody", "nothing", CAUDAL_URL);
  await assert.rejects(stranger.connect(), /Login failed/);
});

test("institutions are listed, filtered and read", async () => {
  const institutions = await client.institutions.list({ limit: 1000 });
  assert.ok(institutions.length >= 16);
  const mexican = await client.institutions.list({ filters: { country_code: "MX" } });
  assert.ok(mexican.length > 0);
  assert.ok(mexican.every((institution) => institution.country_code === "MX"));
  const one = await client.institutions.detail(1002);
  assert.equal(one.name, BANK);
});

test("a link is registered, read and found", async () => {
  assert.equal(link.status, "valid");
  assert.equal(link.access_mode, "recurrent");
  assert.equal((await client.links.detail(link.id)).id, link.id);
  const found = await client.links.list({ filters: { external_id: "from-javascript" } });
  assert.deepEqual(found.map(({ id }) => id), [link.id]);
});

test("a link changes its access mode and credentials", async () => {
  const single = await client.links.register(BANK, "bnk102", "low", { accessMode: "single" });
  assert.equal(single.access_mode, "single");
  const patched = await client.links.patch(single.id, { accessMode: "recurrent" });
  assert.equal(patched.access_mode, "recurrent");
  const updated = await client.links.update(single.id, { password: "low" });
  assert.equal(updated.id, single.id);
  assert.equal(updated.status, "valid");
  assert.equal(await client.links.delete(single.id), true);
  await refused(client.links.detail(single.id), 404, "not_found");
});

test("owners, accounts and transactions are read", async () => {
  const accounts = await client.accounts.list({ filters: { link: link.id } });
  assert.ok(accounts.length >= 4);
  assert.ok(accounts.every(({ currency }) => currency === "COP"));
  assert.deepEqual(await client.accounts.detail(accounts[0].id), accounts[0]);
  const owners = await client.owners.list({ filters: { link: link.id } });
  assert.equal(owners.length, 1);
  const hundred = await client.transactions.list({ filters: { link: link.id } });
  assert.equal(hundred.length, 100);
  const more = await client.transactions.list({ limit: 150, filters: { link: link.id } });
  assert.equal(more.length, 150);
  assert.equal(new Set(more.map(({ id }) => id)).size, 150);
  assert.deepEqual(more.slice(0, 100), hundred);
});

test("everything is retrieved again under the same ids", async () => {
  const ids = (items) => items.map(({ id }) => id).sort();
  const stored = await client.accounts.list({ filters: { link: link.id } });
  assert.deepEqual(ids(await client.accounts.retrieve(link.id)), ids(stored));
  assert.equal((await client.owners.retrieve(link.id)).length, 1);
  const options = { dateTo: "2026-05-31" };
  const may = await client.transactions.retrieve(link.id, "2026-05-01", options);
  assert.ok(may.length > 0);
  assert.ok(may.every(({ value_date: day }) => day >= "2026-05-01" && day <= "2026-05-31"));
  const unsaved = await client.transactions.retrieve(link.id, "2026-05-01", {
    ...options,
    account: may[0].account.id,
    saveData: false,
  });
  assert.ok(unsaved.every(({ account }) => account.id === may[0].account.id));
  const days = await client.balances.retrieve(link.id, "2026-05-01", options);
  assert.ok(days.length >= 31);
});

test("a list of transactions without its link stays in the client", async () => {
  await assert.rejects(client.transactions.list(), (error) => error.statusCode === 400);
});

test("refusals carry their status and details", async () => {
  await refused(client.links.register(BANK, "user_invalid", "x"), 400, "login_error");
  const problem = await refused(client.links.register("nowhere_co_retail", "a", "b"), 400, "does_not_exist");
  assert.equal(problem.field, "institution");
  await refused(client.accounts.retrieve("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"), 400, "does_not_exist");
});

test("a login with a token goes on after a wrong one", async () => {
  const register = client.links.register("heimdall_co_retail", "mfa_numeric", "numeric_code");
  const first = await refused(register, 428, "token_required");
  assert.equal(first.token_generation_data.type, "numeric");
  const second = await refused(
    client.links.resume(first.session, "999999", first.link),
    428,
    "token_required",
  );
  const opened = await client.links.resume(second.session, "111111", second.link);
  assert.equal(opened.id, first.link);
  assert.equal(opened.status, "valid");
  const retrieval = client.accounts.retrieve(opened.id);
  const asked = await refused(retrieval, 428, "token_required");
  const accounts = await client.accounts.resume(asked.session, "111111", opened.id);
  assert.ok(accounts.length > 0);
});
