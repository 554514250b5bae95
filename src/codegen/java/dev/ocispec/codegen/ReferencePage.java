package dev.ocispec.codegen;

/** Writes the reference page: every type, member and value with what the schema says of it. */
final class ReferencePage {
  private ReferencePage() {}

  static String of(Model model) {
    StringBuilder page =
        new StringBuilder(
            "# Reference\n\n"
                + "Generated from the files under `schema/` by the build; edit those.\n\n"
                + "Every type of the documents by package, its members in the order in which they"
                + " are written.\n");
    for (String packageName : JavaTypes.PACKAGES) {
      if (model.present().stream().noneMatch(type -> type.packageName().equals(packageName))) {
        continue;
      }
      page.append("\n## Package `dev.ocispec.").append(packageName).append("`\n");
      model.present().stream()
          .filter(type -> type.packageName().equals(packageName))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .forEach(type -> object(type, page));
      model.texts().stream()
          .filter(type -> type.packageName().equals(packageName))
          .forEach(type -> text(type, page));
    }
    return page.toString();
  }

  private static void object(ObjectType type, StringBuilder page) {
    head(type.name(), type.docs(), page);
    page.append(
        "\n| member | type | since | meaning | when absent |\n| --- | --- | --- | --- | --- |\n");
    for (Property property : type.properties()) {
      Docs docs = property.docs();
      page.append("| `").append(property.name()).append("` | ");
      page.append(cell(ofType(property.value())))
          .append(property.nullable() ? " or null | " : " | ");
      page.append(docs.since()).append(" | ").append(cell(meaning(docs))).append(" | ");
      page.append(property.required() ? "required" : cell(prose(docs.absent()))).append(" |\n");
    }
    for (Property property : type.gone()) {
      Docs docs = property.docs();
      page.append("\nReleases ").append(docs.since()).append(" to ").append(docs.until());
      page.append(" had `").append(property.name()).append("` (").append(ofType(property.value()));
      page.append("). ").append(docs.description()).append('\n');
    }
  }

  private static void text(TextType type, StringBuilder page) {
    head(type.name(), type.docs(), page);
    page.append(
        type.closed()
            ? "\nThe schema allows only these values.\n"
            : "\nOther values are allowed.\n");
    page.append("\n| value | since | meaning |\n| --- | --- | --- |\n");
    for (KnownValue value : type.values()) {
      page.append("| `").append(value.value()).append("` | ").append(value.docs().since());
      page.append(" | ").append(cell(meaning(value.docs()))).append(" |\n");
    }
  }

  private static void head(String name, Docs docs, StringBuilder page) {
    page.append("\n### ").append(name).append("\n\n").append(prose(docs.description()));
    if (!docs.platforms().isEmpty()) {
      page.append(' ').append(JavadocText.platforms(docs.platforms()));
    }
    page.append(" Since ");
    if (!docs.specification().isRuntime()) {
      page.append(docs.specification().name()).append(' ');
    }
    page.append(docs.since());
    if (!docs.section().isEmpty()) {
      page.append("; `").append(docs.section()).append('`');
    }
    page.append(".\n");
  }

  private static String meaning(Docs docs) {
    StringBuilder text = new StringBuilder(prose(docs.description()));
    if (!docs.unit().isEmpty()) {
      text.append(" Unit: ").append(docs.unit()).append('.');
    }
    if (!docs.defaultValue().isEmpty()) {
      text.append(" Default: `").append(docs.defaultValue()).append("`.");
    }
    if (docs.deprecated()) {
      text.append(" Deprecated since ").append(docs.deprecatedSince());
      text.append(": ").append(prose(docs.deprecatedReason()));
    }
    if (!docs.platforms().isEmpty()) {
      text.append(" (").append(String.join(", ", docs.platforms())).append(')');
    }
    return text.toString();
  }

  private static String ofType(Value value) {
    if (value instanceof Value.Text text) {
      return text.pattern().isEmpty() ? "string" : "string matching `" + text.pattern() + "`";
    }
    if (value instanceof Value.Known known) {
      return known.type().name();
    }
    if (value instanceof Value.Bool) {
      return "boolean";
    }
    if (value instanceof Value.Int integer) {
      return "integer, "
          + (integer.minimum().isEmpty() ? "no lower bound" : integer.minimum())
          + " to "
          + (integer.maximum().isEmpty() ? "no upper bound" : integer.maximum());
    }
    if (value instanceof Value.Obj object) {
      return object.typeName();
    }
    if (value instanceof Value.AnyObject) {
      return "any object";
    }
    if (value instanceof Value.ListOf list) {
      return "list of "
          + ofType(list.item())
          + (list.minItems() > 0 ? ", at least " + list.minItems() : "");
    }
    return "map of " + ofType(((Value.MapOf) value).value());
  }

  /** Text whose angle brackets are meant as such, but for code, where they are anyway. */
  private static String prose(String text) {
    StringBuilder page = new StringBuilder();
    boolean code = false;
    for (String part : text.split("`", -1)) {
      page.append(code ? "`" + part + "`" : part.replace("&", "&amp;").replace("<", "&lt;"));
      code = !code;
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
