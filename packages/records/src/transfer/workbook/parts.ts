import { escapeXml } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;

/** How the first row is written; then one style for each number format. */
export const TITLE_STYLE = 1;
export const styleOf = (formats: readonly string[], format: string | undefined): number =>
  format === undefined ? 0 : formats.indexOf(format) + 2;

/** The parts of a workbook beside its sheets, by their paths. */
export function workbookParts(sheets: readonly string[], formats: readonly string[]): [string, string][] {
  return [
    ['xl/styles.xml', stylesXml(formats)],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
        .map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, at) => ['worksheet', sheetPath(at).slice('xl/'.length)] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
        `${sheets.map((_, at) => `<Override PartName="/${sheetPath(at)}" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    ],
  ];
}

const relations = (list: readonly (readonly [type: string, target: string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(
      ([type, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** Numbers of own formats begin here. */
const OWN = 164;

const stylesXml = (formats: readonly string[]): string =>
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  `<numFmts count="${formats.length}">${formats
    .map((format, at) => `<numFmt numFmtId="${OWN + at}" formatCode="${escapeXml(format)}"/>`)
    .join('')}</numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  `<cellXfs count="${formats.length + 2}"><xf/><xf fontId="1" applyFont="1"/>${formats
    .map((_, at) => `<xf numFmtId="${OWN + at}" applyNumberFormat="1"/>`)
    .join('')}</cellXfs></styleSheet>`;

/** What stands around the rows of a sheet, whose first row stays in sight. */
export function sheetFrame(widths: readonly number[]): readonly [head: string, foot: string] {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`,
    '</sheetData></worksheet>',
  ];
}
