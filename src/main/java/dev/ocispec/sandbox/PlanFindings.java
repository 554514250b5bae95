package dev.ocispec.sandbox;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import java.util.ArrayList;
import java.util.List;

/** Collects what stands against a build and what is to be said about it. */
final class PlanFindings {
  private final List<Finding> refusals = new ArrayList<>();
  private final List<Finding> remarks = new ArrayList<>();

  /** The build can't be run, for this reason among others. */
  void refuse(SandboxRule rule, String pointer, String message, String advice) {
    refusals.add(rule.refuse(pointer, message, advice));
  }

  /** The build runs, but with less protection, or with fewer means, than asked for. */
  void warn(SandboxRule rule, String pointer, String message) {
    remarks.add(rule.remark(Level.SHOULD, pointer, message));
  }

  /** The build runs as asked; this may be worth knowing. */
  void inform(SandboxRule rule, String pointer, String message) {
    remarks.add(rule.remark(Level.INFO, pointer, message));
  }

  /** The remarks, when nothing stands against the build. */
  List<Finding> remarksOrThrow() {
    if (!refusals.isEmpty()) {
      throw new UnsupportedBuildException(refusals);
    }
    return remarks;
  }
}
