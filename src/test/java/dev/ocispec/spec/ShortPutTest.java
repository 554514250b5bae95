package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The short form of {@code put…}, by the key alone. */
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
        .flatExtracting(Method::getParameterTypes)
        .doesNotContain(PosixRlimitType.class);
    assertThat(Arrays.stream(PosixRlimit.Builder.class.getMethods()).map(Method::getName))
        .contains("soft", "hard");
  }
}
