package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of {@code put…}, by the key alone. */
@Tag("unit")
class ShortPutTest {
  @Test
  void aNamespaceNeedsNothingButItsType() {
    Linux linux = Linux.builder().putNamespace(LinuxNamespaceType.PID).build();
    assertThat(linux.namespaces())
        .containsExactly(LinuxNamespace.builder().type(LinuxNamespaceType.PID).build());
  }

  @Test
  void anRlimitNeedsItsLimitsSoThereIsNoShortForm() {
    assertThat(ContainerProcess.Builder.class.getMethods())
        .filteredOn(method -> method.getName().equals("putRlimit"))
        .extracting(method -> method.getParameterTypes()[0].getSimpleName())
        .containsExactlyInAnyOrder("PosixRlimit", "Consumer");
  }
}
