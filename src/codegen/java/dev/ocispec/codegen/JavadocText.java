package dev.ocispec.codegen;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc of the schema's descriptions. */
final class JavadocText {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private JavadocText() {}

  /** Plain text with back-quoted code as Javadoc, safe for JavaPoet's format. */
  static String of(String text) {
    StringBuilder html = new StringBuilder();
    Matcher code = CODE.matcher(text);
    int from = 0;
    while (code.find()) {
      html.append(escape(text.substring(from, code.start())));
      html.append("<code>").append(escape(code.group(1))).append("</code>");
      from = code.end();
    }
    html.append(escape(text.substring(from)));
    return html.toString();
  }

  /** The whole description of a type or member, one paragraph for each part. */
  static String full(Docs docs) {
    StringBuilder text = new StringBuilder(of(docs.description()));
    facts(docs, text);
    if (docs.deprecated()) {
      text.append("\n\n<p>Deprecated in the specification since ")
          .append(docs.deprecatedSince())
          .append(": ")
          .append(of(docs.deprecatedReason()));
    }
    return text.append('\n').toString();
  }

  private static void facts(Docs docs, StringBuilder text) {
    StringBuilder facts = new StringBuilder();
    if (!docs.absent().isEmpty()) {
      facts.append("When absent: ").append(of(sentence(docs.absent()))).append(' ');
    }
    if (!docs.unit().isEmpty()) {
      facts.append("Unit: ").append(of(docs.unit())).append(". ");
    }
    if (!docs.defaultValue().isEmpty()) {
      facts.append("Default: <code>").append(escape(docs.defaultValue())).append("</code>. ");
    }
    if (!docs.examples().isEmpty()) {
      facts.append("For example ").append(codes(docs.examples())).append(". ");
    }
    if (!docs.platforms().isEmpty()) {
      facts.append("Only for ").append(String.join(", ", docs.platforms())).append(". ");
    }
    facts.append("Since ").append(docs.since());
    if (!docs.section().isEmpty()) {
      facts.append("; see <code>").append(escape(docs.section())).append("</code>");
    }
    text.append("\n\n<p>").append(facts).append('.');
  }

  private static String codes(List<String> values) {
    return String.join(", ", values.stream().map(v -> "<code>" + escape(v) + "</code>").toList());
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** Characters that HTML, Javadoc or Java comments give a meaning, and JavaPoet's dollar. */
  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        .replace("\\", "&#92;")
        .replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("$", "$$");
  }
}
