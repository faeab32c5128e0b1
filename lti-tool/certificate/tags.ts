import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  PDFRef,
} from 'pdf-lib';

/** Structure types in use (ISO 32000-1 14.8.4). */
type StructureType = 'H1' | 'P' | 'Figure';

interface Texts {
  /** For who cannot see a figure. */
  readonly alt?: string;
  /** The exact text, where glyphs alone may not give it back. */
  readonly actualText?: string;
}

interface Element extends Texts {
  readonly type: StructureType;
}

/**
 * Writes the logical structure of a one-page document (ISO 32000-1 14.7): what is drawn inside
 * `element` is read, in the order of the calls; what is drawn inside `artifact` is decoration.
 */
export interface Tags {
  element(element: Element, draw: () => void): void;
  artifact(draw: () => void): void;
  /** Writes the structure tree. Comes last, after the page's annotations. */
  finish(): void;
}

export function createTags(page: PDFPage): Tags {
  const { context, catalog } = page.doc;
  const root = context.nextRef();
  const body = context.nextRef();
  const elements: PDFRef[] = [];

  function register(type: string, child: PDFObject, { alt, actualText }: Texts = {}): PDFRef {
    const dict = context.obj({ Type: 'StructElem', S: type, P: body, Pg: page.ref, K: child });
    if (alt !== undefined) dict.set(PDFName.of('Alt'), PDFHexString.fromText(alt));
    if (actualText !== undefined) {
      dict.set(PDFName.of('ActualText'), PDFHexString.fromText(actualText));
    }
    return context.register(dict);
  }

  /** ISO 32000-1 14.7.4.3: an annotation belongs to the structure through a reference. */
  function registerForm(annotation: PDFObject, index: number): PDFRef {
    if (!(annotation instanceof PDFRef)) throw new Error('an annotation has no reference');
    context.lookup(annotation, PDFDict).set(PDFName.of('StructParent'), PDFNumber.of(index + 1));
    return register('Form', context.obj({ Type: 'OBJR', Obj: annotation, Pg: page.ref }));
  }

  return {
    element({ type, ...texts }, draw) {
      const id = elements.length;
      page.pushOperators(operator('BDC', PDFName.of(type), `<</MCID ${id}>>`));
      draw();
      page.pushOperators(operator('EMC'));
      elements.push(register(type, PDFNumber.of(id), texts));
    },

    artifact(draw) {
      page.pushOperators(operator('BMC', PDFName.of('Artifact')));
      draw();
      page.pushOperators(operator('EMC'));
    },

    finish() {
      const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? [];
      const forms = annotations.map(registerForm);
      const parents = [elements, ...forms].flatMap((parent, index) => [index, parent]);
      context.assign(
        body,
        context.obj({ Type: 'StructElem', S: 'Document', P: root, K: [...elements, ...forms] }),
      );
      context.assign(
        root,
        context.obj({
          Type: 'StructTreeRoot',
          K: body,
          ParentTree: { Nums: parents },
          ParentTreeNextKey: forms.length + 1,
        }),
      );
      page.node.set(PDFName.of('StructParents'), PDFNumber.of(0));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
      catalog.set(PDFName.of('StructTreeRoot'), root);
      catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    },
  };
}

const NAMES = {
  BMC: PDFOperatorNames.BeginMarkedContent,
  BDC: PDFOperatorNames.BeginMarkedContentSequence,
  EMC: PDFOperatorNames.EndMarkedContent,
};

function operator(name: keyof typeof NAMES, ...operands: (PDFName | string)[]): PDFOperator {
  return PDFOperator.of(NAMES[name], operands);
}
