package dev.ocispec.rule;

import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What several rules ask of a configuration. */
final class RuleFacts {
  private static final String QUOTE = "\"";

  private RuleFacts() {}

  /** A text of the document as messages show it. */
  static String shown(String text) {
    return QUOTE + ForeignText.shown(text) + QUOTE;
  }

  /** Whether paths of the document are POSIX paths. */
  static boolean isPosix(Subject subject) {
    return !subject.isFor(Platform.WINDOWS);
  }

  /** The entries of {@code linux.namespaces} of a type. */
  static List<Node> namespaces(Subject subject, String type) {
    List<Node> entries = new ArrayList<>(1);
    for (Node entry : subject.at("linux", "namespaces").elements()) {
      if (entry.get("type").is(type)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Whether the container has a namespace of that type other than the runtime's own. */
  static boolean hasNamespace(Subject subject, String type) {
    for (Node entry : subject.at("linux", "namespaces").elements()) {
      if (entry.get("type").is(type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the container gets a new namespace of that type, not one that is joined by path. */
  static boolean hasNewNamespace(Subject subject, String type) {
    for (Node entry : subject.at("linux", "namespaces").elements()) {
      if (entry.get("type").is(type) && pathOf(entry).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The path of the namespace that an entry joins; empty for a new one. */
  static Optional<String> pathOf(Node namespace) {
    return namespace.get("path").asText().filter(path -> !path.isEmpty());
  }

  /** Whether something stands there that is not of the type that the schema wants. */
  static boolean isOfWrongType(Node place) {
    return !place.isPresent() && !place.isAbsent();
  }

  /** Whether no list stands there, or one without elements. */
  static boolean isWithoutElements(Node list) {
    return list.elements().isEmpty() && !isOfWrongType(list);
  }

  /** Whether a list of texts has {@code text}. */
  static boolean has(Node list, String text) {
    for (Node element : list.elements()) {
      if (element.is(text)) {
        return true;
      }
    }
    return false;
  }
}
