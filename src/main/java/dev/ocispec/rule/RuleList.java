package dev.ocispec.rule;

import dev.ocispec.report.Level;
import dev.ocispec.version.Release;

/** The words that the catalogue's lines are written in: level, id, section, release, function. */
final class RuleList {
  private RuleList() {}

  static Rule must(String id, String section, Release since, RuleCheck check) {
    return Rule.of(id, Level.MUST, check).section(section).since(since);
  }

  static Rule runtime(String id, String section, Release since, RuleCheck check) {
    return Rule.of(id, Level.RUNTIME, check).section(section).since(since);
  }

  static Rule should(String id, String section, Release since, RuleCheck check) {
    return Rule.of(id, Level.SHOULD, check).section(section).since(since);
  }

  static Rule info(String id, String section, Release since, RuleCheck check) {
    return Rule.of(id, Level.INFO, check).section(section).since(since);
  }
}
