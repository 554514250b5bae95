package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.NetworkTools;
import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.TreeFacts;
import dev.ocispec.service.PromiseFinding.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a host offers to builds that ask for more, told from made-up facts. */
@Tag("unit")
class OfferedByHostTest {
  private static final NetworkTools TOOLS =
      new NetworkTools(
          NetworkTools.names().stream()
              .collect(Collectors.toMap(name -> name, name -> Path.of("/usr/bin", name))),
          true);

  private static Map<SandboxPromise, PromiseFinding> of(HostFacts host, Optional<String> untried) {
    return new OfferedByHost(host, untried)
        .findings().stream().collect(Collectors.toMap(PromiseFinding::promise, f -> f));
  }

  @Test
  void aHostThatHasAllKeepsAll() {
    HostFacts host =
        HostFacts.builder()
            .networkTools(TOOLS)
            .trees(TreeFacts.NONE.with(OverlayKind.KERNEL))
            .plainShell(Path.of("/bin/bash-static"))
            .staticShell(Path.of("/bin/busybox"))
            .cgroupControllers(List.of("cpu", "memory", "pids"))
            .build();

    assertThat(of(host, Optional.empty()).values())
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.KEPT);
              assertThat(finding.remedy()).isEmpty();
            })
        .extracting(PromiseFinding::finding)
        .contains("/bin/bash-static", "by kernel");
  }

  @Test
  void aHostThatHasNothingSaysWhatIsRefused() {
    Map<SandboxPromise, PromiseFinding> findings =
        of(HostFacts.builder().build(), Optional.empty());

    assertThat(findings.get(SandboxPromise.PRIVATE_NETWORK))
        .extracting(PromiseFinding::verdict, PromiseFinding::finding)
        .satisfies(
            parts -> {
              assertThat(parts.get(0)).isEqualTo(Verdict.IN_PART);
              assertThat(parts.get(1).toString())
                  .startsWith("builds that ask for one are refused: ")
                  .contains("slirp4netns is not installed");
            });
    assertThat(findings.get(SandboxPromise.OVERLAY).verdict()).isEqualTo(Verdict.IN_PART);
    assertThat(findings.get(SandboxPromise.SHELL).verdict()).isEqualTo(Verdict.NOT_KEPT);
    assertThat(findings.get(SandboxPromise.CONTROL_GROUPS).finding())
        .isEqualTo("this user can't set cpu, memory, pids");
  }

  @Test
  void aShellOfManyProgramsIsOneInPart() {
    HostFacts host = HostFacts.builder().staticShell(Path.of("/bin/busybox")).build();

    assertThat(of(host, Optional.empty()).get(SandboxPromise.SHELL))
        .isEqualTo(
            PromiseFinding.inPart(
                SandboxPromise.SHELL,
                "/bin/busybox brings programs of its own, which go before those in PATH",
                "install bash-static"));
  }

  @Test
  void whatCouldNotBeTriedIsSaid() {
    assertThat(of(HostFacts.builder().build(), Optional.of("no space")).get(SandboxPromise.OVERLAY))
        .isEqualTo(
            PromiseFinding.inPart(
                SandboxPromise.OVERLAY,
                "it could not be tried: no space",
                "make /var/tmp writable"));
  }
}
