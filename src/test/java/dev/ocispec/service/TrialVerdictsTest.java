package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.attestation.Observation;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.service.PromiseFinding.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trial says of the promises, told from made-up facts. */
@Tag("unit")
class TrialVerdictsTest {
  private static final List<String> CHECKS =
      List.of(
          "no-host-files",
          "root-read-only",
          "not-writable /inputs/trial",
          "first-process",
          "no-network",
          "capabilities-effective",
          "no-new-privileges",
          "seccomp-filter",
          "mount /dev",
          "mount /tmp",
          "masked /proc/kcore",
          "limit-nofile",
          "hostname",
          "user",
          "group");

  private static final String ALL_IDS = "         0          0 4294967295";
  private static final String SOME_IDS = "         0       1000          1";

  /** A machine where all is well, until something is changed. */
  private static final class Facts {
    private final Set<String> broken = new TreeSet<>();
    private final List<String> checks = new ArrayList<>(CHECKS);
    private final List<Finding> remarks = new ArrayList<>();
    private Set<String> controllers = Set.of("cpu", "memory", "pids");
    private String uids = ALL_IDS;
    private String groups = "";
    private OptionalInt attempted = OptionalInt.of(0);
    private Optional<ReasonCode> differing = Optional.of(ReasonCode.DIGEST_MISMATCH);

    Facts remark(String rule) {
      remarks.add(Finding.must(rule, "", "said by " + rule));
      return this;
    }

    Map<SandboxPromise, PromiseFinding> findings() {
      Map<String, List<String>> sections =
          Map.of(
              "status",
              List.of("Name:\tsh", "Gid:\t100\t100\t100\t100", "Groups:\t" + groups + " "),
              "uids",
              List.of(uids));
      List<AttestationCheck> all =
          checks.stream()
              .map(name -> new AttestationCheck(name, !broken.contains(name), "this", "that"))
              .toList();
      Attestation seen =
          new Attestation("sha256:0", Path.of("/bin/runc"), all, new Observation(sections));
      HostFacts host = HostFacts.builder().cgroupControllers(controllers).build();
      return of(
          new TrialFacts(Optional.of(seen), Optional.empty(), remarks, host, attempted, differing));
    }

    PromiseFinding finding(SandboxPromise promise) {
      return Optional.ofNullable(findings().get(promise)).orElseThrow();
    }

    /** What is not as on a machine where all is well. */
    Map<SandboxPromise, Verdict> notKept() {
      Map<SandboxPromise, Verdict> verdicts = new TreeMap<>();
      findings()
          .forEach(
              (promise, finding) -> {
                assertThat(finding.remedy().isEmpty())
                    .as(finding.toString())
                    .isEqualTo(finding.verdict() == Verdict.KEPT);
                if (finding.verdict() != Verdict.KEPT) {
                  verdicts.put(promise, finding.verdict());
                }
              });
      return verdicts;
    }
  }

  private static Map<SandboxPromise, PromiseFinding> of(TrialFacts facts) {
    Map<SandboxPromise, PromiseFinding> findings = new TreeMap<>();
    new TrialVerdicts(facts)
        .findings()
        .forEach(finding -> findings.put(finding.promise(), finding));
    return findings;
  }

  @Test
  void whereAllIsWellAllIsKept() {
    assertThat(new Facts().notKept()).isEmpty();
    assertThat(new Facts().finding(SandboxPromise.AFTER_BUILD).finding())
        .isEqualTo("set-id bits and device nodes were tried and refused");
    assertThat(new Facts().finding(SandboxPromise.PROMISED_OUTPUTS).finding())
        .isEqualTo("an output with another digest was refused");
  }

