// Writes a graph of a graph store as N-Triples: node graph_store.mjs STORE GRAPH
import toNT from "@rdfjs/to-ntriples";
import StreamClient from "sparql-http-client";

const [storeUrl, graph] = process.argv.slice(2);
const client = new StreamClient({ storeUrl });
for await (const { subject, predicate, object } of client.store.get(client.factory.namedNode(graph))) {
  console.log(toNT({ subject, predicate, object, graph: client.factory.defaultGraph() }));
}
