package dev.ocispec.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the lines of a Javadoc comment and puts its tags in the usual order. */
final class JavadocLayout {
  /** What is not torn apart: a short inline tag, or else what stands between blanks. */
  private static final Pattern WORD = Pattern.compile("(?:\\{@[^{}]{1,40}\\}|\\S)+");

  private static final List<String> TAGS = List.of("@param", "@return", "@throws", "@see");

  private JavadocLayout() {}

  /** The comment whose lines, marks included, are {@code lines}. */
  static List<String> of(List<String> lines) {
    String indent = lines.get(0).substring(0, lines.get(0).indexOf('/'));
    List<String> paragraphs = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    collect(lines.subList(1, lines.size() - 1), paragraphs, tags);
    tags.sort(Comparator.comparing(tag -> TAGS.indexOf(tag.split(" ", 2)[0])));
    String single = indent + "/** " + String.join("", paragraphs) + " */";
    if (tags.isEmpty() && paragraphs.size() == 1 && single.length() <= SourceLayout.WIDTH) {
      return List.of(single);
    }
    List<String> comment = new ArrayList<>(List.of(indent + "/**"));
    String between = "";
    for (String paragraph : paragraphs) {
      comment.addAll(between.isEmpty() ? List.of() : List.of(between));
      fill(paragraph, indent + " * ", indent + " * ", comment);
      between = indent + " *";
    }
    comment.addAll(tags.isEmpty() || between.isEmpty() ? List.of() : List.of(between));
    tags.forEach(tag -> fill(tag, indent + " * ", indent + " *     ", comment));
    comment.add(indent + " */");
    return comment;
  }

  private static void collect(List<String> lines, List<String> paragraphs, List<String> tags) {
    List<String> target = paragraphs;
    boolean fresh = true;
    for (String line : lines) {
      String text = line.strip().substring(1).strip();
      if (text.isEmpty()) {
        fresh = true;
        continue;
      }
      if (text.startsWith("@")) {
        target = tags;
        fresh = true;
      }
      if (fresh) {
        target.add(text);
      } else {
        target.set(target.size() - 1, target.get(target.size() - 1) + " " + text);
      }
      fresh = false;
    }
  }

  private static void fill(String text, String first, String next, List<String> lines) {
    Matcher words = WORD.matcher(text);
    String line = first;
    boolean empty = true;
    while (words.find()) {
      String word = words.group();
      if (!empty && line.length() + 1 + word.length() > SourceLayout.WIDTH) {
        lines.add(line);
        line = next;
        empty = true;
      }
      line += (empty ? "" : " ") + word;
      empty = false;
    }
    lines.add(line);
  }
}
