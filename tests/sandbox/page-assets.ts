/** Styles of the human page. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#faf9f7, #17181a);
  --card: light-dark(#fff, #212327);
  --ink: light-dark(#22242a, #eceae6);
  --quiet: light-dark(#61646d, #a3a6ae);
  --line: light-dark(#e4e1da, #34373d);
  --good: light-dark(#1a6f43, #6fd49c);
  --bad: light-dark(#a62334, #ff99a3);
  --wait: light-dark(#7a5300, #f0c36a);
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; letter-spacing: -0.01em; }
header p, .summary, .empty { margin: 0.25rem 0 1.25rem; color: var(--quiet); }
.posts { display: grid; gap: 1rem; margin: 0; padding: 0; list-style: none; }
.post { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr; gap: 1.25rem; padding: 1rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
.slides { display: flex; flex-wrap: wrap; gap: 0.5rem; align-content: start; }
.slides a { flex: 0 0 calc(50% - 0.25rem); }
.slides a:only-child { flex-basis: 100%; }
.slides img { display: block; width: 100%; max-height: 20rem; object-fit: cover; border-radius: 0.5rem; }
.missing { padding: 2rem 1rem; border: 1px dashed var(--line); border-radius: 0.5rem; color: var(--quiet); }
.text { min-width: 0; }
h2 { margin: 0.25rem 0; font-size: 1.125rem; overflow-wrap: anywhere; }
.caption { margin: 0 0 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.status { margin: 0; font-size: 0.875rem; font-weight: 600; color: var(--wait); }
.status::first-letter { text-transform: uppercase; }
.status[data-status="PUBLISHED"] { color: var(--good); }
.status[data-status="FAILED"], .status[data-status="PARTIALLY_PUBLISHED"], .error { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; margin: 0; font-size: 0.875rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
code { font-size: 0.8125rem; }
@media (max-width: 36rem) { .post { grid-template-columns: 1fr; } }
`;

/** Shows times in the reader's zone and reloads the page every two seconds, replacing what has changed. */
export const PAGE_SCRIPT = `
const main = document.querySelector('main');
let shown = main.innerHTML;
const localise = () => {
  for (const time of main.querySelectorAll('time')) time.textContent = new Date(time.dateTime).toLocaleString();
};
const refresh = async () => {
  const page = await fetch('/').then((answer) => answer.text()).catch(() => undefined);
  if (page === undefined) return;
  const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('main').innerHTML;
  if (fresh === shown) return;
  shown = fresh;
  main.innerHTML = fresh;
  localise();
};
localise();
setInterval(refresh, 2000);
`;
