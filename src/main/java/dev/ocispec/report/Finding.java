package dev.ocispec.report;

import dev.ocispec.report.internal.ForeignText;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One problem or remark found in a document.
 *
 * @param rule stable id of what was checked, for instance {@code schema-required} or {@code
 *     json-syntax}
 * @param level its severity
 * @param pointer JSON pointer (RFC 6901) of the place; empty for the whole document, and for what a
 *     sandbox says of the host
 * @param line line of the place, from 1; empty when the document was not read from text
 * @param column column of the place in characters, from 1; empty when the document was not read
 *     from text
 * @param message what was expected and what was found, one line
 * @param specification file and anchor in the specification's prose; empty when the rule is not
 *     from there
 * @param runtimes which runtimes, in which versions, enforce or misread what is at fault; empty
 *     when nothing is known of any
 * @param suggestion what to do about it; empty when there is nothing better to say than the message
 */
public record Finding(
    String rule,
    Level level,
    String pointer,
    OptionalInt line,
    OptionalInt column,
    String message,
    Optional<String> specification,
    Optional<String> runtimes,
    Optional<String> suggestion) {
  private static final int LONGEST_POINTER = 300;

  /**
   * Checks that nothing is null.
   *
   * @param rule stable id of what was checked, for instance {@code schema-required} or {@code
   *     json-syntax}
   * @param level its severity
   * @param pointer JSON pointer (RFC 6901) of the place; empty for the whole document
   * @param line line of the place, from 1; empty when the document was not read from text
   * @param column column of the place in characters, from 1; empty when the document was not read
   *     from text
   * @param message what was expected and what was found, one line
   * @param specification file and anchor in the specification's prose; empty when the rule is not
   *     from there
   * @param runtimes which runtimes, in which versions, enforce or misread what is at fault; empty
   *     when nothing is known of any
   * @param suggestion what to do about it; empty when there is nothing better to say than the
   *     message
   */
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(line, "line");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(specification, "specification");
    Objects.requireNonNull(runtimes, "runtimes");
    Objects.requireNonNull(suggestion, "suggestion");
  }

  /**
   * {@return a finding without position, section and suggestion; add them with the {@code with…}
   * methods}
   *
   * @param rule the rule's id, for instance {@code schema-enum}
   * @param level the severity
   * @param pointer where the finding is, as a JSON pointer; empty for the whole document
   * @param message what was expected and what was found
   */
  public static Finding of(String rule, Level level, String pointer, String message) {
    return new Finding(
        rule,
        level,
        pointer,
        OptionalInt.empty(),
        OptionalInt.empty(),
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * {@return the same finding at level {@link Level#MUST}, the usual one of schema and JSON
   * findings}
   *
   * @param rule the rule's id, for instance {@code schema-enum}
   * @param pointer where the finding is, as a JSON pointer; empty for the whole document
   * @param message what was expected and what was found
   */
  public static Finding must(String rule, String pointer, String message) {
    return of(rule, Level.MUST, pointer, message);
  }

  /**
   * {@return the same finding with its place in the text; both numbers start at 1}
   *
   * @param atLine the line, from 1 on
   * @param atColumn the column, from 1 on
   */
  public Finding at(int atLine, int atColumn) {
    return new Finding(
        rule,
        level,
        pointer,
        OptionalInt.of(atLine),
        OptionalInt.of(atColumn),
        message,
        specification,
        runtimes,
        suggestion);
  }

  /**
   * {@return the same finding with the section of the prose that it rests on}
   *
   * @param section the section, for instance {@code config.md#mounts}
   */
  public Finding withSpecification(String section) {
    return new Finding(
        rule, level, pointer, line, column, message, Optional.of(section), runtimes, suggestion);
  }

  /**
   * {@return the same finding with what runtimes do about it}
   *
   * @param words which runtimes, in which versions, enforce or misread what is at fault
   */
  public Finding withRuntimes(String words) {
    return new Finding(
        rule, level, pointer, line, column, message, specification, Optional.of(words), suggestion);
  }

  /**
   * {@return the same finding with advice}
   *
   * @param advice what to do about the finding
   */
  public Finding withSuggestion(String advice) {
    return new Finding(
        rule, level, pointer, line, column, message, specification, runtimes, Optional.of(advice));
  }

  /**
   * {@return the same finding below {@code parent}: its pointer gets the prefix}
   *
   * @param parent the JSON pointer of what the finding's own pointer starts at
   */
  public Finding below(String parent) {
    return new Finding(
        rule, level, parent + pointer, line, column, message, specification, runtimes, suggestion);
  }

  /** What a finding without place is about, by the kind of its rule. */
  private String whole() {
    if (rule.startsWith("sandbox-") || rule.equals("runtime-features")) {
      return "(host)";
    }
    return rule.startsWith("request-") ? "(request)" : "(document)";
  }

  /**
   * {@return one line for people: {@code line:column: pointer: message; advice [rule] (level)}} The
   * middle of a very long pointer is left out.
   */
  public String toLine() {
    StringBuilder text = new StringBuilder();
    if (line.isPresent()) {
      text.append(line.getAsInt()).append(':').append(column.orElse(1)).append(": ");
    }
    text.append(pointer.isEmpty() ? whole() : ForeignText.withoutMiddle(pointer, LONGEST_POINTER));
    text.append(": ").append(message);
    suggestion.ifPresent(advice -> text.append("; ").append(advice));
    text.append(" [").append(rule).append("] (").append(level.text()).append(')');
    return text.toString();
  }
}
