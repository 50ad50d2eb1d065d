// A plug-in of YASR that shows solutions as a table: sorted, sought and paged, IRIs by short names.
const PAGE = 50;
const BASE = "https://w3id.org/reportedly/";
const REPORTS = `${BASE}report/`;

export class Rows {
  label = "Table";
  priority = 10;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getVariables()?.length);
  }

  getIcon() {
    return document.createElement("span");
  }

  download(name = "answer") {
    const getData = () => this.yasr.results.asCsv();
    return { getData, contentType: "text/csv", title: "Save as CSV", filename: `${name}.csv` };
  }

  draw() {
    this.variables = this.yasr.results.getVariables();
    this.rows = this.yasr.results.getBindings() ?? [];
    this.state = { words: "", by: "", down: false, page: 0 };
    this.body = element("tbody");
    this.pager = element("nav", { className: "pager", ariaLabel: "Pages of the answer" });
    const scroll = element("div", { className: "scroll", role: "region", tabIndex: 0 });
    scroll.setAttribute("aria-label", "Answer");
    scroll.append(element("table", {}, [this.head(), this.body]));
    this.yasr.resultsEl.replaceChildren(...this.filter(), scroll, this.pager);
    this.fill();
  }

  filter() {
    if (this.rows.length < 2) return [];
    const input = element("input", { type: "search", id: "sought" });
    input.addEventListener("input", () => this.change({ words: input.value.toLowerCase(), page: 0 }));
    const label = element("label", { htmlFor: "sought", textContent: "Only rows with" });
    return [element("p", { className: "sought" }, [label, input])];
  }

  head() {
    this.heads = this.variables.map((name) => {
      const button = element("button", { type: "button", textContent: name });
      button.addEventListener("click", () => this.sortBy(name));
      return element("th", { scope: "col" }, [button]);
    });
    return element("thead", {}, [element("tr", {}, this.heads)]);
  }

  sortBy(name) {
    this.change({ by: name, down: this.state.by === name && !this.state.down, page: 0 });
    this.heads.forEach((head, place) => {
      const order = this.state.down ? "descending" : "ascending";
      head.setAttribute("aria-sort", this.variables[place] === name ? order : "none");
    });
  }

  change(changes) {
    Object.assign(this.state, changes);
    this.fill();
  }

  fill() {
    const { page } = this.state;
    const found = this.found();
    const shown = found.slice(page * PAGE, (page + 1) * PAGE);
    const prefixes = Object.entries(this.yasr.getPrefixes());
    this.body.replaceChildren(...shown.map((row) => this.row(row, prefixes)));
    this.turn(found.length);
  }

  found() {
    const { words, by, down } = this.state;
    const has = (row) => Object.values(row).some((term) => term.value.toLowerCase().includes(words));
    const found = words ? this.rows.filter(has) : [...this.rows];
    if (by) found.sort((one, other) => compare(one[by], other[by]) * (down ? -1 : 1));
    return found;
  }

  row(row, prefixes) {
    return element("tr", {}, this.variables.map((name) => cell(row[name], prefixes)));
  }

  turn(total) {
    const { page } = this.state;
    const from = total ? page * PAGE + 1 : 0;
    const to = Math.min((page + 1) * PAGE, total);
    const line = element("span", { textContent: `${from}–${to} of ${total}` });
    const back = this.button("Previous", page - 1, page > 0);
    const on = this.button("Next", page + 1, to < total);
    this.pager.replaceChildren(back, line, on);
    this.pager.hidden = total === this.rows.length && total <= PAGE;
  }

  button(textContent, page, possible) {
    const made = element("button", { type: "button", className: "plain", textContent });
    made.disabled = !possible;
    made.addEventListener("click", () => this.change({ page }));
    return made;
  }
}

function cell(term, prefixes) {
  if (!term) return element("td");
  if (term.type !== "uri") return literal(term);
  const { value } = term;
  if (!/^https?:/.test(value)) return element("td", { textContent: value });
  const link = element("a", { href: address(value), title: value, textContent: shorten(value, prefixes) });
  return element("td", {}, [link]);
}

function literal(term) {
  const made = element("td", { textContent: term.value, dir: "auto", lang: term["xml:lang"] ?? "" });
  if (isNumber(term)) made.className = "number";
  return made;
}

function isNumber(term) {
  return /#(integer|decimal|double|float|\w*Integer|int|long)$/.test(term.datatype ?? "");
}

// What the server tells of by a path of its own: parts of reports have pages.
function address(iri) {
  if (!iri.startsWith(BASE)) return iri;
  const path = `/${iri.slice(BASE.length)}`;
  return iri.startsWith(REPORTS) ? path.replace("#", "/") : path;
}

function shorten(iri, prefixes) {
  for (const [prefix, namespace] of prefixes) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && local && !/[/#]/.test(local)) return `${prefix}:${local}`;
  }
  return iri.startsWith(REPORTS) ? iri.slice(REPORTS.length) : iri;
}

function compare(one, other) {
  if (!one || !other) return Number(Boolean(one)) - Number(Boolean(other));
  if (isNumber(one) && isNumber(other)) return one.value - other.value;
  return one.value.localeCompare(other.value);
}

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