  @ParameterizedTest
  @CsvSource({
    "no-host-files, HOST_FILES",
    "not-writable /inputs/trial, INPUTS",
    "first-process, PROCESSES",
    "no-network, NETWORK",
    "capabilities-effective, PRIVILEGES",
    "mount /dev, DEVICES",
    "masked /proc/kcore, KERNEL_CONTROLS",
    "limit-nofile, LIMITS",
    "hostname, NAMES",
    "user, IDS",
    "mount /tmp, NEXT_BUILD"
  })
  void aBrokenCheckIsAPromiseNotKept(String check, SandboxPromise promise) {
    Facts facts = new Facts();
    facts.broken.add(check);

    assertThat(facts.notKept()).containsExactly(Map.entry(promise, Verdict.NOT_KEPT));
    assertThat(facts.finding(promise).finding()).isEqualTo(check + ": expected this, found that");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | a set-user-ID bit",
        "2  | a set-group-ID bit",
        "8  | a file made with a set-user-ID bit",
        "11 | a set-user-ID bit, a set-group-ID bit, a file made with a set-user-ID bit"
      })
  void whatABuildCouldLeaveIsNamed(int code, String left) {
    Facts facts = new Facts();
    facts.attempted = OptionalInt.of(code);

    assertThat(facts.notKept())
        .containsExactly(Map.entry(SandboxPromise.AFTER_BUILD, Verdict.NOT_KEPT));
    assertThat(facts.finding(SandboxPromise.AFTER_BUILD).finding())
        .isEqualTo("the trial build could leave " + left);
  }

  @Test
  void aNodeBreaksTwoPromisesWhateverTheFilterIsSaidToBe() {
    Facts facts = new Facts();
    facts.attempted = OptionalInt.of(4);

    assertThat(facts.notKept())
        .containsOnly(
            Map.entry(SandboxPromise.DEVICES, Verdict.NOT_KEPT),
            Map.entry(SandboxPromise.AFTER_BUILD, Verdict.NOT_KEPT));
  }

  @ParameterizedTest
  @CsvSource({"-1", "64", "126", "127"})
  void whatCouldNotBeTriedIsKeptInPart(int code) {
    Facts facts = new Facts();
    facts.attempted = code < 0 ? OptionalInt.empty() : OptionalInt.of(code);

    assertThat(facts.notKept())
        .containsExactly(Map.entry(SandboxPromise.AFTER_BUILD, Verdict.IN_PART));
  }

  @ParameterizedTest
  @CsvSource({
    "memory pids, false, KEPT, 1 check holds",
    "memory, false, IN_PART, not limited: processes",
    "memory, true, KEPT, 2 checks hold",
    "pids, false, IN_PART, not limited: memory",
    "cpu, true, IN_PART, not limited: memory",
    "cpu, false, NOT_KEPT, 'not limited: memory, processes'"
  })
  void limitsAreKeptByGroupsOrByTheUser(
      String controllers, boolean ofUser, Verdict verdict, String said) {
    Facts facts = new Facts();
    facts.controllers = Set.of(controllers.split(" "));
    if (ofUser) {
      facts.checks.add("limit-nproc");
    }

    PromiseFinding finding = facts.finding(SandboxPromise.LIMITS);
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.finding()).endsWith(said);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, KEPT, the build has no group but its own",
    "100, false, KEPT, the build has no group but its own",
    "65534, true, IN_PART, the runtime leaves the build 1 group of the caller",
    "0 65534 65534, true, IN_PART, the runtime leaves the build 3 groups of the caller",
    "100 4 27, false, NOT_KEPT, 'the runtime leaves the build 2 groups of the caller: 4, 27'"
  })
  void groupsThatAreLeftAreCounted(String groups, boolean inside, Verdict verdict, String said) {
    Facts facts = new Facts();
    facts.groups = groups;
    facts.uids = inside ? SOME_IDS : ALL_IDS;

    PromiseFinding finding = facts.finding(SandboxPromise.GROUPS);
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.finding()).isEqualTo(said);
  }

  @Test
  void withoutIdsOfItsOwnABuildHasTheCallersFiles() {
    assertThat(new Facts().remark("sandbox-subordinate-ids").notKept())
        .containsOnly(
            Map.entry(SandboxPromise.IDS, Verdict.NOT_KEPT),
            Map.entry(SandboxPromise.NEXT_BUILD, Verdict.IN_PART));
  }

  @Test
  void withoutAFilterPrivilegesAreKeptInPart() {
    Facts facts = new Facts().remark("sandbox-seccomp");

    assertThat(facts.notKept())
        .containsExactly(Map.entry(SandboxPromise.PRIVILEGES, Verdict.IN_PART));
    assertThat(facts.finding(SandboxPromise.PRIVILEGES).finding())
        .isEqualTo("said by sandbox-seccomp");
  }

  @Test
  void inAUserNamespaceNoGroupHoldsDeviceRules() {
    Facts facts = new Facts();
    facts.uids = SOME_IDS;

    assertThat(facts.notKept()).containsExactly(Map.entry(SandboxPromise.DEVICES, Verdict.IN_PART));
  }

  @Test
  void anOutputThatIsNotAsPromisedHasToBeRefused() {
    Facts facts = new Facts();
    facts.differing = Optional.empty();

    assertThat(facts.notKept())
        .containsExactly(Map.entry(SandboxPromise.PROMISED_OUTPUTS, Verdict.NOT_KEPT));
    assertThat(facts.finding(SandboxPromise.PROMISED_OUTPUTS).finding())
        .isEqualTo("a build whose output has another digest ended with success");
  }

  @Test
  void whereNoBuildRunsNothingIsKept() {
    Map<SandboxPromise, PromiseFinding> findings =
        of(TrialFacts.failed("no\nspace", HostFacts.builder().build()));

    assertThat(findings).hasSize(14);
    assertThat(findings.values())
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.NOT_KEPT);
              assertThat(finding.finding()).startsWith("no build runs: no").endsWith("space");
            });
    assertThat(new SandboxHealth(Path.of("/bin/runc"), List.copyOf(findings.values())).isHealthy())
        .isFalse();
  }

  @Test
  void whatIsKeptInPartIsHealthy() {
    Facts facts = new Facts();
    facts.uids = SOME_IDS;
    List<PromiseFinding> findings = List.copyOf(facts.findings().values());

    assertThat(new SandboxHealth(Path.of("/bin/runc"), findings).isHealthy()).isTrue();
  }
}
