// A plug-in of YASR that shows what the server sent, as it is; JSON with line breaks.
const LONGEST = 200_000;

export class Raw {
  label = "Response";
  priority = 2;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getOriginalResponseAsString());
  }

  getIcon() {
    return document.createElement("span");
  }

  download(name = "answer") {
    const contentType = this.yasr.results.getContentType() ?? "text/plain";
    const end = /json/.test(contentType) ? "json" : "txt";
    return { getData: () => this.text(), contentType, title: "Save", filename: `${name}.${end}` };
  }

  draw() {
    const shown = document.createElement("pre");
    shown.tabIndex = 0;
    const text = this.text();
    shown.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    this.yasr.resultsEl.replaceChildren(shown);
  }

  text() {
    const { results } = this.yasr;
    const text = results.getOriginalResponseAsString();
    return results.getContentType()?.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
  }
}
