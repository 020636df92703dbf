// A Chromium that can reach this machine and nothing else, and that remembers what a page asked for.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const EXECUTABLES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Starts the browser; a missing one is an error that says how to get it. */
export async function launch() {
  const wanted = process.env.CAUDAL_TEST_CHROMIUM;
  const executablePath = wanted ?? EXECUTABLES.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error("no Chromium found: apt-get install chromium, or set CAUDAL_TEST_CHROMIUM");
  }
  return chromium.launch({ executablePath, headless: true, args: QUIET });
}

/** Opens a page and records every request, console error, failed request and uncaught exception. */
export async function open(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const seen = { requests: [], complaints: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("requestfailed", (request) => {
    seen.complaints.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on("pageerror", (error) => seen.complaints.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") seen.complaints.push(`console: ${message.text()}`);
  });
  const response = await page.goto(url, { waitUntil: "networkidle" });
  return { page, response, seen };
}
