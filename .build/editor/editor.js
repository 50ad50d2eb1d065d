// Puts YASQE in the place of the form’s text area, and YASR in that of the answer.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import Yasr from "@zazuko/yasr";
import "@zazuko/yasr/build/yasr.min.css";
import { addCompleters } from "./completion.js";
import "./editor.css";
import { Raw } from "./raw.js";
import { Rows } from "./rows.js";

const LONGEST_LINK = 16000;
const form = document.querySelector("form.ask");
const area = form.querySelector("textarea");
const prefixes = JSON.parse(form.dataset.prefixes);

const yasqe = edit();
const told = say();
const yasr = show();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
window.addEventListener("popstate", () => location.reload());

// Tab moves on to the next field, as everywhere: an editor that keeps it would be a trap.
function edit() {
  const place = document.createElement("div");
  area.after(place);
  area.hidden = true;
  area.required = false;
  const keys = { ...Yasqe.defaults.extraKeys, Tab: false, "Shift-Tab": false };
  for (const name of ["Ctrl-Enter", "Cmd-Enter"]) keys[name] = () => ask();
  const editor = new Yasqe(place, {
    value: area.value || area.placeholder,
    screenReaderLabel: "Query",
    extraKeys: keys,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: () => "",
    showQueryButton: false,
    resizeable: false,
    autocompleters: addCompleters(Yasqe, prefixes),
    requestConfig: { endpoint: form.action, method: () => (tooLong() ? "POST" : "GET") },
  });
  editor.getScrollerElement().tabIndex = 0;
  form.querySelector("label").addEventListener("click", () => editor.focus());
  return editor;
}

function say() {
  const line = document.createElement("output");
  line.className = "quiet";
  form.querySelector(".tools").append(line);
  return line;
}

// Table and response are for every reader, the error is what the server says and nothing else.
function show() {
  Yasr.registerPlugin("table", Rows);
  Yasr.registerPlugin("response", Raw);
  const results = new Yasr(document.querySelector("#results"), {
    persistenceId: null,
    prefixes: () => ({ ...prefixes, ...yasqe.getPrefixesFromQuery() }),
    errorRenderers: [problem],
  });
  yasqe.on("queryResponse", (_, response, milliseconds) => {
    document.querySelector("#answer")?.remove();
    document.querySelector("#results-section").hidden = false;
    results.setResponse(response, milliseconds);
    told.value = results.results.getError() ? "There is no answer." : "Answered.";
  });
  return results;
}

async function problem(error) {
  const text = document.createElement("pre");
  text.className = "problem";
  text.textContent = error.text || error.statusText || "The server can’t be reached.";
  return text;
}

function link() {
  return `${form.action}?${new URLSearchParams({ query: yasqe.getValue() })}`;
}

function tooLong() {
  return link().length > LONGEST_LINK;
}

// The address of the page is the link to share: it works without this editor, too.
function ask() {
  told.value = "Asking …";
  if (!tooLong() && link() !== location.href) history.pushState(null, "", link());
  yasqe.query().catch(() => {});
}

const share = document.createElement("button");
share.type = "button";
share.className = "plain";
share.textContent = "Copy a link";
share.addEventListener("click", async () => {
  await navigator.clipboard.writeText(link());
  told.value = "Copied.";
});
if (navigator.clipboard) told.before(share);
