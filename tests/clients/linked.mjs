// Answers the query of standard input over sources of any kind: node linked.mjs SERVER SOURCE…
// What has names under BASE is had from the server, as w3id.org would lead there.
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql";

const BASE = "https://w3id.org/reportedly/";
const [server, ...sources] = process.argv.slice(2);

async function fetchHere(input, init) {
  const address = typeof input === "string" ? input : input.url;
  const response = await fetch(address.replace(BASE, server), init);
  if (address.startsWith(BASE)) Object.defineProperty(response, "url", { value: address });
  return response;
}

const engine = new QueryEngine();
const answer = await engine.query(readFileSync(0, "utf8"), { sources, fetch: fetchHere });
const { data } = await engine.resultToString(answer, "application/sparql-results+json");
data.pipe(process.stdout);
