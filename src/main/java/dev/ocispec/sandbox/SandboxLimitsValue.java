package dev.ocispec.sandbox;

import org.immutables.value.Value;

/** What Immutables makes {@link SandboxLimits} of: the members' bounds. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class SandboxLimitsValue implements SandboxLimits {
  @Value.Check
  void check() {
    atLeast("memory", 1, memory().orElse(1));
    atLeast("processes", 1, processes());
    atLeast("cpuMillis", 10, cpuMillis().orElse(10));
    atLeast("temporarySpace", 4096, temporarySpace());
    atLeast("openFiles", 16, openFiles());
  }

  private static void atLeast(String name, long least, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "expected " + name + " of at least " + least + ", found " + found);
    }
  }
}
