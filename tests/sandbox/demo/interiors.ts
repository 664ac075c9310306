import { createDice, glow, paint, type Scene, times, wash } from './brush.ts';

const leaves = ['#2f6b4a', '#3f8a5c', '#5aa56b', '#7fb97a', '#24573f'];

/** A plant in a pot: `spread` leaves on stems. */
function plant(dice: () => number, x: number, foot: number, size: number, pot: string): string {
  const leaf = () => {
    const turn = -80 + dice() * 160;
    const reach = size * (0.5 + dice() * 0.6);
    const fill = leaves[Math.floor(dice() * leaves.length)];
    return `<g transform="translate(${x} ${foot - size * 0.5}) rotate(${turn})"><path d="M0 0 Q${reach * 0.22} ${-reach * 0.55} 0 ${-reach} Q${-reach * 0.22} ${-reach * 0.55} 0 0" fill="${fill}"/><path d="M0 0 V${-reach * 0.9}" stroke="#ffffff33" stroke-width="2"/></g>`;
  };
  return `${times(17, leaf)}<path d="M${x - size * 0.36} ${foot - size * 0.56} H${x + size * 0.36} L${x + size * 0.26} ${foot} H${x - size * 0.26}Z" fill="${pot}"/>
    <rect x="${x - size * 0.4}" y="${foot - size * 0.6}" width="${size * 0.8}" height="${size * 0.12}" rx="6" fill="${pot}"/><rect x="${x - size * 0.4}" y="${foot - size * 0.5}" width="${size * 0.8}" height="10" fill="#0002"/>`;
}

/** An apple cake on a stand in the light of a window. */
export function drawCake(): Scene {
  const dice = createDice(3);
  const slice = (index: number) => {
    const turn = index * 30;
    return `<g transform="translate(600 985) scale(1 .36) rotate(${turn})"><path d="M0 -60 A150 150 0 0 1 118 -232 Q60 -120 0 -60Z" fill="${index % 2 ? '#f2c886' : '#efb96a'}" stroke="#b5502c" stroke-width="9"/></g>`;
  };
  const apple = (x: number, y: number, r: number, skin: string) =>
    `<ellipse cx="${x}" cy="${y + r * 0.95}" rx="${r * 1.1}" ry="${r * 0.2}" fill="#0003"/><circle cx="${x - r * 0.3}" cy="${y}" r="${r * 0.9}" fill="${skin}"/><circle cx="${x + r * 0.3}" cy="${y}" r="${r * 0.9}" fill="${skin}"/>
     <ellipse cx="${x - r * 0.5}" cy="${y - r * 0.35}" rx="${r * 0.22}" ry="${r * 0.34}" fill="#fff" opacity=".35" transform="rotate(24 ${x - r * 0.5} ${y - r * 0.35})"/><path d="M${x} ${y - r * 0.7} q8 -40 34 -52" stroke="#5b3b22" stroke-width="9" fill="none" stroke-linecap="round"/><path d="M${x + 14} ${y - r * 1.05} q50 -44 96 -12 q-44 40 -96 12" fill="#5e9a55"/>`;
  return paint(
    1200,
    1800,
    wash('wall', ['#f4dfc2', '#e8c9a0']) +
      wash('table', ['#a9683c', '#7b4426']) +
      wash('cake', ['#d9924a', '#a75f2b', '#d9924a'], true) +
      wash('stand', ['#cfe0dd', '#ffffff', '#b7cfcb'], true) +
      wash('day', ['#bfe0e6', '#f7f0dc']) +
      glow('warm', '#fff6d8'),
    `<rect width="1200" height="1800" fill="url(#wall)"/><rect x="640" y="120" width="440" height="660" rx="14" fill="#fffaf0"/><rect x="664" y="144" width="392" height="612" fill="url(#day)"/>
    <path d="M664 640 Q760 560 860 630 T1056 600 V756 H664Z" fill="#9dbb86"/><path d="M860 144 V756 M664 450 H1056" stroke="#fffaf0" stroke-width="20"/><circle cx="860" cy="430" r="520" fill="url(#warm)" opacity=".6"/>
    <path d="M0 0 H250 Q300 420 190 900 Q80 1000 0 980Z" fill="#c86f3c"/>${times(7, (index) => `<path d="M${20 + index * 34} 0 Q${50 + index * 34} 460 ${10 + index * 26} 960" stroke="#a9552a" stroke-width="9" fill="none" opacity=".5"/>`)}
    <rect y="1240" width="1200" height="560" fill="url(#table)"/>${times(22, () => `<rect x="${dice() * 1100}" y="${1250 + dice() * 540}" width="${90 + dice() * 420}" height="3" rx="1" fill="#5d311b" opacity=".35"/>`)}
    <ellipse cx="600" cy="1420" rx="330" ry="60" fill="#0004" filter="url(#soft)"/><path d="M540 1180 H660 L690 1390 Q600 1430 510 1390Z" fill="url(#stand)"/><ellipse cx="600" cy="1396" rx="190" ry="34" fill="#e6efed"/>
    <ellipse cx="600" cy="1180" rx="420" ry="92" fill="url(#stand)"/><ellipse cx="600" cy="1166" rx="400" ry="80" fill="#f7fbfa"/><ellipse cx="600" cy="1160" rx="340" ry="62" fill="#0002"/>
    <path d="M280 985 V1130 Q600 1260 920 1130 V985Z" fill="url(#cake)"/>${times(30, () => `<circle cx="${300 + dice() * 600}" cy="${1040 + dice() * 110}" r="${3 + dice() * 6}" fill="#7d431d" opacity=".4"/>`)}
    <ellipse cx="600" cy="985" rx="320" ry="112" fill="#e5ab5f"/>${times(12, slice)}<ellipse cx="600" cy="978" rx="46" ry="18" fill="#c9803c"/>
    ${times(60, () => `<circle cx="${330 + dice() * 540}" cy="${925 + dice() * 120}" r="${1.5 + dice() * 2.5}" fill="#fffdf5" opacity=".9"/>`)}
    ${apple(190, 1480, 92, '#c5432f')}${apple(1010, 1530, 108, '#a8b545')}${apple(860, 1640, 84, '#d1603a')}
    ${times(9, () => `<path d="M${300 + dice() * 400} ${1520 + dice() * 200} q26 -14 52 0 q-26 16 -52 0" fill="#c98b3a" opacity=".8"/>`)}`,
  );
}

