// The reference page at /docs: it opens without a network, asks no other host for anything, and
// shows every operation of /openapi.json. Needs CAUDAL_URL.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "./chromium.mjs";

const BASE = process.env.CAUDAL_URL;
assert.ok(BASE, "CAUDAL_URL names the server under test");

// Group names may contain one another, so one name may find several buttons.
const NAMESAKES_MAX = 10;
const METHODS = ["get", "post", "patch", "put", "delete"];
let browser;
let visit;
let contract;

before(async () => {
  browser = await launch();
  contract = await (await fetch(new URL("/openapi.json", BASE))).json();
  visit = await open(browser, new URL("/docs", BASE).href);
  await visit.page.getByRole("heading", { level: 1 }).first().waitFor();
});

after(() => browser?.close());

function operations() {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })),
  );
}

test("the page answers with a policy that keeps scripts and connections at home", () => {
  assert.equal(visit.response.status(), 200);
  const policy = visit.response.headers()["content-security-policy"] ?? "";
  const directives = new Map(
    policy.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...rest]) => [name, rest]),
  );
  assert.deepEqual(directives.get("script-src"), ["'self'"]);
  assert.deepEqual(directives.get("connect-src"), ["'self'"]);
  assert.ok(directives.has("default-src"), policy);
});

test("no request leaves the host", () => {
  const home = new URL(BASE).origin;
  const elsewhere = visit.seen.requests.filter(
    (url) => !url.startsWith("data:") && !url.startsWith("blob:") && new URL(url).origin !== home,
  );
  assert.deepEqual(elsewhere, []);
  assert.ok(visit.seen.requests.some((url) => url.endsWith("/openapi.json")));
});

test("every group and operation of the contract is shown", async () => {
  const groups = (contract.tags ?? []).map(({ name }) => name);
  const text = await openSideBar(visit.page, groups);
  const missing = [...groups, ...operations().map(({ summary }) => summary)].filter(
    (name) => !text.includes(name),
  );
  assert.deepEqual(missing, []);
  assert.ok(operations().length > 0);
});

test("the page is one that assistive technology can read", async () => {
  const { page } = visit;
  const facts = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    mains: document.querySelectorAll("main, [role=main]").length,
    headings: document.querySelectorAll("h1, h2").length,
    unnamedImages: document.querySelectorAll("img:not([alt]):not([aria-hidden=true])").length,
  }));
  assert.equal(facts.language, "en");
  assert.match(facts.title, /Caudal/);
  assert.ok(facts.mains >= 1, "the page has a main region");
  assert.ok(facts.headings > 1, "the page has headings");
  assert.equal(facts.unnamedImages, 0);
});

test("nothing failed and nothing complained", () => {
  assert.deepEqual(visit.seen.complaints, []);
});

/** Opens these groups in the side bar, as a reader would, and returns the text of the page. */
async function openSideBar(page, groups) {
  for (const name of groups) {
    const closed = page.getByRole("button", { name, expanded: false });
    for (let clicks = 0; clicks < NAMESAKES_MAX && (await closed.count()) > 0; clicks += 1) {
      await closed.first().click();
    }
  }
  return page.evaluate(() => document.body.textContent);
}
