// Answers the query of standard input by following links from a document: node traverse.mjs SERVER DOCUMENT
// What has names under BASE is had from the server, as w3id.org would lead there; nothing else is.
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql-link-traversal";

const BASE = "https://w3id.org/reportedly/";
const [server, start] = process.argv.slice(2);
const asked = [];

async function fetchHere(input, init) {
  const address = typeof input === "string" ? input : input.url;
  if (!address.startsWith(BASE)) throw new Error(`not followed: ${address}`);
  asked.push(address);
  const response = await fetch(address.replace(BASE, server), init);
  Object.defineProperty(response, "url", { value: response.url.replace(server, BASE) });
  return response;
}

const engine = new QueryEngine();
const found = await engine.queryBindings(readFileSync(0, "utf8"), {
  sources: [start],
  fetch: fetchHere,
  lenient: true,
});
const rows = [];
for await (const row of found) {
  rows.push(Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])));
}
process.stdout.write(JSON.stringify({ rows, asked }));