/** A small garden on a terrace. */
export function drawGarden(): Scene {
  const dice = createDice(11);
  const pots = ['#c56a3d', '#d98a54', '#8aa5a0', '#e3c59a', '#a9552f'];
  const row = (count: number, foot: number, size: number) =>
    times(count, (index) =>
      plant(
        dice,
        ((index + 0.5 + (dice() - 0.5) * 0.3) * 1000) / count,
        foot,
        size * (0.85 + dice() * 0.35),
        pots[Math.floor(dice() * pots.length)] ?? '#c56a3d',
      ),
    );
  const bloom = () => {
    const [x, y, r] = [dice() * 1000, 800 + dice() * 400, 9 + dice() * 12];
    const fill = ['#ffd166', '#f2845c', '#fff1d0', '#e9a6c1'][Math.floor(dice() * 4)];
    return `${times(5, (index) => `<circle cx="${x + Math.cos(index * 1.257) * r}" cy="${y + Math.sin(index * 1.257) * r}" r="${r * 0.7}" fill="${fill}"/>`)}<circle cx="${x}" cy="${y}" r="${r * 0.6}" fill="#b3702a"/>`;
  };
  return paint(
    1000,
    1500,
    wash('plaster', ['#f3e9d6', '#e3cfae']) + wash('floor', ['#c9a27a', '#a37a52']) + glow('noon', '#fff8dc'),
    `<rect width="1000" height="1500" fill="url(#plaster)"/><circle cx="180" cy="160" r="620" fill="url(#noon)"/>
    <rect x="120" y="150" width="330" height="640" rx="165" fill="#3e7c86"/><rect x="150" y="184" width="270" height="606" rx="135" fill="#2f6570"/><path d="M285 184 V790 M150 430 H420 M150 610 H420" stroke="#4f95a0" stroke-width="10"/><circle cx="392" cy="560" r="12" fill="#f1c75b"/>
    ${times(11, (index) => `<path d="M${560 + index * 44} 60 V900" stroke="#b98f5f" stroke-width="8"/>`)}${times(12, (index) => `<path d="M540 ${90 + index * 68} H1000" stroke="#c9a172" stroke-width="8"/>`)}
    ${times(120, () => `<ellipse cx="${540 + dice() * 460}" cy="${60 + dice() * 640}" rx="${14 + dice() * 26}" ry="${10 + dice() * 16}" fill="${leaves[Math.floor(dice() * 5)]}" transform="rotate(${dice() * 90} 780 380)" opacity=".95"/>`)}
    <rect y="1050" width="1000" height="450" fill="url(#floor)"/>${times(9, (index) => `<path d="M0 ${1080 + index * 52} H1000" stroke="#8d6743" stroke-width="4" opacity=".5"/>`)}${times(14, (index) => `<path d="M${index * 80 - 60} 1500 L${260 + index * 36} 1050" stroke="#8d6743" stroke-width="4" opacity=".4"/>`)}
    ${row(5, 1080, 190)}${row(4, 1260, 240)}${times(26, bloom)}${row(3, 1470, 320)}`,
  );
}

