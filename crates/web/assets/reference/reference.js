// Draws the reference from the server's own contract. Nothing is asked of any other host:
// no fonts, no proxy for "try it", no telemetry, no chat, no hosted client.
"use strict";

Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  showSidebar: true,
  hideModels: false,
  persistAuth: false,
  documentDownloadType: "json",
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  operationTitleSource: "summary",
  favicon: "/docs/icon.svg",
  metaData: { title: "Caudal API reference" },
});
