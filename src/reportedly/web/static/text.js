// Marks a report’s passages in a text that the reader chooses, which never leaves the browser, and
// keeps the text and the statements beside it together.

const LONGEST = 8 << 20;
const frame = document.querySelector("[data-passages]");
const encoder = new TextEncoder();

// What editors do to a text without being asked: byte order marks and line ends.
const DISGUISES = [
  text => text,
  text => text.replace(/^\ufeff/, ""),
  text => text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"),
  text => text.replace(/^\ufeff/, "").replace(/\r?\n/g, "\r\n"),
];

async function digestOf(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

async function undisguised(text) {
  for (const undo of DISGUISES) {
    const candidate = undo(text);
    if ((await digestOf(candidate)) === frame.dataset.digest) return candidate;
  }
  return null;
}

function passages() {
  return frame.dataset.passages.split(";").filter(Boolean).map(each => each.split(" "));
}

async function differing(characters) {
  const checked = passages().map(async ([start, end, digest]) =>
    (await digestOf(characters.slice(start, end).join(""))).startsWith(digest));
  return (await Promise.all(checked)).filter(fits => !fits).length;
}

function draw(characters) {
  const drawn = frame.content.cloneNode(true);
  for (const piece of drawn.querySelectorAll("[data-at]")) {
    piece.replaceWith(characters.slice(...piece.dataset.at.split(" ")).join(""));
  }
  frame.after(drawn);
  document.querySelector(".reading").classList.add("beside");
  follow();
}

function linkPlaces() {
  for (const place of document.querySelectorAll("span[data-place]")) {
    const link = document.createElement("a");
    link.href = `#t-${place.dataset.place}`;
    link.append(...place.childNodes);
    place.replaceChildren(link);
    place.removeAttribute("data-place");
  }
}

async function read(file) {
  if (file.size > LONGEST) return "This file is too long for a report’s text.";
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return "This file is not text in UTF-8, or it can’t be read. Save it as UTF-8 and choose it again.";
  }
  const original = await undisguised(text);
  return original === null ? otherText(Array.from(text)) : show(Array.from(original));
}

async function otherText(characters) {
  const all = passages().length;
  const fitting = all - (await differing(characters));
  return `This is not the text that the report was made from: it has ${characters.length} characters ` +
    `instead of ${frame.dataset.length}, and ${fitting} of ${all} passages stand where the data says. ` +
    "Nothing is marked, because it might be at the wrong words.";
}

async function show(characters) {
  draw(characters);
  linkPlaces();
  const wrong = await differing(characters);
  const all = passages().length;
  return wrong
    ? `This is the text, but ${wrong} of ${all} passages have other words than the data means.`
    : `This is the very text that the report was made from, and all ${all} passages are at their places.`;
}

function start() {
  const chooser = document.querySelector(".chooser");
  const told = chooser.querySelector("[role=status]");
  chooser.hidden = false;
  if (!globalThis.crypto?.subtle) {
    chooser.querySelector("input").disabled = true;
    told.textContent = "This browser checks digests only over HTTPS or on the machine of the server.";
    return;
  }
  chooser.querySelector("input").addEventListener("change", async event => {
    const [file] = event.target.files;
    document.querySelector(".running")?.remove();
    if (file) told.textContent = await read(file);
  });
}

// Shows in the text beside it where the statement stands that the address leads to.
function follow() {
  document.querySelector(".running .current")?.classList.remove("current");
  const passage = document.getElementById(`t-${location.hash.slice(1)}`);
  const column = passage?.closest(".text");
  if (!passage) return;
  passage.classList.add("current");
  column.scrollTop += passage.getBoundingClientRect().top - column.getBoundingClientRect().top - 96;
}

addEventListener("hashchange", follow);
if (frame) start();
follow();
