package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;

/** The form of a list of environment variables. Messages leave values out: some are secret. */
final class EnvironmentEntries {
  private EnvironmentEntries() {}

  static void check(Node list, Reporter reporter) {
    for (Node entry : list.elements()) {
      entry.asText().ifPresent(text -> check(entry, text, reporter));
    }
  }

  private static void check(Node entry, String text, Reporter reporter) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      reporter.report(entry, "expected an entry like NAME=value, found " + shown(text));
    } else if (equals == 0) {
      reporter.report(entry, "expected a name before the first =, found none");
    } else if (text.indexOf('\0') >= 0) {
      reporter.report(
          entry, "expected no NUL character in the entry for " + shown(text.substring(0, equals)));
    }
  }
}