/** An armchair by a window at night. */
export function drawNook(): Scene {
  const dice = createDice(5);
  const covers = ['#b5533c', '#2f6570', '#d9a441', '#e8dcc3', '#5b7a4b', '#7b4a5b', '#33415c'];
  const shelf = (y: number) => {
    let x = 60;
    const books = times(17, () => {
      const [thick, tall] = [18 + dice() * 20, 120 + dice() * 62];
      const book = `<rect x="${x}" y="${y - tall}" width="${thick}" height="${tall}" rx="3" fill="${covers[Math.floor(dice() * covers.length)]}"/><rect x="${x}" y="${y - tall * 0.8}" width="${thick}" height="6" fill="#fff5" />`;
      x += thick + (dice() > 0.85 ? 24 : 3);
      return book;
    });
    return `${books}<rect x="40" y="${y}" width="520" height="18" fill="#5a3a26"/>`;
  };
  return paint(
    1200,
    1800,
    wash('room', ['#3a2a2c', '#5a3f36']) +
      wash('dusk', ['#1d2c55', '#6a6a9c', '#e9a27e']) +
      wash('velvet', ['#2f8079', '#1a5550']) +
      wash('boards', ['#7a5034', '#4d301f']) +
      glow('lamplight', '#ffd88f'),
    `<rect width="1200" height="1800" fill="url(#room)"/>${shelf(420)}${shelf(660)}${shelf(900)}
    <path d="M690 960 V420 A210 210 0 0 1 1110 420 V960Z" fill="#e9d8bd"/><path d="M714 940 V424 A186 186 0 0 1 1086 424 V940Z" fill="url(#dusk)"/>
    ${times(30, () => `<circle cx="${730 + dice() * 340}" cy="${290 + dice() * 300}" r="${1 + dice() * 2}" fill="#fff" opacity=".8"/>`)}<circle cx="980" cy="400" r="36" fill="#fff1cf"/>
    <path d="M714 830 Q800 770 900 820 T1086 790 V940 H714Z" fill="#28304f"/><path d="M900 240 V940 M714 600 H1086" stroke="#e9d8bd" stroke-width="16"/><rect x="660" y="950" width="480" height="28" rx="6" fill="#e9d8bd"/>
    ${plant(dice, 1010, 952, 150, '#c56a3d')}
    <rect y="1430" width="1200" height="370" fill="url(#boards)"/>${times(7, (index) => `<path d="M0 ${1470 + index * 52} H1200" stroke="#3a2416" stroke-width="4"/>`)}
    <ellipse cx="640" cy="1640" rx="520" ry="96" fill="#c8854e"/><ellipse cx="640" cy="1636" rx="470" ry="80" fill="#e2b077"/><ellipse cx="640" cy="1632" rx="400" ry="62" fill="#b5653a"/>
    <circle cx="215" cy="1010" r="560" fill="url(#lamplight)" opacity=".75"/><path d="M205 1060 H225 V1580 H205Z" fill="#2a1d18"/><ellipse cx="215" cy="1590" rx="90" ry="20" fill="#2a1d18"/><path d="M120 1070 L160 930 H270 L310 1070Z" fill="#ffe2a3"/>
    <path d="M420 1560 V1620 M860 1560 V1620" stroke="#2a1d18" stroke-width="26" stroke-linecap="round"/>
    <path d="M440 1330 Q410 960 640 950 Q870 960 840 1330Z" fill="url(#velvet)"/><path d="M360 1250 Q360 1180 430 1190 Q480 1200 480 1270 L490 1400 H790 L800 1270 Q800 1200 850 1190 Q920 1180 920 1250 L890 1580 H390Z" fill="url(#velvet)"/><path d="M480 1390 Q640 1340 800 1390 V1470 Q640 1500 480 1470Z" fill="#3b9a91"/>
    ${times(3, (index) => `<circle cx="${560 + index * 80}" cy="1110" r="9" fill="#17463f"/>`)}<path d="M560 1190 q110 -60 180 20 l20 150 q-110 50 -190 0Z" fill="#e2b15a"/>${times(4, (index) => `<path d="M${580 + index * 46} 1180 V1370" stroke="#c58f38" stroke-width="7"/>`)}
    <path d="M600 1420 q60 -34 110 -6 q54 -30 106 4 l-8 44 q-50 -28 -98 0 q-54 -26 -104 2Z" fill="#fff6e2" stroke="#a9552f" stroke-width="5"/>
    <path d="M880 1240 q70 -30 110 40 l40 240 q-60 30 -100 -10Z" fill="#c9763f" opacity=".95"/>${times(5, (index) => `<path d="M${900 + index * 22} 1250 l34 270" stroke="#e9c58f" stroke-width="6" opacity=".7"/>`)}`,
  );
}

/** The editor, as a small medallion. */
export function drawEditor(): Scene {
  return paint(
    320,
    320,
    wash('ground', ['#f2c98a', '#d98a54']),
    `<rect width="320" height="320" fill="url(#ground)"/><path d="M40 320 Q60 210 160 210 Q260 210 280 320Z" fill="#2f6570"/><rect x="136" y="170" width="48" height="60" rx="20" fill="#e2a878"/><circle cx="160" cy="132" r="62" fill="#efbd8f"/>
    <path d="M96 140 Q86 54 160 56 Q234 54 224 140 Q214 96 160 98 Q106 96 96 140Z" fill="#4a2a22"/><circle cx="160" cy="50" r="28" fill="#4a2a22"/><path d="M140 152 q20 18 40 0" stroke="#a9552f" stroke-width="6" fill="none" stroke-linecap="round"/>
    <circle cx="140" cy="128" r="5" fill="#3a2416"/><circle cx="180" cy="128" r="5" fill="#3a2416"/>`,
  );
}
