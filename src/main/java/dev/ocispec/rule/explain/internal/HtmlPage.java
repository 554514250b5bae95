package dev.ocispec.rule.explain.internal;

import dev.ocispec.report.internal.PageParts;
import dev.ocispec.rule.Weight;

/**
 * An HTML page that needs no other file and no script. It is well-formed XML too, and whatever
 * comes from a document is escaped.
 */
public final class HtmlPage {
  private static final String STYLE =
      PageParts.COLOURS
          + """
          * { box-sizing: border-box; }
          body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--page);
            color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
          h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; margin: 0; }
          h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .25rem;
            border-bottom: 2px solid currentColor; }
          h3 { font-size: .8rem; letter-spacing: .06em; text-transform: uppercase;
            color: var(--dim); margin: 1rem 0 .25rem; }
          .summary { color: var(--dim); margin: .25rem 0 0; }
          .isolation h2 { color: var(--isolation); } .notable h2 { color: var(--notable); }
          .plain h2 { color: var(--plain); }
          ul { list-style: none; margin: 0; padding: 0; }
          li { padding: .4rem 0 .4rem .9rem; border-left: 3px solid var(--line);
            margin-bottom: .35rem; overflow-wrap: anywhere; }
          .isolation li { border-color: var(--isolation); }
          .notable li { border-color: var(--notable); }
          code { font: .85em/1.4 ui-monospace, monospace; background: var(--code); padding: .1em .3em;
            border-radius: .25em; overflow-wrap: anywhere; }
          .place { display: block; color: var(--dim); } .place code { background: none; padding: 0; }
          del, ins { text-decoration: none; display: block; padding-left: 1.2rem;
            text-indent: -1.2rem; }
          del code, ins code { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
          del::before, ins::before { display: inline-block; width: 1.2rem; text-indent: 0;
            font-weight: bold; }
          del::before { content: "\\2212"; color: var(--isolation); }
          ins::before { content: "+"; color: var(--plain); }
          footer { margin-top: 2rem; color: var(--dim); font-size: .85rem; }
          @media print {
          """
          + PageParts.PRINT_COLOURS
          + """
            body { max-width: none; padding: 0; font-size: 10pt; }
            li, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } }
          """;

  private final StringBuilder text = new StringBuilder();

  /** A page with that title, and a line below it. */
  public HtmlPage(String title, String summary) {
    text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<header>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n<p class=\"summary\">")
        .append(escaped(summary))
        .append("</p>\n</header>\n<main>\n");
  }

  /** Begins the part about a weight. */
  public void begin(Weight weight, String heading) {
    text.append("<section class=\"").append(weight.text()).append("\">\n<h2>");
    text.append(escaped(heading)).append("</h2>\n");
  }

  /** Ends the part. */
  public void end() {
    text.append("</section>\n");
  }

  /** Begins a list below a heading; an empty one is left out. */
  public void beginList(String heading) {
    if (!heading.isEmpty()) {
      text.append("<h3>").append(escaped(heading)).append("</h3>\n");
    }
    text.append("<ul>\n");
  }

  /** Ends the list. */
  public void endList() {
    text.append("</ul>\n");
  }

  /** An element of the list: a sentence, HTML that follows it, and the place that it is about. */
  public void item(String sentence, String html, String pointer) {
    text.append("<li>")
        .append(escaped(sentence))
        .append(html)
        .append(" <span class=\"place\"><code>")
        .append(escaped(pointer.isEmpty() ? "/" : pointer))
        .append("</code></span></li>\n");
  }

  /** A paragraph. */
  public void paragraph(String sentence) {
    text.append("<p>").append(escaped(sentence)).append("</p>\n");
  }

  /** The whole page, with a last line. */
  public String finish(String footer) {
    return text + "</main>\n<footer>" + escaped(footer) + "</footer>\n</body>\n</html>\n";
  }

  /** The text with what HTML reads as markup, and what hides or steers, made visible. */
  public static String escaped(String text) {
    return PageParts.escaped(text);
  }
}
