/** Reading the pictures of a page. */
export const collecting = {
  'collecting.noTab': 'The page this composer was opened for is closed.',
  'collecting.notAllowed':
    'The browser does not let extensions read this page. Open the page you want to pin from, then click the toolbar button there.',
  'collecting.noAnswer': 'This page could not be read. Reload it and try again.',
  'collecting.pdf':
    'This is a PDF document. The browser does not let extensions read its pictures. Open the web page that shows the picture.',
  'collecting.note.part': 'A part of this page could not be read.',
  'collecting.note.time': 'This page is very large. These are the pictures found so far.',
  'collecting.note.selfDescription':
    'This page lists more about itself than we read. Some of its pictures may be missing.',
  'collecting.note.drawing': 'A drawing on this page contains pictures from other sites and cannot be copied.',
  'collecting.note.styleSheets':
    'Some style sheets from other sites could not be read. Background pictures may be missing.',
  'collecting.note.dataPictures': 'Some pictures are part of the page itself and are too large to copy.',
  'collecting.note.endless':
    'This page is very long. You see the most likely of its first pictures and of those you have scrolled to.',
  'collecting.note.morePictures': 'This page has more pictures. You see the 500 most likely ones.',
} as const;
