// Sends the query of standard input: node sparql_http_client.mjs CLIENT FORM OPERATION ENDPOINT
// CLIENT is ParsingClient, StreamClient or SimpleClient; FORM is ask, select or construct.
import { readFileSync } from "node:fs";
import toNT from "@rdfjs/to-ntriples";

const TYPES = { NamedNode: "uri", BlankNode: "bnode", Literal: "literal" };
const STRING = "http://www.w3.org/2001/XMLSchema#string";
const [kind, form, operation, endpointUrl] = process.argv.slice(2);
const { default: Client } = await import(`sparql-http-client/${kind}.js`);
const client = new Client({ endpointUrl });

function term({ termType, value, language, datatype }) {
  const typed = datatype && datatype.value !== STRING ? { datatype: datatype.value } : {};
  return { type: TYPES[termType], value, ...(language ? { "xml:lang": language } : typed) };
}

function row(terms) {
  return Object.fromEntries(Object.entries(terms).map(([name, each]) => [name, term(each)]));
}

async function told(answer) {
  if (typeof answer === "boolean") return answer;
  if (typeof answer.text === "function") return await answer.text();
  const found = [];
  for await (const each of answer) found.push(form === "construct" ? toNT(each) : row(each));
  return found;
}

const answer = await client.query[form](readFileSync(0, "utf8"), { operation });
process.stdout.write(JSON.stringify(await told(answer)));
