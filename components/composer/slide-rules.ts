/** What Pinterest takes of slides, and how they are mended: needed once there is a slide, and loaded then. */
export { planMends } from '../../lib/pin/mend-offer';
export { checkSlides } from '../../lib/pin/slide-checks';
