package dev.ocispec.codegen;

import java.util.ArrayList;
import java.util.List;

/** Lays generated source text out as a person would: comments and code within the line width. */
final class SourceLayout {
  static final int WIDTH = 100;

  private SourceLayout() {}

  /** The same source, laid out. */
  static String of(String source) {
    List<String> lines = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    boolean inComment = false;
    for (String line : source.split("\n", -1)) {
      inComment |= line.strip().equals("/**");
      if (!inComment) {
        LongLine.wrap(line.stripTrailing(), lines);
        joinEmptyBody(lines);
        joinAnnotation(lines);
        joinFields(lines);
        continue;
      }
      comment.add(line);
      if (line.strip().equals("*/")) {
        lines.addAll(JavadocLayout.of(comment));
        comment.clear();
        inComment = false;
      }
    }
    return String.join("\n", lines);
  }

  private static void joinEmptyBody(List<String> lines) {
    int last = lines.size() - 1;
    if (last > 0 && lines.get(last).strip().equals("}") && lines.get(last - 1).endsWith(") {")) {
      lines.remove(last);
      lines.set(last - 1, lines.get(last - 1) + "}");
    }
  }

  private static void joinAnnotation(List<String> lines) {
    int last = lines.size() - 1;
    if (last > 1
        && lines.get(last).strip().equals(")")
        && lines.get(last - 2).matches(" *@[A-Za-z.]+\\(")) {
      String annotation = lines.get(last - 2) + lines.get(last - 1).strip() + ")";
      lines.subList(last - 1, last + 1).clear();
      lines.set(last - 2, annotation);
    }
  }

  /** Takes out the empty line between two fields that have neither comment nor value. */
  private static void joinFields(List<String> lines) {
    int last = lines.size() - 1;
    if (last > 1
        && isBareField(lines.get(last))
        && lines.get(last - 1).isEmpty()
        && isBareField(lines.get(last - 2))) {
      lines.remove(last - 1);
    }
  }

  private static boolean isBareField(String line) {
    return line.matches("  (private final )?(@Nullable )?[A-Za-z0-9_.<>, ]+ [A-Za-z0-9_]+;");
  }
}
