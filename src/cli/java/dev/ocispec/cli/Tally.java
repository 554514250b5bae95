package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what was found in many files. */
final class Tally {
  private final Map<Level, Integer> findings = new EnumMap<>(Level.class);
  private int valid;
  private int invalid;
  private int unread;

  void add(Verdict verdict) {
    if (verdict.isValid()) {
      valid++;
    } else {
      invalid++;
    }
    for (Finding finding : verdict.found().findings()) {
      findings.merge(finding.level(), 1, Integer::sum);
    }
  }

  void addUnread() {
    unread++;
  }

  /** Whether there is more to sum up than what has been printed for one file. */
  boolean isWorthTelling() {
    return valid + invalid > 1;
  }

  /** How many files there have been so far. */
  String progress() {
    return (valid + invalid + unread) + " files, " + invalid + " invalid";
  }

  /** All levels are counted, those that were not asked for, too. */
  String summary() {
    String levels =
        findings.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().text())
            .collect(Collectors.joining(", "));
    return (valid + invalid)
        + " documents: "
        + valid
        + " valid, "
        + invalid
        + " invalid"
        + (unread == 0 ? "" : ", " + unread + " not read")
        + (levels.isEmpty() ? "; no findings" : "; findings: " + levels);
  }
}
