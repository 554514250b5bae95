package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.LinuxSeccompArch;
import dev.ocispec.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReleasedFilterTest {
  private static LinuxSeccomp filter(LinuxSeccompArch architecture) {
    return LinuxSeccomp.builder()
        .defaultAction(LinuxSeccompAction.SCMP_ACT_ERRNO)
        .architectures(architecture)
        .build();
  }

  private static Spec with(LinuxSeccompArch architecture, Spec.Builder others) {
    return ReleasedFilter.of(filter(architecture)).in(others, Linux.builder());
  }

  @Test
  void aSpecificationIsOfTheFiltersReleaseWhereTheOthersAskForLess() {
    Spec spec = with(LinuxSeccompArch.SCMP_ARCH_LOONGARCH64, Spec.builder().domainname("(none)"));

    assertThat(spec.ociVersion()).isEqualTo("1.2.1");
    assertThat(spec.domainname()).contains("(none)");
    assertThat(spec.linux().orElseThrow().seccomp())
        .contains(filter(LinuxSeccompArch.SCMP_ARCH_LOONGARCH64));
  }

  @Test
  void aSpecificationIsOfTheOthersReleaseWhereTheFilterAsksForLess() {
    LinuxSeccompArch old = LinuxSeccompArch.SCMP_ARCH_X86_64;

    assertThat(with(old, Spec.builder()).ociVersion()).isEqualTo("1.0.0");
    assertThat(with(old, Spec.builder().domainname("(none)")).ociVersion()).isEqualTo("1.1.0");
  }

  @Test
  void aBuildOnANewProcessorIsOfTheReleaseThatKnowsIt() {
    Spec spec =
        Sandbox.standard()
            .spec(
                BuildRequest.builder().commandArgs("/bin/true").build(),
                HostFacts.builder().architecture("loongarch64").build());

    assertThat(spec.ociVersion()).isEqualTo("1.2.1");
  }
}
