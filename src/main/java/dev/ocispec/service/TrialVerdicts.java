package dev.ocispec.service;

import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.bundle.internal.ForbiddenFiles;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a trial says of each promise of the threat model. A promise is not kept when something was
 * seen that breaks it, or when nothing is there that keeps it; in part when something of what keeps
 * it is missing.
 */
final class TrialVerdicts {
  private static final String ATTEST = "see the attestation of a build (--attest)";
  private static final String IDS_RULE = "sandbox-subordinate-ids";
  private static final String IDS_REMEDY =
      "give the user subordinate ids in /etc/subuid and /etc/subgid, and install uidmap";
  private static final String GROUPS_REMEDY =
      "build as root, or have systemd delegate control groups of version 2 to the user"
          + " (Delegate=yes)";

  private final TrialFacts facts;

  TrialVerdicts(TrialFacts facts) {
    this.facts = facts;
  }

  List<PromiseFinding> findings() {
    List<PromiseFinding> findings = new ArrayList<>();
    findings.add(
        held(
            SandboxPromise.HOST_FILES,
            name -> List.of("no-host-files", "no-other-mounts", "root-read-only").contains(name)));
    findings.add(
        held(
            SandboxPromise.INPUTS,
            name ->
                name.equals("nothing-writable-below-read-only")
                    || name.startsWith("not-writable /inputs")
                    || name.startsWith("mount /inputs")));
    findings.add(held(SandboxPromise.PROCESSES, name -> name.startsWith("first-process")));
    findings.add(held(SandboxPromise.NETWORK, name -> name.equals("no-network")));
    findings.add(promisedOutputs());
    findings.add(privileges());
    findings.add(devices());
    findings.add(
        held(
            SandboxPromise.KERNEL_CONTROLS,
            name -> name.startsWith("masked ") || name.startsWith("read-only ")));
    findings.add(limits());
    findings.add(held(SandboxPromise.NAMES, name -> name.equals("hostname")));
    findings.add(ids());
    findings.add(groups());
    findings.add(afterBuild());
    findings.add(nextBuild());
    return findings;
  }

  /** What the checks with these names say of a promise. */
  private PromiseFinding held(SandboxPromise promise, Predicate<String> names) {
    if (facts.seen().isEmpty()) {
      return PromiseFinding.notKept(
          promise,
          "no build runs: " + ForeignText.oneLine(facts.failure().orElse("nothing was seen")),
          "mend what keeps builds from running");
    }
    List<AttestationCheck> checks = checks(names);
    Optional<AttestationCheck> broken = checks.stream().filter(c -> !c.holds()).findFirst();
    if (broken.isPresent()) {
      AttestationCheck check = broken.get();
      return PromiseFinding.notKept(
          promise,
          check.name() + ": expected " + check.expected() + ", found " + check.found(),
          ATTEST);
    }
    return checks.isEmpty()
        ? PromiseFinding.inPart(promise, "it is asked for, but can't be seen from inside", ATTEST)
        : PromiseFinding.kept(
            promise,
            "seen from inside: "
                + (checks.size() == 1 ? "1 check holds" : checks.size() + " checks hold"));
  }

  private List<AttestationCheck> checks(Predicate<String> names) {
    return facts.seen().stream()
        .flatMap(seen -> seen.checks().stream())
        .filter(check -> names.test(check.name()))
        .toList();
  }

  private static boolean isKept(PromiseFinding finding) {
    return finding.verdict() == PromiseFinding.Verdict.KEPT;
  }

  private PromiseFinding promisedOutputs() {
    SandboxPromise promise = SandboxPromise.PROMISED_OUTPUTS;
    PromiseFinding runs = held(promise, name -> true);
    if (facts.seen().isEmpty() || facts.failure().isPresent()) {
      return facts.seen().isEmpty()
          ? runs
          : PromiseFinding.notKept(
              promise,
              "no build succeeds: " + ForeignText.oneLine(facts.failure().orElseThrow()),
              ATTEST);
    }
    return facts.differing().filter(ReasonCode.DIGEST_MISMATCH::equals).isPresent()
        ? PromiseFinding.kept(promise, "an output with another digest was refused")
        : PromiseFinding.notKept(
            promise,
            "a build whose output has another digest ended with "
                + facts.differing().map(ReasonCode::id).orElse("success"),
            "run the build again with --debug");
  }

  private PromiseFinding privileges() {
    PromiseFinding finding =
        held(
            SandboxPromise.PRIVILEGES,
            name ->
                name.startsWith("capabilities-")
                    || name.equals("no-new-privileges")
                    || name.equals("seccomp-filter"));
    Optional<Finding> unfiltered = facts.remark("sandbox-seccomp");
    return isKept(finding) && unfiltered.isPresent()
        ? PromiseFinding.inPart(
            finding.promise(),
            unfiltered.get().message(),
            "use a processor that the filter has a table for")
        : finding;
  }

