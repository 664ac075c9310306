import { createDice, glow, paint, type Scene, times, wash } from './brush.ts';

/** A ridge of hills from edge to edge, filled down to the bottom. */
function ridge(dice: () => number, width: number, bottom: number, top: number, swing: number, fill: string): string {
  const steps = 9;
  const points = Array.from(
    { length: steps + 1 },
    (_, index) => [(index * width) / steps, top + (dice() - 0.5) * swing * 2] as const,
  );
  const curve = points.slice(1).map(([x, y], index) => {
    const [before, level] = points[index] ?? [0, top];
    const middle = (before + x) / 2;
    return `C${middle} ${level} ${middle} ${y} ${x} ${y}`;
  });
  return `<path d="M0 ${points[0]?.[1]} ${curve.join(' ')} V${bottom} H0Z" fill="${fill}"/>`;
}

function pine(x: number, foot: number, size: number, fill: string): string {
  const tier = (index: number) => {
    const half = size * (0.14 + index * 0.07);
    const top = foot - size + index * size * 0.22;
    return `<path d="M${x} ${top} L${x + half} ${top + size * 0.34} H${x - half}Z" fill="${fill}"/>`;
  };
  return `<rect x="${x - size * 0.03}" y="${foot - size * 0.14}" width="${size * 0.06}" height="${size * 0.14}" fill="${fill}"/>${times(4, tier)}`;
}

/** A cabin by a lake, with light in its windows. */
export function drawCabin(): Scene {
  const dice = createDice(7);
  const stars = times(
    90,
    () =>
      `<circle cx="${dice() * 1000}" cy="${dice() * 560}" r="${0.8 + dice() * 1.8}" fill="#fff" opacity="${0.2 + dice() * 0.6}"/>`,
  );
  const forest = (count: number, foot: number, size: number, fill: string) =>
    times(count, (index) =>
      pine((index + dice() * 0.8) * (1000 / count), foot + dice() * 24, size * (0.7 + dice() * 0.6), fill),
    );
  const shore = [30, 110, 215, 690, 770, 860, 960]
    .map((x) => pine(x, 1115 + dice() * 20, 230 + dice() * 150, '#0d152c'))
    .join('');
  const ripples = times(46, (index) => {
    const y = 1130 + index * 8;
    return `<rect x="${330 + dice() * 120 - index}" y="${y}" width="${90 + dice() * 150 + index * 2}" height="${2 + dice() * 3}" rx="2" fill="#ffcf7d" opacity="${0.55 - index * 0.01}"/>`;
  });
  return paint(
    1000,
    1500,
    wash('sky', ['#152243', '#3d4f80', '#c98a86', '#f6c98c']) +
      wash('lake', ['#8f7484', '#34456f', '#131d38']) +
      glow('lamp', '#ffdb8a') +
      glow('moon', '#fff3d6'),
    `<rect width="1000" height="1500" fill="url(#sky)"/>${stars}
    <circle cx="760" cy="250" r="190" fill="url(#moon)" opacity=".55"/><circle cx="760" cy="250" r="62" fill="#fff6e3"/>
    ${ridge(dice, 1000, 1150, 690, 150, '#5d6590')}${ridge(dice, 1000, 1150, 800, 110, '#414d78')}${ridge(dice, 1000, 1150, 920, 60, '#2b3860')}
    ${forest(24, 1080, 180, '#1d294b')}
    <rect y="1090" width="1000" height="410" fill="url(#lake)"/>
    <path d="M0 1060 Q300 1020 640 1080 T1000 1110 V1140 Q600 1150 0 1130Z" fill="#151f3c"/>
    <circle cx="450" cy="990" r="290" fill="url(#lamp)" opacity=".55"/>
    <path d="M300 960 L450 820 L600 960 V1085 H300Z" fill="#4a2a22"/><path d="M270 975 L450 800 L630 975 L612 992 L450 838 L288 992Z" fill="#1b1a2b"/>
    ${times(9, (index) => `<rect x="300" y="${968 + index * 13}" width="300" height="2" fill="#2c1713"/>`)}
    <rect x="345" y="985" width="66" height="62" fill="#ffdf95"/><rect x="489" y="985" width="66" height="100" fill="#ffcf78"/>
    <path d="M378 985 V1047 M345 1016 H411" stroke="#4a2a22" stroke-width="5"/><rect x="534" y="850" width="30" height="78" fill="#1b1a2b"/>
    ${times(6, (index) => `<circle cx="${556 + index * 14}" cy="${820 - index * 34}" r="${14 + index * 7}" fill="#cfd3e6" opacity="${0.34 - index * 0.05}" filter="url(#soft)"/>`)}
    ${shore}${ripples}
    <path d="M0 1440 Q240 1390 520 1450 T1000 1430 V1500 H0Z" fill="#0a1124"/>${forest(7, 1500, 200, '#0a1124')}`,
  );
}

/** Fields in autumn, wide. */
export function drawFields(): Scene {
  const dice = createDice(21);
  const rows = times(
    26,
    (index) =>
      `<path d="M${-400 + index * 100} 1067 Q${500 + index * 20} 820 ${760 + index * 6} 640" stroke="#8a5a1f" stroke-width="${10 - index * 0.2}" fill="none" opacity=".28"/>`,
  );
  const trees = times(46, () => {
    const [x, y, r] = [dice() * 1600, 560 + dice() * 60, 12 + dice() * 26];
    const fill = ['#c4661f', '#e09a2d', '#8c7a2b', '#a8481c', '#d9b13b'][Math.floor(dice() * 5)];
    return `<ellipse cx="${x}" cy="${y - r}" rx="${r}" ry="${r * 1.25}" fill="${fill}"/><rect x="${x - 2}" y="${y - r * 0.1}" width="4" height="${r * 0.7}" fill="#4a3217"/>`;
  });
  return paint(
    1600,
    1067,
    wash('sky', ['#7fb4c9', '#cfe3dc', '#fdf0cf']) + wash('field', ['#e3b657', '#b47a2a']) + glow('sun', '#fffbe6'),
    `<rect width="1600" height="1067" fill="url(#sky)"/><circle cx="1150" cy="330" r="420" fill="url(#sun)"/>
    ${times(14, () => `<ellipse cx="${dice() * 1600}" cy="${80 + dice() * 260}" rx="${120 + dice() * 200}" ry="${14 + dice() * 26}" fill="#fff" opacity=".35" filter="url(#soft)"/>`)}
    ${ridge(dice, 1600, 1067, 430, 60, '#9db7b3')}${ridge(dice, 1600, 1067, 500, 40, '#7f9a7c')}${ridge(dice, 1600, 1067, 560, 26, '#8f8d45')}${trees}
    <path d="M0 650 Q500 590 900 640 T1600 620 V1067 H0Z" fill="url(#field)"/>${rows}
    <path d="M900 1067 Q960 860 820 760 Q720 690 840 630 L858 632 Q760 700 880 760 Q1060 860 1080 1067Z" fill="#f3e2b5"/>
    ${times(40, () => `<circle cx="${dice() * 1600}" cy="${800 + dice() * 260}" r="${3 + dice() * 6}" fill="${dice() > 0.5 ? '#fff2c4' : '#d65f2a'}" opacity=".85"/>`)}`,
  );
}
