/**
 * Reads that a page cannot bend. `<form><input name="parentElement">` or `<img name="title">` replace a form's or a document's own
 * properties by elements (HTML standard, "named access"), and a page may define throwing getters on its nodes. So every read goes
 * through the getter of the prototype, looked up once, and answers a plain value whatever happens.
 */
type Read<N, T> = (node: N) => T;

function readerOf<N, T>(owner: () => object, name: string, fallback: T): Read<N, T> {
  let get: ((this: N) => T | null) | undefined;
  return (node) => {
    try {
      get ??= Object.getOwnPropertyDescriptor(owner(), name)?.get as typeof get;
      return get?.call(node) ?? fallback;
    } catch {
      return fallback;
    }
  };
}

export const parentOf: Read<Node, Element | null> = readerOf(() => Node.prototype, 'parentElement', null);
export const parentNodeOf: Read<Node, Node | null> = readerOf(() => Node.prototype, 'parentNode', null);
export const textOf: Read<Node, string> = readerOf(() => Node.prototype, 'textContent', '');
export const baseOf: Read<Node, string> = readerOf(() => Node.prototype, 'baseURI', '');
export const localNameOf: Read<Element, string> = readerOf(() => Element.prototype, 'localName', '');
export const shadowRootOf: Read<Element, ShadowRoot | null> = readerOf(() => Element.prototype, 'shadowRoot', null);
export const nextOf: Read<Element, Element | null> = readerOf(() => Element.prototype, 'nextElementSibling', null);
export const previousOf: Read<Element, Element | null> = readerOf(
  () => Element.prototype,
  'previousElementSibling',
  null,
);
export const titleOf: Read<Document, string> = readerOf(() => Document.prototype, 'title', '');
export const contentTypeOf: Read<Document, string> = readerOf(() => Document.prototype, 'contentType', '');
export const windowOf: Read<Document, Window | null> = readerOf(() => Document.prototype, 'defaultView', null);
export const sheetsOf: Read<Document | ShadowRoot, ArrayLike<CSSStyleSheet>> = (root) => {
  try {
    return isDocument(root) ? sheetsOfDocument(root) : root.styleSheets;
  } catch {
    return [];
  }
};
const sheetsOfDocument: Read<Document, ArrayLike<CSSStyleSheet>> = readerOf(
  () => Document.prototype,
  'styleSheets',
  [],
);

export const currentSrcOf: Read<Element, string> = readerOf(() => HTMLImageElement.prototype, 'currentSrc', '');
export const naturalWidthOf: Read<Element, number> = readerOf(() => HTMLImageElement.prototype, 'naturalWidth', 0);
export const naturalHeightOf: Read<Element, number> = readerOf(() => HTMLImageElement.prototype, 'naturalHeight', 0);
export const isLoaded: Read<Element, boolean> = readerOf(() => HTMLImageElement.prototype, 'complete', false);

const nodeTypeOf: Read<Node, number> = readerOf(() => Node.prototype, 'nodeType', 0);
const isDocument = (root: Node): root is Document => nodeTypeOf(root) === 9;

// Looked up once, for attributes are read by the hundred thousand. Outside a browser, in a test of something else, there is no Element.
const { getAttribute, hasAttribute, getAttributeNames } = globalThis.Element?.prototype ?? ({} as Element);

/** The attribute's value, '' when it is not there. */
export function attr(element: Element, name: string): string {
  try {
    return getAttribute.call(element, name) ?? '';
  } catch {
    return '';
  }
}

export function hasAttr(element: Element, name: string): boolean {
  try {
    return hasAttribute.call(element, name);
  } catch {
    return false;
  }
}

export function attrNames(element: Element): string[] {
  try {
    return getAttributeNames.call(element);
  } catch {
    return [];
  }
}

export type Root = Document | ShadowRoot | Element;

/** Everything under `root` that the selector meets, in document order; nothing when the page makes it fail. */
export function findAll(root: Root, selector: string): ArrayLike<Element> {
  try {
    return protoOf(root).querySelectorAll.call(root, selector);
  } catch {
    return [];
  }
}

export function findFirst(root: Root, selector: string): Element | undefined {
  try {
    return protoOf(root).querySelector.call(root, selector) ?? undefined;
  } catch {
    return undefined;
  }
}

export function matches(element: Element, selector: string): boolean {
  try {
    return Element.prototype.matches.call(element, selector);
  } catch {
    return false;
  }
}

/** The first element under a root. */
export function firstChildOf(root: Root): Element | null {
  return firstChildReaders[nodeTypeOf(root)]?.(root) ?? null;
}
const firstChildReaders: Record<number, Read<Root, Element | null>> = {
  1: readerOf(() => Element.prototype, 'firstElementChild', null),
  9: readerOf(() => Document.prototype, 'firstElementChild', null),
  11: readerOf(() => DocumentFragment.prototype, 'firstElementChild', null),
};

/** How many elements stand under a document or an element; 0 for a shadow root, which cannot be asked. */
export function countIn(root: Root): number {
  try {
    const type = nodeTypeOf(root);
    if (type === 9) return Document.prototype.getElementsByTagName.call(root, '*').length;
    return type === 1 ? Element.prototype.getElementsByTagName.call(root, '*').length : 0;
  } catch {
    return 0;
  }
}

/** All elements under a document or a shadow root, live, in document order. */
export function everyElement(root: Document | ShadowRoot): ArrayLike<Element> {
  return isDocument(root) ? Document.prototype.getElementsByTagName.call(root, '*') : findAll(root, '*');
}

function protoOf(root: Root): ParentNode {
  const type = nodeTypeOf(root);
  return type === 9 ? Document.prototype : type === 11 ? DocumentFragment.prototype : Element.prototype;
}

/** All `img` of a document, live, in document order. */
export function imagesOf(document: Document): ArrayLike<Element> {
  try {
    return Document.prototype.getElementsByTagName.call(document, 'img');
  } catch {
    return [];
  }
}

/** Where and how large it is shown, in CSS pixels; zeros when it is not rendered. */
export function boxOf(element: Element): { top: number; width: number; height: number } {
  try {
    const { top, width, height } = Element.prototype.getBoundingClientRect.call(element);
    return { top, width, height };
  } catch {
    return { top: 0, width: 0, height: 0 };
  }
}