  /** Device rules are a matter of control groups, which a user namespace can't set. */
  private PromiseFinding devices() {
    PromiseFinding finding = held(SandboxPromise.DEVICES, name -> name.equals("mount /dev"));
    if (!isKept(finding)) {
      return finding;
    }
    if (allowed().contains(ForbiddenFiles.Attempt.DEVICE)) {
      return PromiseFinding.notKept(
          finding.promise(), "a device node could be made", "use a runtime that sets the filter");
    }
    return facts.inUserNamespace()
        ? PromiseFinding.inPart(
            finding.promise(),
            "without control groups only the permissions of nodes protect those that are named",
            "build as root")
        : finding;
  }

  /** Of memory and processes both, one or none is limited. */
  private PromiseFinding limits() {
    PromiseFinding finding = held(SandboxPromise.LIMITS, name -> name.startsWith("limit-"));
    if (!isKept(finding)) {
      return finding;
    }
    Set<String> controllers = facts.host().cgroupControllers();
    Set<String> missing = new TreeSet<>();
    if (!controllers.contains("memory")) {
      missing.add("memory");
    }
    if (!controllers.contains("pids") && checks("limit-nproc"::equals).isEmpty()) {
      missing.add("processes");
    }
    String found = "not limited: " + String.join(", ", missing);
    return switch (missing.size()) {
      case 0 -> finding;
      case 1 -> PromiseFinding.inPart(finding.promise(), found, GROUPS_REMEDY);
      default -> PromiseFinding.notKept(finding.promise(), found, GROUPS_REMEDY);
    };
  }

  private PromiseFinding ids() {
    PromiseFinding finding =
        held(SandboxPromise.IDS, name -> name.equals("user") || name.equals("group"));
    Optional<Finding> shared = facts.remark(IDS_RULE);
    return isKept(finding) && shared.isPresent()
        ? PromiseFinding.notKept(finding.promise(), shared.get().message(), IDS_REMEDY)
        : finding;
  }

  /** All that are left over; which, a user namespace hides, but not how many. */
  private PromiseFinding groups() {
    PromiseFinding finding =
        held(SandboxPromise.GROUPS, name -> name.equals("group") || name.equals("groups"));
    if (!isKept(finding)) {
      return finding;
    }
    String own = field("Gid").split("\\s+", 2)[0];
    List<String> left =
        List.of(field("Groups").split("\\s+")).stream()
            .filter(id -> !id.isEmpty() && !id.equals(own))
            .toList();
    if (left.isEmpty()) {
      return PromiseFinding.kept(finding.promise(), "the build has no group but its own");
    }
    String found =
        "the runtime leaves the build "
            + left.size()
            + (left.size() == 1 ? " group" : " groups")
            + " of the caller";
    return facts.inUserNamespace()
        ? PromiseFinding.inPart(
            finding.promise(),
            found,
            "use crun, or a caller without supplementary groups (setpriv --clear-groups)")
        : PromiseFinding.notKept(
            finding.promise(),
            found + ": " + String.join(", ", left),
            "use a runtime that sets the groups");
  }

  private String field(String name) {
    return facts.lines("status").stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** What the program could do; nothing when it was not run. */
  private Set<ForbiddenFiles.Attempt> allowed() {
    return facts.attempted().isPresent() && isTried()
        ? ForbiddenFiles.allowed(facts.attempted().getAsInt())
        : Set.of();
  }

  private boolean isTried() {
    return facts.attempted().orElse(ForbiddenFiles.UNTRIED) < ForbiddenFiles.UNTRIED;
  }

  private PromiseFinding afterBuild() {
    SandboxPromise promise = SandboxPromise.AFTER_BUILD;
    PromiseFinding filter = held(promise, name -> name.equals("seccomp-filter"));
    if (!allowed().isEmpty()) {
      return PromiseFinding.notKept(
          promise,
          "the trial build could leave a "
              + allowed().stream()
                  .map(ForbiddenFiles.Attempt::title)
                  .collect(Collectors.joining(", a ")),
          "use a runtime that sets the filter of system calls, and a processor that it has a table"
              + " for");
    }
    if (!isKept(filter)) {
      return filter;
    }
    return isTried()
        ? PromiseFinding.kept(promise, "set-id bits and device nodes were tried and refused")
        : PromiseFinding.inPart(
            promise,
            "there is a filter, but the program that tries to get around it could not be run",
            "let temporary files be on a file system without noexec");
  }

  private PromiseFinding nextBuild() {
    PromiseFinding finding =
        held(
            SandboxPromise.NEXT_BUILD,
            name -> name.equals("mount /tmp") || name.equals("mount /dev/shm"));
    return isKept(finding) && facts.remark(IDS_RULE).isPresent()
        ? PromiseFinding.inPart(finding.promise(), "all builds have the caller's id", IDS_REMEDY)
        : finding;
  }
}
