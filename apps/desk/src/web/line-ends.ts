// Line ends of a text area: browsers send each as two characters and count it as one (HTML Standard, form submission).
export const withPlainLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n')
