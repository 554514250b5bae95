package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A build that only looks around, and what it shows of each promise. */
final class TrialBuild {
  private static final String ATTEST = "see the attestation of a build (--attest)";

  private final Optional<Attestation> seen;
  private final Optional<String> failure;
  private final List<Finding> remarks;

  private TrialBuild(Optional<Attestation> seen, Optional<String> failure, List<Finding> remarks) {
    this.seen = seen;
    this.failure = failure;
    this.remarks = List.copyOf(remarks);
  }

  /** Runs it. */
  static TrialBuild of(OciRuntime runtime, URI address) {
    List<Finding> remarks = new ArrayList<>();
    try {
      Path input = Files.createTempDirectory("ocispec-doctor-");
      try (BuildService builds =
          BuildService.open(address, options -> options.runtime(runtime).concurrency(1))) {
        BuildResult result = result(builds, input, remarks);
        Optional<String> failure =
            result.status() == BuildStatus.SUCCEEDED ? Optional.empty() : result.reason();
        return new TrialBuild(result.attestation(), failure, remarks);
      } finally {
        Files.delete(input);
      }
    } catch (IOException e) {
      return new TrialBuild(Optional.empty(), Optional.of(e.toString()), remarks);
    }
  }

  private static BuildResult result(BuildService builds, Path input, List<Finding> remarks) {
    BuildListener listener =
        new BuildListener() {
          @Override
          public void remark(Finding remark) {
            remarks.add(remark);
          }
        };
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c", ": > out")
            .workingDir("build")
            .scratchPaths("build")
            .outputs("build/out")
            .inputsDir("inputs")
            .addInput("trial", input)
            .constraints(c -> c.provideBinSh(true))
            .build();
    try {
      return builds.submit(request, b -> b.attest(true).listener(listener)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof OciException refused) {
        return BuildResult.runtimeError(refused.getMessage());
      }
      throw e;
    }
  }

  /** Those of the threat model. */
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
    findings.add(
        weakened(
            held(
                SandboxPromise.PRIVILEGES,
                name ->
                    name.startsWith("capabilities-")
                        || name.equals("no-new-privileges")
                        || name.equals("seccomp-filter")),
            "sandbox-seccomp",
            "use a processor that the filter has a table for"));
    findings.add(devices());
    findings.add(
        held(
            SandboxPromise.KERNEL_CONTROLS,
            name -> name.startsWith("masked ") || name.startsWith("read-only ")));
    findings.add(
        weakened(
            held(SandboxPromise.LIMITS, name -> name.startsWith("limit-")),
            "sandbox-limits",
            "build as root, or have systemd delegate control groups of version 2 to the user"
                + " (Delegate=yes)"));
    findings.add(held(SandboxPromise.NAMES, name -> name.equals("hostname")));
    findings.add(
        weakened(
            held(SandboxPromise.IDS, name -> name.equals("user") || name.equals("group")),
            "sandbox-subordinate-ids",
            "give the user subordinate ids in /etc/subuid and /etc/subgid, and install uidmap"));
    findings.add(groups());
    findings.add(held(SandboxPromise.AFTER_BUILD, name -> name.equals("seccomp-filter")));
    findings.add(nextBuild());
    return findings;
  }

  /** What the checks with these names say of a promise. */
  private PromiseFinding held(SandboxPromise promise, Predicate<String> names) {
    if (failure.isPresent() && seen.isEmpty()) {
      String reason = ForeignText.oneLine(failure.get());
      return PromiseFinding.notKept(
          promise, "no build runs: " + reason, "mend what keeps builds from running");
    }
    List<AttestationCheck> checks =
        seen.orElseThrow().checks().stream().filter(check -> names.test(check.name())).toList();
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

  /** The same, in part only if there is a remark of that rule. */
  private PromiseFinding weakened(PromiseFinding finding, String rule, String remedy) {
    Optional<Finding> remark = remarks.stream().filter(r -> r.rule().equals(rule)).findFirst();
    return remark.isEmpty() || finding.verdict() != PromiseFinding.Verdict.KEPT
        ? finding
        : PromiseFinding.inPart(finding.promise(), remark.get().message(), remedy);
  }

  private boolean inUserNamespace() {
    return seen.map(Attestation::observed).stream()
        .flatMap(observed -> observed.section("uids").stream())
        .map(String::strip)
        .noneMatch(line -> line.matches("0\\s+0\\s+4294967295"));
  }

  /** Device rules are a matter of control groups, which a user namespace can't set. */
  private PromiseFinding devices() {
    PromiseFinding finding =
        held(
            SandboxPromise.DEVICES,
            name -> name.equals("seccomp-filter") || name.equals("mount /dev"));
    return finding.verdict() == PromiseFinding.Verdict.KEPT && inUserNamespace()
        ? PromiseFinding.inPart(
            SandboxPromise.DEVICES,
            "without control groups only the permissions of nodes protect those that are named",
            "build as root")
        : finding;
  }

  private PromiseFinding groups() {
    PromiseFinding finding =
        held(SandboxPromise.GROUPS, name -> name.equals("group") || name.equals("groups"));
    Set<String> others = new TreeSet<>(status("Groups"));
    others.removeAll(status("Gid"));
    return finding.verdict() == PromiseFinding.Verdict.KEPT && !others.isEmpty()
        ? PromiseFinding.inPart(
            SandboxPromise.GROUPS,
            "the runtime leaves the build groups of the caller, seen inside as "
                + String.join(" ", others),
            "use crun, or a caller without supplementary groups (setpriv --clear-groups)")
        : finding;
  }

  /** The words in a line of the kernel's about the process that looked around. */
  private List<String> status(String field) {
    return seen.map(Attestation::observed).stream()
        .flatMap(observed -> observed.section("status").stream())
        .filter(line -> line.startsWith(field + ":"))
        .flatMap(line -> Stream.of(line.substring(field.length() + 1).strip().split("\\s+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private PromiseFinding nextBuild() {
    PromiseFinding finding =
        held(
            SandboxPromise.NEXT_BUILD,
            name -> name.equals("mount /tmp") || name.equals("mount /dev/shm"));
    boolean shared =
        remarks.stream()
            .map(remark -> Objects.requireNonNull(remark.rule()))
            .anyMatch("sandbox-subordinate-ids"::equals);
    return finding.verdict() == PromiseFinding.Verdict.KEPT && shared
        ? PromiseFinding.inPart(
            SandboxPromise.NEXT_BUILD,
            "all builds have the caller's id",
            "give the user subordinate ids in /etc/subuid and /etc/subgid")
        : finding;
  }
}
