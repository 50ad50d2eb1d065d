// What YASQE proposes: the prefixes, terms and names of this dataset, and nothing from elsewhere.
const TERMS = `
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
SELECT DISTINCT ?iri ?label ?of WHERE {
  { VALUES (?type ?of) { (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property") }
    ?iri a ?type ; rdfs:label ?label }
  UNION { ?iri a skos:Concept ; skos:prefLabel ?label BIND("name" AS ?of) }
  UNION { VALUES ?type { rpt:Organization rpt:Group rpt:State rpt:Person rpt:Actor rpt:Place }
    ?iri a ?type ; rdfs:label ?label BIND("name" AS ?of) }
  FILTER(isIRI(?iri) && LANG(?label) IN ("en", ""))
} LIMIT 5000`;
const BORROWED = [
  ...["rdf:type", "rdfs:label", "rdfs:subClassOf", "skos:prefLabel", "skos:broader", "skos:notation"],
  ...["skos:inScheme", "skos:definition", "dcterms:title", "dcterms:creator", "dcterms:issued"],
  ...["dcterms:source", "oa:exact", "oa:start", "oa:end", "geo:lat", "geo:long", "prov:wasAttributedTo"],
];
const MOST = 50;

let asked;

// Registers the completers and returns their names.
export function addCompleters(Yasqe, prefixes) {
  const borrowed = BORROWED.map((name) => ({ iri: expand(name, prefixes), label: "", of: "property" }));
  const known = async (place) => {
    asked ??= terms();
    return [...(await asked), ...borrowed].filter((term) => term.of === place);
  };
  const declared = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  const { property, class: classes, prefixes: heads } = Yasqe.Autocompleters;
  const named = { ...property, isValidCompletionPosition: (yasqe) => isObject(yasqe, property, classes) };
  const found = (place) => async (_, token) => matching(await known(place), token.autocompletionString);
  const written = (yasqe, _, iri) => write(iri, { ...prefixes, ...yasqe.getPrefixesFromQuery() });
  const own = (place) => ({ get: found(place), postProcessSuggestion: written });
  Yasqe.registerAutocompleter({ ...heads, get: declared, persistenceId: null }, false);
  Yasqe.registerAutocompleter({ ...property, ...own("property") }, false);
  Yasqe.registerAutocompleter({ ...classes, ...own("class") }, false);
  Yasqe.registerAutocompleter({ ...named, name: "name", ...own("name") }, false);
  return ["prefixes", "variables", "property", "class", "name"];
}

function expand(name, prefixes) {
  const [prefix, local] = name.split(":");
  return prefixes[prefix] + local;
}

async function terms() {
  const response = await fetch(`/sparql?${new URLSearchParams({ query: TERMS })}`, {
    headers: { Accept: "application/sparql-results+json" },
  });
  if (!response.ok) return [];
  const { results } = await response.json();
  return results.bindings.map(({ iri, label, of }) => (
    { iri: iri.value, label: label.value.toLowerCase(), of: of.value }
  ));
}

// What starts with what is typed comes first, then what has the words in its label or name.
function matching(known, typed = "") {
  const words = typed.toLowerCase();
  const starting = known.filter((term) => term.iri.startsWith(typed));
  const others = known.filter((term) => !starting.includes(term) && term.label.includes(words));
  return [...starting, ...others].slice(0, MOST).map((term) => term.iri);
}

// A prefix that the query lacks is declared by YASQE when the name is there.
function write(iri, prefixes) {
  const [prefix, namespace] = Object.entries(prefixes).find(([, each]) => iri.startsWith(each)) ?? [];
  return prefix ? `${prefix}:${iri.slice(namespace.length)}` : `<${iri}>`;
}

function isObject(yasqe, property, classes) {
  const token = yasqe.getCompleteToken();
  if (!token.string || /^[?$"'<]/.test(token.string)) return false;
  return !property.isValidCompletionPosition(yasqe) && !classes.isValidCompletionPosition(yasqe);
}
