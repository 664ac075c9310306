import { type Picture, type Story, stories } from './stories.ts';

const site = 'Hearth & Hill';

interface Head {
  title: string;
  description: string;
  /** Absolute addresses. */
  address: string;
  picture: string;
  type: 'website' | 'article';
}

/** The front page, as served from `origin` (`http://host`). */
export function writeFront(origin: string): string {
  const [first, ...others] = stories;
  const cards = others.map((story) => `<li>${writeTeaser(story)}</li>`).join('');
  const body = `<main><section class="cover">${first ? writeTeaser(first) : ''}</section><ul class="stories">${cards}</ul></main>`;
  return writePage(
    {
      title: site,
      description: 'A small magazine about baking, small gardens and staying in.',
      address: `${origin}/`,
      picture: `${origin}/pictures/autumn-fields.jpg`,
      type: 'website',
    },
    body,
  );
}

/** The page of one story. */
export function writeStory(story: Story, origin: string): string {
  const { slug, kicker, title, lead, picture, paragraphs, more = [] } = story;
  const address = `${origin}/${slug}`;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: title,
    description: lead,
    image: `${origin}/pictures/${picture.file}`,
    mainEntityOfPage: address,
  };
  const body = `<main><article>
    <header><p class="kicker">${kicker}</p><h1>${escapeText(title)}</h1><p class="lead">${escapeText(lead)}</p></header>
    ${writeFigure(picture)}
    ${paragraphs.map((text) => `<p>${escapeText(text)}</p>`).join('\n')}
    ${more.map(writeFigure).join('\n')}
    <footer class="by"><img nopin="nopin" src="/pictures/editor.png" width="64" height="64" alt="Ida, who edits this"><p>Words and drawings by Ida, who edits this magazine. Please do not pin her portrait.</p></footer>
  </article></main>
  <script type="application/ld+json">${JSON.stringify(data)}</script>`;
  return writePage(
    { title, description: lead, address, picture: `${origin}/pictures/${picture.file}`, type: 'article' },
    body,
  );
}

function writePage({ title, description, address, picture, type }: Head, body: string): string {
  const shown = title === site ? site : `${title} · ${site}`;
  const properties = {
    'og:type': type,
    'og:site_name': site,
    'og:title': title,
    'og:description': description,
    'og:url': address,
    'og:image': picture,
  };
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>${escapeText(shown)}</title>
  <meta name="description" content="${escapeText(description)}">
  <link rel="canonical" href="${address}">
  ${Object.entries(properties)
    .map(([name, content]) => `<meta property="${name}" content="${escapeText(content)}">`)
    .join('\n  ')}
  <link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
</head>
<body>
  <header class="masthead"><a href="/">${escapeText(site)}</a><p>Baking · Garden · Home · Away</p></header>
  ${body}
  <footer class="imprint">A demo page: its stories and drawings were made for it. Click the toolbar button and pin one.</footer>
</body>
</html>
`;
}

function writeTeaser({ slug, kicker, title, lead, picture }: Story): string {
  return `<a href="/${slug}">${writePicture(picture)}<div><p class="kicker">${kicker}</p><h2>${escapeText(title)}</h2><p>${escapeText(lead)}</p></div></a>`;
}

function writeFigure(picture: Picture): string {
  return `<figure>${writePicture(picture)}<figcaption>${escapeText(picture.text)}</figcaption></figure>`;
}

function writePicture({ file, width, height, text }: Picture): string {
  return `<img src="/pictures/${file}" width="${width}" height="${height}" alt="${escapeText(text)}">`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
