/** A story of the demo magazine. */
export interface Story {
  /** Its path, without a slash. */
  slug: string;
  kicker: string;
  title: string;
  /** One sentence; also the page's description. */
  lead: string;
  /** A file of `pictures/`, its size in pixels and its alternative text. */
  picture: Picture;
  paragraphs: string[];
  /** More pictures, beneath the text. */
  more?: Picture[];
}

export interface Picture {
  file: string;
  width: number;
  height: number;
  text: string;
}

const cake: Picture = {
  file: 'apple-cake.jpg',
  width: 1200,
  height: 1800,
  text: 'Apple cake on a white stand by the window',
};
const fields: Picture = {
  file: 'autumn-fields.jpg',
  width: 1600,
  height: 1067,
  text: 'A path through stubble fields in October',
};
const cabin: Picture = {
  file: 'lake-cabin.png',
  width: 1000,
  height: 1500,
  text: 'A cabin by the lake with light in its windows',
};
const garden: Picture = {
  file: 'terrace-garden.webp',
  width: 1000,
  height: 1500,
  text: 'Potted plants on a sunny terrace',
};
const nook: Picture = {
  file: 'reading-nook.avif',
  width: 1200,
  height: 1800,
  text: 'A green armchair beneath a night window',
};

export const stories: Story[] = [
  {
    slug: 'apple-cake',
    kicker: 'Baking',
    title: 'The apple cake that forgives everything',
    lead: 'One bowl, three apples, and a crumb that stays soft until Sunday.',
    picture: cake,
    paragraphs: [
      'Forget the mixer. Melt the butter, let it turn the colour of hazelnuts, and stir the sugar in while it is warm: that is half of the flavour already. The other half is salt, more than you think.',
      'Cut the apples thin and lay them like the petals of a flower, from the rim inwards. If two varieties are in the bowl, put the sour ones at the edge, where the batter is sweetest.',
      'It is done when the kitchen smells of it from the stairs. Leave it in its tin for as long as you can bear.',
    ],
    more: [fields, cabin],
  },
  {
    slug: 'lake-cabin',
    kicker: 'Away',
    title: 'Four days without a clock',
    lead: 'A cabin, a lake, a stove that needs you: what is left when the battery is empty.',
    picture: cabin,
    paragraphs: [
      'The road ends at a post box. From there it is twenty minutes on foot, uphill first, and then the lake lies below you all at once.',
      'By the second evening you know which of the pines talks in the wind. By the third you have stopped telling anyone.',
    ],
    more: [fields],
  },
  {
    slug: 'terrace-garden',
    kicker: 'Garden',
    title: 'A terrace in eleven pots',
    lead: 'How to fill six square metres so that something is in flower from March to the first frost.',
    picture: garden,
    paragraphs: [
      'Buy fewer pots, and larger ones. A plant in a large pot survives a weekend away; a plant in a small one survives until Saturday noon.',
      'Put the tall ones at the back, the trailing ones at the rim, and the one you love next to the door.',
    ],
  },
  {
    slug: 'reading-nook',
    kicker: 'Home',
    title: 'The two square metres that keep you at home',
    lead: 'An armchair, a lamp, a window: the smallest room of the house, without a wall.',
    picture: nook,
    paragraphs: [
      'Light comes from behind the shoulder, warm, and from low down. A lamp on the ceiling is for finding keys.',
      'Leave room for a cup. Leave room for a second one, should somebody ask what you are reading.',
    ],
    more: [garden],
  },
];
