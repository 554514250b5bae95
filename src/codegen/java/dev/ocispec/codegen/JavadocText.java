package dev.ocispec.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc of the schema's descriptions, safe for JavaPoet's format. */
final class JavadocText {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  /** Names that begin a sentence with a capital and keep it within one. */
  private static final Set<String> NAMES = Set.of("Intel", "Linux", "Solaris", "Windows");

  private JavadocText() {}

  /** Plain text with back-quoted code as Javadoc. */
  static String of(String text) {
    StringBuilder html = new StringBuilder();
    Matcher code = CODE.matcher(text);
    int from = 0;
    while (code.find()) {
      html.append(escape(text.substring(from, code.start()))).append(code(code.group(1)));
      from = code.end();
    }
    return html.append(escape(text.substring(from))).toString();
  }

  /** Code as Javadoc: a code tag, or the HTML element where the text can't stand in a tag. */
  static String code(String text) {
    boolean fits =
        !text.isBlank() && isBalanced(text) && !text.contains("*/") && !text.contains("\\u");
    return fits ? "{@code " + text.replace("$", "$$") + "}" : "<code>" + escape(text) + "</code>";
  }

  private static boolean isBalanced(String text) {
    int depth = 0;
    for (char c : text.toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  /** The description of a type, with the section of the specification. */
  static String type(Docs docs) {
    return text(docs) + section(docs);
  }

  /** The description of a known value, in one paragraph. */
  static String value(Docs docs) {
    return text(docs).replace("\n\n<p>", " ") + section(docs);
  }

  /** The description of a member, as its accessor has it. */
  static String accessor(Property property) {
    String code = code(property.name());
    String given =
        property.isList()
            ? "the elements of " + code
            : property.isMap() ? "the entries of " + code : "the value of " + code;
    String absent =
        property.isCollection() ? ", none when it is absent" : ", or empty when it is absent";
    return text(property.docs())
        + "\n@return "
        + given
        + (property.required() ? "" : absent)
        + section(property.docs());
  }

  private static String text(Docs docs) {
    StringBuilder text = new StringBuilder(of(docs.description()));
    text.append("\n\n<p>").append(String.join(" ", facts(docs)));
    if (docs.deprecated()) {
      text.append("\n\n<p>Deprecated since ")
          .append(docs.specification().name())
          .append(' ')
          .append(docs.deprecatedSince())
          .append(": ")
          .append(of(sentence(docs.deprecatedReason())));
    }
    return text.append('\n').toString();
  }

  private static List<String> facts(Docs docs) {
    List<String> facts = new ArrayList<>();
    if (!docs.unit().isEmpty()) {
      facts.add("Measured in " + of(docs.unit()) + ".");
    }
    if (!docs.absent().isEmpty()) {
      facts.add("When absent, " + of(sentence(within(docs.absent()))));
    }
    if (!docs.defaultValue().isEmpty()) {
      facts.add("Defaults to " + code(docs.defaultValue()) + ".");
    }
    if (!docs.examples().isEmpty()) {
      facts.add(
          "For example "
              + list(docs.examples().stream().map(JavadocText::code).toList(), "or")
              + ".");
    }
    if (!docs.platforms().isEmpty()) {
      facts.add(escape(platforms(docs.platforms())));
    }
    facts.add("Since " + docs.specification().name() + " " + docs.since() + ".");
    return facts;
  }

  private static String section(Docs docs) {
    return docs.section().isEmpty()
        ? ""
        : "\n@see <a href=\""
            + escape(docs.specification().address() + docs.section())
            + "\"> "
            + escape(docs.section())
            + "</a>\n";
  }

  /** For instance: On Linux, Solaris and FreeBSD only. */
  static String platforms(List<String> platforms) {
    if (platforms.equals(List.of("vm"))) {
      return "For virtual machines only.";
    }
    return "On " + list(platforms.stream().map(JavadocText::platform).toList(), "and") + " only.";
  }

  private static String platform(String name) {
    return switch (name) {
      case "freebsd" -> "FreeBSD";
      case "vm" -> "virtual machines";
      case "zos" -> "z/OS";
      default -> Names.capital(name);
    };
  }

  private static String list(List<String> parts, String last) {
    int end = parts.size() - 1;
    return end == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, end)) + " " + last + " " + parts.get(end);
  }

  /** The sentence as it stands after a clause: without its capital, unless a name has it. */
  private static String within(String sentence) {
    String first = sentence.split("[ ,:;.]", 2)[0];
    return first.matches("[A-Z][a-z]*") && !NAMES.contains(first)
        ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
        : sentence;
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
